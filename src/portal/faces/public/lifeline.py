"""The releases of one package in; its line for the picture, and since when it has Kosovo in words, out.

A registry does not always say on which day a release came. Such a release is drawn between the dated ones around it,
the last ones no later than the day on which they were read, and is told apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils import timezone

from portal.audit.models import Release, Verdict
from portal.audit.timeline import STANDS
from portal.faces.charts.lifelines import Mark, Stretch


@dataclass(frozen=True, slots=True)
class Drawn:
    """The line of a package in one criterion; `None` instead of it where no release has a day."""

    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]


def days(releases: Sequence[Release]) -> list[float] | None:
    """The day of each release, never before that of the one before it; None where no day is known at all."""
    known = {place: _day(one.released_at) for place, one in enumerate(releases) if one.released_at}
    if not known:
        return None
    read = max((one.read_at for one in releases if one.read_at), default=None)
    first, last = min(known), max(known)
    ends = {first - 1: known[first]} if first else {}
    if last < len(releases) - 1:
        known[len(releases) - 1] = max(known[last], _day(read or timezone.now()))
    fixed = sorted({**ends, **known}.items())
    found: list[float] = []
    for place in range(len(releases)):
        before = max((one for one in fixed if one[0] <= place), default=fixed[0])
        after = min((one for one in fixed if one[0] >= place), default=fixed[-1])
        share = (place - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0.0
        at = before[1] + (after[1] - before[1]) * share
        found.append(max(at, found[-1]) if found else at)
    return found


def draw(criterion: str, releases: Sequence[Release]) -> Drawn | None:
    """The line of one criterion over all releases, oldest first; at least one of them was read."""
    moments = days(releases)
    if moments is None:
        return None
    read = [(place, stood(one, criterion)) for place, one in enumerate(releases) if one.verdict]
    stretches = [_between(moments, *pair) for pair in pairwise(read)]
    last, verdict = read[-1]
    stretches.append(Stretch(moments[last], moments[last], verdict))
    if last < len(releases) - 1:
        stretches.append(Stretch(moments[last], moments[-1]))
    marks = [
        Mark(
            moments[place],
            Verdict.LISTED if now in STANDS else Verdict.MISSING,
            releases[place].released_at is not None,
        )
        for (_place, was), (place, now) in pairwise(read)
        if (was in STANDS) != (now in STANDS)
    ]
    return Drawn(tuple(_joined(stretches)), tuple(marks))


def stood(release: Release, criterion: str) -> str:
    """How Kosovo stood in one criterion of a release that was read; `not-expected` where it had no such list."""
    return str(release.criteria.get(criterion, {}).get("verdict") or Verdict.NOT_EXPECTED)


def _between(moments: Sequence[float], before: tuple[int, str], after: tuple[int, str]) -> Stretch:
    """What held between two releases that were read: nobody knows it where they differ and others lie between."""
    (first, was), (last, now) = before, after
    known = was == now or last == first + 1
    return Stretch(moments[first], moments[last], was if known else "")


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for each in stretches:
        start = found.pop().start if found and found[-1].verdict == each.verdict else each.start
        found.append(Stretch(start, each.end, each.verdict))
    return found


def _day(moment: dt.datetime) -> float:
    return float(timezone.localtime(moment).date().toordinal())
