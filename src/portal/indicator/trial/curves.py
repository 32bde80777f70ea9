"""Spells in; the share that came to list Kosovo, by the day, with its interval, and how two such curves differ, out.

lifelines does the counting. It takes three seconds to load, so only tasks come here and pages read what was kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from portal.indicator.trial.spells import Spell


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on this share is listed, with its 95 % interval; `at_risk` were still watched and not listed then."""

    day: int
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A Kaplan–Meier curve of the share listed: `spells` targets, of which `listed` were, watched `days` together."""

    spells: int
    listed: int
    days: int
    last: int
    median: int | None
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean number of days without Kosovo within the first `within` days, with its standard error."""

    within: int
    days: float
    error: float


@dataclass(frozen=True, slots=True)
class Test:
    """A statistic and the probability of one as large if there were no difference."""

    statistic: float
    p: float


def curve(spells: Sequence[Spell]) -> Curve:
    """The curve of some spells; its interval is that of lifelines, Greenwood's on the scale of log(-log)."""
    if not spells:
        return Curve(0, 0, 0, 0, None)
    fitted = _fitted(spells)
    survival, table = fitted.survival_function_, fitted.event_table
    bands = fitted.confidence_interval_survival_function_
    steps = [
        Step(
            int(day),
            1 - float(survival.iloc[place, 0]),
            1 - float(bands.iloc[place, 1]),
            1 - float(bands.iloc[place, 0]),
            int(table["at_risk"].iloc[place]),
        )
        for place, day in enumerate(survival.index)
    ]
    middle = float(fitted.median_survival_time_)
    return Curve(
        len(spells),
        sum(spell.listed for spell in spells),
        sum(spell.days for spell in spells),
        max(spell.days for spell in spells),
        int(middle) if math.isfinite(middle) else None,
        steps,
    )


def share_within(spells: Sequence[Spell], days: int) -> float | None:
    """The share that is listed within so many days; None where nobody was watched for so long."""
    if not spells or max(spell.days for spell in spells) < days:
        return None
    return 1 - float(_fitted(spells).predict(days))


def restricted_mean(spells: Sequence[Spell], within: int) -> Mean:
    """The mean of some spells cut at `within` days; at least one spell.

    lifelines gives the mean. The variance that it gives is that of a single target's days, so the error of the mean is
    Greenwood's sum: over the days of listings, d / (n (n - d)) by the square of the area that lies behind the day.
    """
    from lifelines.utils import restricted_mean_survival_time

    fitted = _fitted(spells)
    mean = float(restricted_mean_survival_time(fitted, t=within))
    table = fitted.event_table
    variance = 0.0
    for day, (listed, at_risk) in zip(table.index, table[["observed", "at_risk"]].itertuples(index=False), strict=True):
        if listed and day < within and at_risk > listed:
            behind = mean - float(restricted_mean_survival_time(fitted, t=float(day)))
            variance += behind**2 * listed / (at_risk * (at_risk - listed))
    return Mean(within, mean, math.sqrt(variance))


def log_rank(first: Sequence[Spell], second: Sequence[Spell]) -> Test:
    """The log-rank test of lifelines between two sets of spells, each with at least one."""
    from lifelines.statistics import logrank_test

    found = logrank_test(
        [each.days for each in first],
        [each.days for each in second],
        [each.listed for each in first],
        [each.listed for each in second],
    )
    return Test(float(found.test_statistic), float(found.p_value))


def _fitted(spells: Sequence[Spell]) -> Any:
    from lifelines import KaplanMeierFitter

    return KaplanMeierFitter(alpha=0.05).fit([each.days for each in spells], [each.listed for each in spells])
