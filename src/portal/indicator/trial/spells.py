"""Targets with their days in; how long each was watched before it was asked and since, and how that ended, out.

Days are counted from the first day of the trial, which is day 0. A day belongs whole to what began on it: a target that
is listed on the day it was asked was listed after one day of being asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One target: its layer and its owner, the day it is asked and the day it is listed; None where that never came."""

    stratum: int
    unit: str
    asked: int | None
    listed: int | None


@dataclass(frozen=True, slots=True)
class Spell:
    """So many days in one state, at least one; whether the target was listed on the last of them."""

    days: int
    listed: bool


def asked_spells(cases: Iterable[Case], last: int) -> list[Spell]:
    """The time of each target from the day it was asked to its listing or to the last day that counts."""
    found = [(case.asked, case) for case in cases if case.asked is not None and case.asked <= last]
    return _spells([(start, last, case) for start, case in found])


def waiting_spells(cases: Iterable[Case], last: int) -> list[Spell]:
    """The time of each target from day 0 to its listing, or to the day before it was asked."""
    ends = [(last if case.asked is None else min(last, case.asked - 1), case) for case in cases]
    return _spells([(0, end, case) for end, case in ends])


def _spells(stretches: Sequence[tuple[int, int, Case]]) -> list[Spell]:
    found = []
    for start, end, case in stretches:
        if start > end or (case.listed is not None and case.listed < start):
            continue
        listed = case.listed is not None and case.listed <= end
        until = case.listed if listed and case.listed is not None else end
        found.append(Spell(until - start + 1, listed))
    return found
