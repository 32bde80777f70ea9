"""Sums of what is expected, known and credited, by layer and criterion, in; shares with their intervals out.

A list weighs as its target times its criterion, and what is known of a layer weighs together what the method gives the
layer: so neither a layer with many targets, nor what is not known, moves the mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np

from portal.ground.measures.figures import Z
from portal.indicator.index.method import LAYERS, Floats
from portal.indicator.index.rows import CRITERIA

CELLS = len(LAYERS) * len(CRITERIA)


class Sum(IntEnum):
    """What is added up in a cell of one layer and one criterion: standings, and the weights of their targets."""

    EXPECTED = 0
    KNOWN = 1
    WEIGHT = 2
    KNOWN_WEIGHT = 3
    CREDIT = 4
    SQUARES = 5
    FRESH = 6


SHAPE = (len(LAYERS), len(CRITERIA), len(Sum))


@dataclass(frozen=True, slots=True)
class Share:
    """A mean from 0 to 1 with its interval at 95 percent; None where nothing is known.

    `known` of `expected` standings could be counted; `coverage` is the same by their weights, and `fresh` the part of
    the known weight that was looked at lately. `effective`: how many equal standings would say as much (Kish).
    """

    value: float | None
    low: float | None
    high: float | None
    known: int
    expected: int
    coverage: float | None
    fresh: float | None
    effective: float | None


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares as columns, one entry a day; not a number where nothing is known."""

    value: Floats
    low: Floats
    high: Floats
    known: Floats
    expected: Floats
    coverage: Floats
    fresh: Floats
    effective: Floats

    def at(self, place: int) -> Share:
        """The share of one entry."""
        return Share(
            value=_number(self.value[place]),
            low=_number(self.low[place]),
            high=_number(self.high[place]),
            known=int(self.known[place]),
            expected=int(self.expected[place]),
            coverage=_number(self.coverage[place]),
            fresh=_number(self.fresh[place]),
            effective=_number(self.effective[place]),
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of a target's weight counts in each cell: in the mean, and in the coverage."""

    mean: Floats
    coverage: Floats


def weights(sums: Floats, layers: Floats, criteria: Floats) -> Weights:
    """The weights of each day; `sums` are days by layer by criterion by Sum."""
    return Weights(
        _scaled(sums[..., Sum.KNOWN_WEIGHT], layers, criteria), _scaled(sums[..., Sum.WEIGHT], layers, criteria)
    )


def part(
    sums: Floats, cells: Weights, layer: int | None = None, criterion: int | None = None
) -> tuple[Floats, Weights]:
    """Sums and weights of one layer, or of one criterion, or of both, by their places."""
    rows = slice(None) if layer is None else slice(layer, layer + 1)
    columns = slice(None) if criterion is None else slice(criterion, criterion + 1)
    return sums[:, rows, columns], Weights(cells.mean[:, rows, columns], cells.coverage[:, rows, columns])


def shares(sums: Floats, cells: Weights) -> Shares:
    """The share of each day over all cells that weigh anything."""
    counted = cells.coverage > 0
    known = _total(sums, cells.mean, Sum.KNOWN_WEIGHT)
    value = _ratio(_total(sums, cells.mean, Sum.CREDIT), known)
    effective = _ratio(known * known, _total(sums, cells.mean * cells.mean, Sum.SQUARES))
    low, high = _wilson(value, effective)
    return Shares(
        value=value,
        low=low,
        high=high,
        known=_total(sums, counted, Sum.KNOWN),
        expected=_total(sums, counted, Sum.EXPECTED),
        coverage=_ratio(_total(sums, cells.coverage, Sum.KNOWN_WEIGHT), _total(sums, cells.coverage, Sum.WEIGHT)),
        fresh=_ratio(_total(sums, cells.mean, Sum.FRESH), known),
        effective=effective,
    )


def _scaled(cells: Floats, layers: Floats, criteria: Floats) -> Floats:
    """Weights by which all that is in a layer's cells adds up to the weight of the layer."""
    whole = cells @ criteria
    by_layer = np.divide(layers, whole, out=np.zeros_like(whole), where=whole > 0)
    return np.asarray(by_layer[..., None] * criteria)


def _total(sums: Floats, cells: Any, what: Sum) -> Floats:
    return np.asarray(np.einsum("...lc,...lc->...", sums[..., what], cells))


def _ratio(above: Floats, below: Floats) -> Floats:
    return np.divide(above, below, out=np.full_like(below, np.nan), where=below > 0)


def _wilson(mean: Floats, count: Floats) -> tuple[Floats, Floats]:
    """Wilson's score interval at 95 percent for a mean from 0 to 1 over so many cases, which need not be whole."""
    square = Z * Z
    middle = (mean + square / (2 * count)) / (1 + square / count)
    half = Z / (1 + square / count) * np.sqrt(mean * (1 - mean) / count + square / (4 * count * count))
    return np.maximum(0.0, middle - half), np.minimum(1.0, middle + half)


def _number(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)
