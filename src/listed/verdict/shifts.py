"""How the place stood in two versions of a package in; what changed from the one to the other out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from listed.verdict.standing import Standing

Kind = Literal["appeared", "disappeared", "renamed", "recoded"]

# In no list, in some, in all. Of what is unclear nobody knows.
_LEVELS: Mapping[str | None, int] = {
    None: 0,
    "missing": 0,
    "under-serbia": 0,
    "not-expected": 0,
    "mixed": 1,
    "qualified": 2,
    "listed": 2,
}


@dataclass(frozen=True, slots=True)
class Shift:
    """One change in one criterion.

    `was` and `now` are verdicts where the place appeared or disappeared (None: there was no list), names where it was
    renamed, codes where it was recoded.
    """

    criterion: str
    kind: Kind
    was: str | None
    now: str | None


def level(verdict: str | None) -> int | None:
    """0: the place is in none of the lists, 1: in some, 2: in all; None where that is not known."""
    return _LEVELS.get(verdict)


def shifts(before: Mapping[str, Standing], now: Mapping[str, Standing]) -> list[Shift]:
    """What changed for the place, by criterion; nothing where a verdict is unclear on either side.

    It appears when it comes into a list, or from some of the lists into all, and disappears the other way round. A
    list that comes or goes as a whole counts only where the place is in no list of another criterion on its other
    side: a list may move, or be read in another way. Names and codes that differ by case or white space are the same.
    """
    order = [*before, *(word for word in now if word not in before)]
    elsewhere = _most(before), _most(now)
    return [shift for word in order for shift in _shifts(word, before.get(word), now.get(word), elsewhere)]


def _most(standings: Mapping[str, Standing]) -> int:
    return max((level(one.verdict) or 0 for one in standings.values()), default=0)


def _shifts(
    criterion: str, before: Standing | None, now: Standing | None, elsewhere: tuple[int, int]
) -> Iterator[Shift]:
    was, became = before.verdict if before else None, now.verdict if now else None
    low, high = level(was), level(became)
    if low is None or high is None:
        return
    moved = (before is None and elsewhere[0]) or (now is None and elsewhere[1])
    if low != high and not moved:
        yield Shift(criterion, "appeared" if low < high else "disappeared", was, became)
    if before and now and low and high:
        if _differ(before.label, now.label):
            yield Shift(criterion, "renamed", before.label, now.label)
        if _differ(before.value, now.value):
            yield Shift(criterion, "recoded", before.value, now.value)


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other) and _plain(one) != _plain(other)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()
