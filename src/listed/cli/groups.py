"""The lists of one answer in; groups of lists that read alike, so that a package of many can be read through, out."""

from __future__ import annotations

from collections.abc import Sequence

from listed.cli.words import HIDDEN_SCOPE
from listed.verdict.answer import ListAnswer

_FEW = 20
_STANDING = ("listed", "qualified", "under-serbia")


def grouped(lists: Sequence[ListAnswer]) -> list[list[ListAnswer]]:
    """Each list alone where there are few; else those alike in what they hold and how the place stands together."""
    if len(lists) <= _FEW:
        return [[one] for one in lists]
    groups: dict[tuple[object, ...], list[ListAnswer]] = {}
    for one in lists:
        key = (one.criterion, one.scope, one.verdict, one.entries, one.territories)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def worth_reading(lists: Sequence[ListAnswer]) -> list[ListAnswer]:
    """All lists where they are few; else those that are of countries, or that the place stands in."""
    if len(lists) <= _FEW:
        return list(lists)
    return [one for one in lists if counts(one)]


def counts(one: ListAnswer) -> bool:
    """Whether a list is one of countries, or holds the place all the same."""
    return one.scope != HIDDEN_SCOPE or one.verdict in _STANDING
