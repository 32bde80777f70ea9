"""One past day in; every standing of that day, with its weight and the day of its last look, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from portal.audit.models import Verdict
from portal.indicator.index.days import end_of
from portal.indicator.index.method import Floats, Method, method
from portal.indicator.index.rows import CRITERIA, CRITERION_OF, VERDICT_OF, VERDICTS, Ints, read
from portal.indicator.index.sums import CELLS, SHAPE, Sum
from portal.indicator.index.tracked import tracked

_MANY = len(CRITERIA)
_UNCLEAR = VERDICTS.index(Verdict.UNCLEAR)
_NOT_EXPECTED = VERDICTS.index(Verdict.NOT_EXPECTED)


@dataclass(frozen=True, slots=True)
class Day:
    """What was expected of every target at the end of a day.

    `layer`, `criterion`, `verdict`: places in LAYERS, CRITERIA, VERDICTS; what nobody looked at is not clear. `weight`,
    `reach`: of its target. `is_fresh`: whether it was looked at lately.
    """

    day: dt.date
    layer: Ints
    criterion: Ints
    verdict: Ints
    weight: Floats
    reach: Floats
    is_fresh: Floats

    def sums(self, weight: Floats, how: Method) -> Floats:
        """The sums of the day, with any weight for each standing: layer by criterion by Sum."""
        credit = how.credit[self.verdict]
        known = (~np.isnan(credit)).astype(np.float64)
        cell = self.layer * _MANY + self.criterion
        parts = {
            Sum.EXPECTED: np.ones(len(cell)),
            Sum.KNOWN: known,
            Sum.WEIGHT: weight,
            Sum.KNOWN_WEIGHT: known * weight,
            Sum.CREDIT: np.nan_to_num(credit) * weight,
            Sum.SQUARES: known * weight * weight,
            Sum.FRESH: known * weight * self.is_fresh,
        }
        return np.stack([np.bincount(cell, parts[what], minlength=CELLS).reshape(SHAPE[:2]) for what in Sum], axis=-1)


def day_on(day: dt.date, how: Method | None = None) -> Day:
    """How everything stood at the end of a day, as the catalogue says today."""
    how = how or method()
    rows, targets = read(), tracked()
    upto = int(np.searchsorted(rows.second, end_of(day)))
    place, code, second = targets.places(rows.target[:upto]), rows.code[:upto], rows.second[:upto]
    shown = place >= 0
    cell = place[shown] * _MANY + CRITERION_OF[code[shown]]
    # Of several values for one place the last one stays: rows go by their time.
    verdict = np.full(targets.expected.size, -1, np.int64)
    verdict[cell] = VERDICT_OF[code[shown]]
    seen = np.full(targets.expected.size, -1, np.int64)
    seen[cell] = second[shown]
    begun = targets.added <= day.toordinal()
    begun[place[shown]] = True
    awaited = (verdict < 0) & (targets.expected & begun[:, None]).ravel()
    verdict[awaited] = _UNCLEAR
    at = np.flatnonzero((verdict >= 0) & (verdict != _NOT_EXPECTED))
    fresh_from = _first_second(day - dt.timedelta(days=how.fresh_days))
    return Day(
        day=day,
        layer=targets.layer[at // _MANY],
        criterion=at % _MANY,
        verdict=verdict[at],
        weight=targets.weight[at // _MANY],
        reach=targets.reach[at // _MANY],
        is_fresh=(seen[at] >= fresh_from).astype(np.float64),
    )


def _first_second(day: dt.date) -> int:
    return end_of(day - dt.timedelta(days=1))
