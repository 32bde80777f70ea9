"""How many targets stand how, by layer and criterion, in; the recognition index with its interval and coverage out.

The method, in words: a standing counts 1 where Kosovo is listed, one half where it is listed with a note or in some
lists only, and 0 where it is missing or only under Serbia. What is not expected or not known counts in no way, but
lowers the coverage. The index is the mean over all standings that count; its interval is Wilson's, at 95 percent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from portal.ground.measures.figures import wilson

METHOD = "1"
CREDIT = {"listed": 1.0, "qualified": 0.5, "mixed": 0.5, "missing": 0.0, "under-serbia": 0.0}


@dataclass(frozen=True, slots=True)
class Cell:
    """So many targets of one layer stand so in one criterion; `reach` adds up what is known of theirs."""

    layer: int
    criterion: str
    verdict: str
    targets: int
    reach: int


@dataclass(frozen=True, slots=True)
class Share:
    """A mean from 0 to 1 with its interval. `known` of `expected` standings could be counted; None where none could."""

    value: float | None
    low: float | None
    high: float | None
    known: int
    expected: int
    by_reach: float | None

    @property
    def coverage(self) -> float:
        """The share of what should be known that is known."""
        return self.known / self.expected if self.expected else 0.0


@dataclass(frozen=True, slots=True)
class Index:
    """The index of one day: over all, by layer and by criterion."""

    day: dt.datetime
    whole: Share
    layers: dict[int, Share]
    criteria: dict[str, Share]
    cells: tuple[Cell, ...]


def share(cells: Iterable[Cell]) -> Share:
    """The index over some cells."""
    expected = [cell for cell in cells if cell.verdict != "not-expected"]
    known = [cell for cell in expected if cell.verdict in CREDIT]
    count = sum(cell.targets for cell in known)
    total = sum(cell.targets for cell in expected)
    if not count:
        return Share(None, None, None, 0, total, None)
    mean = sum(CREDIT[cell.verdict] * cell.targets for cell in known) / count
    low, high = wilson(mean, count)
    reach = sum(cell.reach for cell in known)
    by_reach = sum(CREDIT[cell.verdict] * cell.reach for cell in known) / reach if reach else None
    return Share(mean, low, high, count, total, by_reach)


def index(day: dt.datetime, cells: Iterable[Cell]) -> Index:
    """The index of one day from its cells."""
    cells = tuple(cells)
    layers = sorted({cell.layer for cell in cells})
    criteria = sorted({cell.criterion for cell in cells})
    return Index(
        day,
        share(cells),
        {layer: share(cell for cell in cells if cell.layer == layer) for layer in layers},
        {word: share(cell for cell in cells if cell.criterion == word) for word in criteria},
        cells,
    )
