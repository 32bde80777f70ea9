"""Cases that were counted in; their number, share, mean or median, each as a figure with its interval, out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import fmean, median, stdev
from typing import TypeVar

from django.utils import timezone

from portal.ground.measures import Figure, Period

Z = 1.959964
"""Half the width of an interval at 95 percent, in standard errors."""
_TAIL = 0.025
Case = TypeVar("Case")
Split = Mapping[str, Mapping[str, Figure]]


def bounds(period: Period) -> tuple[dt.datetime, dt.datetime]:
    """From when until before when a period is, in the portal's zone."""
    zone = timezone.get_default_timezone()
    begins = dt.datetime.combine(period.start, dt.time(), zone)
    return begins, dt.datetime.combine(period.end + dt.timedelta(days=1), dt.time(), zone)


def wilson(mean: float, count: float) -> tuple[float, float]:
    """Wilson's score interval at 95 percent for a mean from 0 to 1 over `count` cases."""
    if not count:
        raise ValueError("an interval needs at least one case")
    square = Z * Z
    middle = (mean + square / (2 * count)) / (1 + square / count)
    half = Z / (1 + square / count) * math.sqrt(mean * (1 - mean) / count + square / (4 * count * count))
    return max(0.0, middle - half), min(1.0, middle + half)


def number(count: int, parts: Split | None = None, unknown: int = 0) -> Figure:
    """So many cases; `unknown` more may belong to them or not."""
    return Figure(float(count), known=count, expected=count + unknown, parts=parts or {})


def share(some: float, known: int, expected: int, parts: Split | None = None) -> Figure:
    """What share of the known cases some are, with Wilson's interval; unknown where no case is known."""
    if not known:
        return Figure(None, expected=expected, parts=parts or {})
    low, high = wilson(some / known, known)
    return Figure(some / known, low, high, known, expected, parts or {})


def weighted(cases: Iterable[tuple[float, float]], expected: int) -> Figure:
    """The mean of values from 0 to 1, each with its weight. The interval counts as many cases as the weights are worth.

    That many is Kish's effective sample size: one giant among dwarfs is one case, not many.
    """
    known = [(value, weight) for value, weight in cases if weight > 0]
    whole = sum(weight for _, weight in known)
    if not whole:
        return Figure(None, expected=expected)
    mean = min(1.0, sum(value * weight for value, weight in known) / whole)
    low, high = wilson(mean, whole * whole / sum(weight * weight for _, weight in known))
    return Figure(mean, low, high, len(known), expected)


def middle(values: Sequence[float], expected: int) -> Figure:
    """The median. Its interval is between two of the values themselves, so it supposes nothing of how they spread.

    Below six values no such interval reaches 95 percent, and there is none.
    """
    if not values:
        return Figure(None, expected=expected)
    ordered, many = sorted(values), len(values)
    rank, chance = 0, 0.0
    while (chance := chance + math.comb(many, rank) / 2**many) <= _TAIL:
        rank += 1
    low, high = (ordered[rank - 1], ordered[many - rank]) if rank else (None, None)
    return Figure(float(median(ordered)), low, high, many, expected)


def mean(values: Sequence[float], expected: int) -> Figure:
    """The mean, with the interval of the normal approximation; none below two values."""
    if not values:
        return Figure(None, expected=expected)
    found = fmean(values)
    half = Z * stdev(values) / math.sqrt(len(values)) if len(values) > 1 else None
    low, high = (found - half, found + half) if half is not None else (None, None)
    return Figure(found, low, high, len(values), expected)


def split(
    cases: Iterable[Case], by: Callable[[Case], str], figure: Callable[[list[Case]], Figure]
) -> dict[str, Figure]:
    """A figure for each group of cases, by the name of the group, in the order of the names."""
    groups: dict[str, list[Case]] = {}
    for case in cases:
        groups.setdefault(by(case), []).append(case)
    return {name: figure(groups[name]) for name in sorted(groups)}
