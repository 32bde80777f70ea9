"""Cases and the rule of the drawing in; how often another drawing would have shown as large a difference, out.

The statistic is the log-rank statistic over the calendar: on each day on which a target came to list Kosovo, the
targets of the same layer that were watched on that day are compared, asked ones with those that still waited. So what
changes for all targets with time, the news of a year for example, favours neither side. Its law comes from the drawing
itself and from nothing else: the same owners are dealt to the same waves again and again, and if asking does nothing,
the drawing that happened is one of these like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from portal.indicator.trial.spells import Case

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
A_LOT = 200
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class Permuted:
    """Asked targets that were listed, how many of them chance would give, the standardised difference, and its law.

    `compared`: listings on days when asked and waiting targets of the layer could be compared. `p`: the share of
    drawings, the real one among them, whose difference is as large, up or down; None where nothing could be compared.
    """

    observed: int
    expected: float
    statistic: float | None
    p: float | None
    draws: int
    compared: int


def permuted(cases: Sequence[Case], wave_days: Sequence[int], last: int, draws: int, seed: int) -> Permuted:
    """Compare the drawing with `draws` others. `wave_days`: the day on which each wave begins, from day 0.

    Each case was asked on one of these days by its drawing. `seed`: of the other drawings, so that all repeat.
    """
    days = np.array(wave_days, dtype=np.int64)
    risk = _Risk(cases, last)
    if not risk.rows:
        return Permuted(0, 0.0, None, None, draws, 0)
    asked = np.array([[case.asked for case in cases]], dtype=np.int64)
    observed, expected, variance = risk.scores(asked)
    real = _standard(observed, expected, variance)[0]
    if variance[0] <= 0:
        return Permuted(int(observed[0]), float(expected[0]), None, None, draws, 0)
    dealer = _Dealer(cases, len(days))
    generator = np.random.default_rng(seed)
    as_large = 0
    for done in range(0, draws, A_LOT):
        waves = dealer.deal(generator, min(A_LOT, draws - done))
        found = _standard(*risk.scores(days[waves]))
        as_large += int(np.count_nonzero(np.abs(found) >= abs(real) - _TIE))
    compared = risk.compared(asked)
    p = (1 + as_large) / (1 + draws)
    return Permuted(int(observed[0]), float(expected[0]), float(real), p, draws, compared)


class _Risk:
    """The days on which targets were listed, layer by layer, with who of the layer was watched on each."""

    def __init__(self, cases: Sequence[Case], last: int) -> None:
        listed = np.array([last + 1 if case.listed is None else case.listed for case in cases], dtype=np.int64)
        strata = np.array([case.stratum for case in cases], dtype=np.int64)
        happened = sorted({(int(s), int(d)) for s, d in zip(strata, listed, strict=True) if 0 <= d <= last})
        self.rows = len(happened)
        self.day = np.array([day for _, day in happened], dtype=np.int64)
        stratum = np.array([layer for layer, _ in happened], dtype=np.int64)
        same = strata[None, :] == stratum[:, None]
        self.watched: Any = (same & (listed[None, :] >= self.day[:, None])).astype(np.float32)
        self.ends: Any = (same & (listed[None, :] == self.day[:, None])).astype(np.float32)
        self.size: Real = self.watched.sum(axis=1).astype(np.float64)
        self.events: Real = self.ends.sum(axis=1).astype(np.float64)

    def _counts(self, asked: Whole) -> tuple[Real, Real]:
        """For each drawing and each day: how many of the watched were asked, and how many of the listed."""
        at_risk = np.zeros((len(asked), self.rows))
        hits = np.zeros((len(asked), self.rows))
        for begins in np.unique(asked):
            members = (asked == begins).astype(np.float32).T
            open_days = self.day >= begins
            at_risk[:, open_days] += (self.watched[open_days] @ members).T
            hits[:, open_days] += (self.ends[open_days] @ members).T
        return at_risk, hits

    def scores(self, asked: Whole) -> tuple[Real, Real, Real]:
        """Of each drawing: the asked among the listed, how many are expected, and the variance of the difference."""
        at_risk, hits = self._counts(asked)
        share = at_risk / self.size
        rest = np.divide(self.size - self.events, self.size - 1, out=np.zeros(self.rows), where=self.size > 1)
        variance = (self.events * share * (1 - share) * rest).sum(axis=1)
        return hits.sum(axis=1), (self.events * share).sum(axis=1), variance

    def compared(self, asked: Whole) -> int:
        """How many were listed on days when both sides of their layer were watched."""
        at_risk, _ = self._counts(asked[:1])
        both = (at_risk[0] > 0) & (at_risk[0] < self.size)
        return int(self.events[both].sum())


class _Dealer:
    """Deals owners to waves as trial.drawing does: in each layer in random order, onto waves in random order."""

    def __init__(self, cases: Sequence[Case], waves: int) -> None:
        units = sorted({(case.stratum, case.unit) for case in cases})
        place = {unit: number for number, unit in enumerate(units)}
        self.of_case = np.array([place[case.stratum, case.unit] for case in cases], dtype=np.int64)
        self.layers = [
            np.array([n for n, (layer, _) in enumerate(units) if layer == each], dtype=np.int64)
            for each in sorted({layer for layer, _ in units})
        ]
        self.units, self.waves = len(units), waves

    def deal(self, generator: np.random.Generator, many: int) -> Whole:
        """The wave of each case in so many drawings, a row a drawing."""
        dealt = np.zeros((many, self.units), dtype=np.int64)
        for layer in self.layers:
            order = generator.permuted(np.tile(np.arange(self.waves), (many, 1)), axis=1)
            places = generator.permuted(np.tile(np.arange(len(layer)) % self.waves, (many, 1)), axis=1)
            dealt[:, layer] = np.take_along_axis(order, places, axis=1)
        return dealt[:, self.of_case]


def _standard(observed: Real, expected: Real, variance: Real) -> Real:
    root = np.sqrt(variance)
    return np.divide(observed - expected, root, out=np.zeros(len(root)), where=root > 0)
