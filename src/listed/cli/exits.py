"""Answers in; the exit status that a script can act on out."""

from __future__ import annotations

from listed.cli.words import HIDDEN_SCOPE
from listed.verdict.answer import TargetAnswer

LISTED = 0
NOT_LISTED = 1
UNREAD = 2
_WANTING = frozenset({"missing", "qualified", "under-serbia", "mixed"})


class UsageError(Exception):
    """What a person typed cannot be done; the text is one clear sentence that says so."""


def exit_status(answer: TargetAnswer) -> int:
    """The status of one answer: 2 could not be read, 1 something is wanting in one of its lists, 0 all is well.

    The status of many answers is the greatest of theirs.
    """
    if answer.error is not None:
        return UNREAD
    verdicts = {one.verdict for one in answer.lists if one.scope != HIDDEN_SCOPE} | {answer.verdict}
    return NOT_LISTED if verdicts & _WANTING else LISTED
