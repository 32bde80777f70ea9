"""Every observation in; for each day what is expected, known and credited, by layer and criterion, out.

No day is worked out from the one before by looking at it again: each observation changes a few sums on its day, each
that grows old changes them later, and the sums of all days follow by adding up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from portal.audit.models import Verdict
from portal.indicator.index.days import day_of, ends
from portal.indicator.index.method import Floats, Method, method
from portal.indicator.index.rows import CRITERIA, CRITERION_OF, VERDICT_OF, VERDICTS, Ints, Rows, read
from portal.indicator.index.sums import CELLS, SHAPE, Sum
from portal.indicator.index.tracked import Flags, Tracked, tracked

_MANY = len(CRITERIA)
# How a criterion of a target stands before anybody looked: not expected, or expected and not known.
_NOTHING, _AWAITED = len(VERDICTS), len(VERDICTS) + 1


@dataclass(frozen=True, slots=True)
class _Line:
    """Observations by target and criterion, then by time: their cell of both, their day, and their verdict."""

    cell: Ints
    day: Ints
    verdict: Ints
    goes_on: Flags  # whether the next one is of the same target and criterion


def history(first: dt.date, last: dt.date, how: Method | None = None) -> Floats:
    """The sums of each day from the first to the last, both included: days by layer by criterion by Sum.

    As the catalogue says today: its layers, its reach, and which targets are shown.
    """
    how = how or method()
    rows, targets = read(), tracked()
    begin = min(first, day_of(int(rows.second[0]))) if rows.second.size else first
    count = (last - begin).days + 1
    line, seen = _line(rows, targets, ends(begin, last))
    daily = _Daily(targets, count)
    _await(daily, targets, np.minimum(seen, targets.added - begin.toordinal()))
    _stand(daily, line, targets, how)
    _stay_fresh(daily, line, how)
    return daily.added_up()[(first - begin).days :]


class _Daily:
    """Changes of the sums by day, layer and criterion."""

    def __init__(self, targets: Tracked, count: int) -> None:
        self.count = count
        self._weight = targets.weight
        self._layer = targets.layer
        self._changes = np.zeros((len(Sum), count * CELLS))

    def add(self, day: Ints, cell: Ints, changes: Mapping[tuple[Sum, int], Floats]) -> None:
        """Change sums from a day on; each by so much times its target's weight to a power."""
        place, criterion = np.divmod(cell, _MANY)
        bins = day * CELLS + self._layer[place] * _MANY + criterion
        weight = self._weight[place]
        for (what, power), much in changes.items():
            self._changes[what] += np.bincount(bins, much * weight**power, minlength=self.count * CELLS)

    def added_up(self) -> Floats:
        """The sums of each day."""
        days = np.cumsum(self._changes.reshape(len(Sum), self.count, CELLS), axis=1)
        return np.moveaxis(days.reshape(len(Sum), self.count, *SHAPE[:2]), 0, -1)


def _line(rows: Rows, targets: Tracked, ends: Ints) -> tuple[_Line, Ints]:
    """The observations of visible targets until the last day, in line; and each target's first day with one."""
    upto = np.searchsorted(rows.second, ends)
    day = np.repeat(np.arange(len(ends)), np.diff(upto, prepend=0))
    place = targets.places(rows.target[: len(day)])
    shown = place >= 0
    if not shown.all():
        place, day = place[shown], day[shown]
    code = rows.code[: len(shown)][shown]
    seen = np.full(len(targets.key), len(ends), np.int64)
    # Of several values for one place the last one stays, so from the end: the first day.
    seen[place[::-1]] = day[::-1]
    cell = place * _MANY + CRITERION_OF[code]
    order = _order(cell)
    cell, day, verdict = cell[order], day[order], VERDICT_OF[code[order]]
    goes_on = np.zeros(len(cell), np.bool_)
    np.equal(cell[1:], cell[:-1], out=goes_on[:-1])
    return _Line(cell, day, verdict, goes_on), seen


def _order(cell: Ints) -> Ints:
    """What sorts cells and keeps the order in time: 16 bits at a time, which numpy sorts by counting."""
    order = np.argsort(cell.astype(np.uint16), kind="stable")
    if cell.size and int(cell.max()) >> 16:
        order = order[np.argsort((cell[order] >> 16).astype(np.uint16), kind="stable")]
    return order


def _await(daily: _Daily, targets: Tracked, begin: Ints) -> None:
    """From the day on which a target is known, all that the catalogue expects of it is expected."""
    place, criterion = np.nonzero(targets.expected & (begin < daily.count)[:, None])
    one = np.ones(len(place))
    daily.add(np.maximum(begin[place], 0), place * _MANY + criterion, {(Sum.EXPECTED, 0): one, (Sum.WEIGHT, 1): one})


def _stand(daily: _Daily, line: _Line, targets: Tracked, how: Method) -> None:
    """Where a verdict is another one than before, the old one's sums end and its own begin."""
    starts = np.ones(len(line.cell), np.bool_)
    np.logical_not(line.goes_on[:-1], out=starts[1:])
    changed = starts.copy()
    changed[1:] |= line.verdict[1:] != line.verdict[:-1]
    at = np.flatnonzero(changed)
    cell, now = line.cell[at], line.verdict[at]
    awaited = np.where(targets.expected.ravel()[cell], _AWAITED, _NOTHING)
    was = np.where(starts[at], awaited, line.verdict[at - 1])
    expected = np.array([word != Verdict.NOT_EXPECTED for word in VERDICTS] + [False, True], np.float64)
    known = np.append(~np.isnan(how.credit), [False, False]).astype(np.float64)
    credit = np.append(np.nan_to_num(how.credit), [0.0, 0.0])
    daily.add(
        line.day[at],
        cell,
        {
            (Sum.EXPECTED, 0): expected[now] - expected[was],
            (Sum.KNOWN, 0): known[now] - known[was],
            (Sum.WEIGHT, 1): expected[now] - expected[was],
            (Sum.KNOWN_WEIGHT, 1): known[now] - known[was],
            (Sum.CREDIT, 1): credit[now] - credit[was],
            (Sum.SQUARES, 2): known[now] - known[was],
        },
    )


def _stay_fresh(daily: _Daily, line: _Line, how: Method) -> None:
    """A known standing is fresh from a look until so many days after, or until a look that leaves it unknown."""
    known = ~np.isnan(how.credit)[line.verdict]
    old = line.day + how.fresh_days + 1
    unbroken = np.zeros(len(known), np.bool_)
    unbroken[:-1] = line.goes_on[:-1] & known[:-1] & known[1:] & (line.day[1:] <= old[:-1])
    begins = known.copy()
    begins[1:] &= ~unbroken[:-1]
    at = np.flatnonzero(begins)
    daily.add(line.day[at], line.cell[at], {(Sum.FRESH, 1): np.ones(len(at))})
    at = np.flatnonzero(known & ~unbroken)
    following = line.day[np.minimum(at + 1, len(known) - 1)]
    end = np.where(line.goes_on[at], np.minimum(old[at], following), old[at])
    at, end = at[end < daily.count], end[end < daily.count]
    daily.add(end, line.cell[at], {(Sum.FRESH, 1): np.full(len(at), -1.0)})
