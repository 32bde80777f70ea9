"""Ballots in; each work's exact score, and an order that shows ties as ties, out. In fractions: nothing is rounded.

A ballot gives a work between 0 and 1: yes is 1; stars are the weighted mean of the criteria, one star 0, five stars 1;
in a ranking of n works the first has 1, the last 0, the others lie evenly between. A work's score is the mean of its
ballots, so works with more ballots are neither better nor worse off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

MOST_STARS = 5


@dataclass(frozen=True, slots=True)
class Cast:
    """One ballot that counts: who judged which work, and the marks as `models.Ballot` keeps them."""

    seat: int
    entry: int
    marks: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """A work in its place; None where nobody judged it. `is_tied`: others have the same place."""

    entry: int
    place: int | None
    total: Fraction | None
    is_tied: bool = False


def scores(casts: Iterable[Cast], weights: Mapping[int, int]) -> dict[tuple[int, int], Fraction]:
    """What each (seat, entry) gave. `weights`: criterion number to weight, for stars.

    A juror who ranked one work alone said nothing about it: that ballot has no score.
    """
    found: dict[tuple[int, int], Fraction] = {}
    ranked: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cast in casts:
        if "place" in cast.marks:
            ranked[cast.seat].append((int(cast.marks["place"]), cast.entry))
        elif "stars" in cast.marks:
            found[cast.seat, cast.entry] = _stars(cast.marks["stars"], weights)
        else:
            found[cast.seat, cast.entry] = Fraction(int(bool(cast.marks["yes"])))
    for seat, places in ranked.items():
        if len(places) > 1:
            for before, (_place, entry) in enumerate(sorted(places)):
                found[seat, entry] = 1 - Fraction(before, len(places) - 1)
    return found


def _stars(stars: Mapping[str, int], weights: Mapping[int, int]) -> Fraction:
    whole = sum(weights.values())
    points = sum(weight * (int(stars[str(number)]) - 1) for number, weight in weights.items())
    return Fraction(points, whole * (MOST_STARS - 1))


def means(given: Mapping[tuple[int, int], Fraction], entries: Iterable[int]) -> dict[int, Fraction | None]:
    """Each work's mean score; None where nobody scored it."""
    by_entry: dict[int, list[Fraction]] = {entry: [] for entry in entries}
    for (_seat, entry), score in given.items():
        if entry in by_entry:
            by_entry[entry].append(score)
    return {entry: sum(found, Fraction()) / len(found) if found else None for entry, found in by_entry.items()}


def with_public(
    jury: Mapping[int, Fraction | None], votes: Mapping[int, int], weight: int
) -> dict[int, Fraction | None]:
    """The jury's scores with the public's part: a work's votes as a part of the most votes any work has.

    `weight`: percent. Where nobody voted at all the jury decides alone.
    """
    most = max((votes.get(entry, 0) for entry in jury), default=0)
    if not weight or not most:
        return dict(jury)
    public = Fraction(weight, 100)
    return {
        entry: None if score is None else (1 - public) * score + public * Fraction(votes.get(entry, 0), most)
        for entry, score in jury.items()
    }


def order(totals: Mapping[int, Fraction | None], breaks: Iterable[Sequence[int]] = ()) -> list[Placed]:
    """The works from the best down, equal ones on one place; works without a score at the end, without a place.

    `breaks`: decisions on ties, the latest last; one holds only while exactly its works are equal.
    """
    decided = {frozenset(group): list(group) for group in breaks}
    equal: dict[Fraction, list[int]] = defaultdict(list)
    for entry, total in totals.items():
        if total is not None:
            equal[total].append(entry)
    placed: list[Placed] = []
    for total in sorted(equal, reverse=True):
        group = sorted(equal[total])
        if len(group) > 1 and (chosen := decided.get(frozenset(group))):
            placed += [Placed(entry, len(placed) + at, total) for at, entry in enumerate(chosen, 1)]
        else:
            place = len(placed) + 1
            placed += [Placed(entry, place, total, len(group) > 1) for entry in group]
    return placed + [Placed(entry, None, None) for entry in sorted(totals) if totals[entry] is None]


def tied_groups(placed: Iterable[Placed]) -> list[list[int]]:
    """The groups of works that are equal, from the best down."""
    groups: dict[int, list[int]] = defaultdict(list)
    for one in placed:
        if one.is_tied and one.place is not None:
            groups[one.place].append(one.entry)
    return list(groups.values())


def border_tie(placed: Sequence[Placed], most: int) -> list[int]:
    """The equal works between which the border after the first `most` falls; empty where it is clear who goes on."""
    inside = [one for one in placed if one.place is not None][: most + 1]
    if len(inside) <= most or most < 1 or inside[most - 1].place != inside[most].place:
        return []
    return [one.entry for one in placed if one.place == inside[most].place]
