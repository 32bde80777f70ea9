"""The answers for a target's lists in; how the place stands in each criterion, and the list that shows it, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from listed.names import Names
from listed.verdict.answer import ListAnswer, Row
from listed.verdict.summary import NO_LIST, package_verdict, without_unfinished

MOST_ROWS = 300
"""A list with more rows than these proves worse than one that can be shown whole."""
_ENGLISH = re.compile(r"(?:^|[/_.-])en(?:[/_.-]|$)", re.IGNORECASE)
# People choose from these three; they come first.
_FIRST = ("country", "nationality", "phone-code")
WITH = frozenset(("listed", "qualified"))
WITHOUT = frozenset(("missing", "under-serbia"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How the place stands in one criterion: `label`, `value`, `entries` and `where` are those of the proving list."""

    verdict: str
    label: str | None = None
    value: str | None = None
    entries: int = 0
    where: str = ""


@dataclass(frozen=True, slots=True)
class Summed:
    """One criterion of a target: its verdict, the lists that count, how many are left out as unfinished, the proof."""

    criterion: str
    verdict: str
    lists: tuple[ListAnswer, ...]
    unfinished: int
    proof: ListAnswer


def standings(lists: Sequence[ListAnswer], names: Names | None = None) -> dict[str, Standing]:
    """By criterion how the place stands in a package, over all its lists; only criteria that say anything about it.

    `names`: prefer a list in English as proof; lists with their rows only.
    """
    return {
        one.criterion: Standing(one.verdict, one.proof.label, one.proof.value, one.proof.entries, one.proof.where)
        for one in summed(lists, None, names)
    }


def summed(
    lists: Sequence[ListAnswer], criteria: Collection[str] | None = None, names: Names | None = None
) -> Iterator[Summed]:
    """Each of `criteria` (None: all there are) that a list says anything about; what people choose from first."""
    if criteria is None:
        criteria = {one.criterion for one in lists}
    finished = without_unfinished([one for one in lists if one.scope == "world"])
    for word in [*(word for word in _FIRST if word in criteria), *sorted(set(criteria) - set(_FIRST))]:
        about = [one for one in lists if one.criterion == word and _says_something(one)]
        world = [one for one in about if one.scope == "world"]
        counted = [one for one in finished if one.criterion == word] if world else about
        if counted:
            verdict = _verdict(counted)
            unfinished = len(world) - len(counted) if world else 0
            yield Summed(word, verdict, tuple(counted), unfinished, _proof(counted, verdict, names))


def is_text(one: ListAnswer) -> bool:
    """Whether most rows have something to read: some lists are known by their keys alone."""
    return sum(row.label is not None or row.value is not None for row in one.rows) * 2 > len(one.rows)


def _says_something(one: ListAnswer) -> bool:
    return one.scope != "not-a-country-list" or one.verdict == "under-serbia"


def _verdict(lists: Sequence[ListAnswer]) -> str:
    """The verdict of lists of one criterion: all of the whole world, or none."""
    verdict = package_verdict(lists)
    if verdict != NO_LIST:
        return verdict
    standing = {one.verdict for one in lists}
    return next((word for word in ("unclear", "listed", "qualified") if word in standing), "not-expected")


def _proof(lists: Sequence[ListAnswer], verdict: str, names: Names | None) -> ListAnswer:
    """The list that shows the verdict best: one without the place where there is one, short, in English, full."""
    wanted = {"mixed": WITHOUT, "not-expected": frozenset(("not-expected", *WITH))}.get(verdict, {verdict})
    fitting = [one for one in lists if one.verdict in wanted] or list(lists)

    def worth(one: ListAnswer) -> tuple[bool, bool, bool, bool, float, int]:
        fits, english = len(one.rows) <= MOST_ROWS, _ENGLISH.search(one.where) is not None
        return (
            one.form != "catalogue",
            is_text(one),
            fits,
            english,
            round(_english(one.rows, names), 1),
            one.territories,
        )

    return max(fitting, key=worth)


def _english(rows: Sequence[Row], names: Names | None) -> float:
    """The share of rows whose label is the English name of their place."""
    if names is None:
        return 0.0
    sample = [row for row in rows if row.code and row.label][::5]
    same = sum(names.english(row.code).casefold() == row.label.casefold() for row in sample if row.code and row.label)
    return same / len(sample) if sample else 0.0
