"""The sums of some days in; the index of each of them, over all and by layer and criterion, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from portal.indicator.index.method import LAYERS, Floats, Method
from portal.indicator.index.rows import CRITERIA
from portal.indicator.index.sums import Share, Shares, Sum, part, shares, weights

T = TypeVar("T", int, str)


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one day. `layers`, `criteria`: those of which anything is expected."""

    day: dt.date
    whole: Share
    layers: Mapping[int, Share]
    criteria: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class Course:
    """The index of days, one entry a day, as columns."""

    whole: Shares
    layers: Mapping[int, Shares]
    criteria: Mapping[str, Shares]

    def at(self, place: int, day: dt.date) -> Index:
        """The index of one entry."""
        return Index(day, self.whole.at(place), _known(self.layers, place), _known(self.criteria, place))


def course(sums: Floats, how: Method) -> Course:
    """The index of days from their sums: days by layer by criterion by Sum."""
    cells = weights(sums, how.layers, how.criteria)
    return Course(
        whole=shares(sums, cells),
        layers={layer: shares(*part(sums, cells, layer=place)) for place, layer in enumerate(LAYERS)},
        criteria={word: shares(*part(sums, cells, criterion=place)) for place, word in enumerate(CRITERIA)},
    )


def grid(sums: Floats, how: Method) -> dict[tuple[int, str], Share]:
    """The share of each cell of one day of which anything is expected; `sums` are layer by criterion by Sum."""
    cells = weights(sums[None], how.layers, how.criteria)
    return {
        (layer, word): shares(*part(sums[None], cells, row, column)).at(0)
        for row, layer in enumerate(LAYERS)
        for column, word in enumerate(CRITERIA)
        if sums[row, column, Sum.EXPECTED]
    }


def _known(parts: Mapping[T, Shares], place: int) -> dict[T, Share]:
    return {word: each.at(place) for word, each in parts.items() if each.expected[place]}
