"""All answers in; one sentence of plain English and a hint at what to type next out."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Sequence

from listed.cli.clean import clean
from listed.cli.words import NEIGHBOUR, PLACE, counted, joined
from listed.verdict.answer import TargetAnswer

_NOUNS = {
    "package": "package",
    "page": "page",
    "rendered-page": "page",
    "warc-record": "page",
    "file": "file",
}
# verdict -> (said of one, said of many)
_SAID = {
    "listed": (f"lists {PLACE}", f"list {PLACE}"),
    "missing": ("does not", "do not"),
    "mixed": ("has it in some of its lists only", "have it in some of their lists only"),
    "qualified": ("lists it with a note", "list it with a note"),
    "under-serbia": (f"has it only under {NEIGHBOUR}", f"have it only under {NEIGHBOUR}"),
    "not-expected": ("has no list of the whole world", "have no list of the whole world"),
    "no-country-list": ("has no list of countries", "have no list of countries"),
    "unclear": ("is unclear", "are unclear"),
    "error": ("could not be read", "could not be read"),
}
_ALONE = {
    "listed": f"{{}} lists {PLACE}.",
    "missing": f"{{}} does not list {PLACE}.",
    "mixed": f"{{}} lists {PLACE} in some of its lists only.",
    "qualified": f"{{}} lists {PLACE} with a note beside its name.",
    "under-serbia": f"{{}} has {PLACE} only as a part of {NEIGHBOUR}.",
    "not-expected": f"{{}} has no list of the whole world, so {PLACE} is not expected.",
    "no-country-list": "{} has no list of countries.",
    "unclear": "{}: it could not be decided; please look at its lists yourself.",
    "error": "{} could not be read.",
}


def summary(answers: Sequence[TargetAnswer]) -> str:
    """One sentence: how many targets list the place, and how many do not; for one target, how that one stands."""
    if not answers:
        return "Nothing was found to look at."
    if len(answers) == 1:
        return _ALONE.get(_key(answers[0]), "{}").format(clean(answers[0].target))
    counts = Counter(_key(answer) for answer in answers)
    said = {"listed": counts["listed"]} | {key: counts[key] for key in _SAID if counts[key]}
    parts = [f"{number:,} {_SAID[key][number != 1]}" for key, number in said.items()]
    return f"Of {counted(len(answers), _noun(answers))}, {joined(parts)}."


def hints(answers: Sequence[TargetAnswer], explained: bool = False) -> list[str]:
    """What to type next: to see a list as it was read, and to find out what is not installed."""
    said = []
    asked = next((one for key in ("missing", "under-serbia", "mixed") for one in answers if _key(one) == key), None)
    if asked is not None and not explained and clean(asked.target) == asked.target:
        said.append(f"`xk audit {shlex.quote(asked.target)} --explain` shows the list as it was read.")
    if any(answer.error is not None for answer in answers):
        said.append("`xk doctor` says what is installed and what is missing.")
    return said


def _key(answer: TargetAnswer) -> str:
    if answer.error is not None:
        return "error"
    return answer.verdict if answer.verdict in _SAID else "unclear"


def _noun(answers: Sequence[TargetAnswer]) -> str:
    nouns = {_NOUNS.get(answer.kind, "target") for answer in answers}
    return nouns.pop() if len(nouns) == 1 else "target"
