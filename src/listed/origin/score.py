"""A reading flows in; the known lists that it may be a copy of flow out, each with how well that explains it."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, islice
from operator import itemgetter, le
from typing import Any

from listed.origin.prints import STYLES, Prints
from listed.origin.reading import Reading, neighbours

# Costs and gains are natural logarithms of how many times likelier one explanation is than another.
_REWRITTEN, _REWRITTEN_FREELY, _FEW_REWRITTEN = 4.6, 2.5, 8
_REMOVED, _REMOVED_FREELY, _FEW_REMOVED = 2.5, 0.45, 4
_ADDED, _ADDED_FREELY, _FEW_ADDED = 4.0, 2.5, 4
_TOGETHER = 0.8
_BY_CHANCE = 5
_OTHER_STYLE = 1.5
_OTHER_DIAL, _MOST_DIAL = 1.5, 40.0
_SORTED = 0.97
_MOST_ROWS = 600  # the lanes of more equal spellings would run over
_NEAR = 0.85
_SETS_NEAR = 12.0
_MOST_SETS, _MOST_WORDINGS, _MOST_SHOWN = 24, 12, 60
_MOST_ORDERS, _MOST_ORDERS_OF_PLACES = 12, 60
_TELLING = 3  # in tenths of a natural logarithm
_FEWEST_EQUAL = 0.3
_EACH, _FEWEST_KNOWN = 8, 0.1
_FIRST = itemgetter(0)

# Score, wording, and the counts of `Scored`.
_Rough = tuple[float, int, int, int, int, int]


@dataclass(frozen=True)
class Query:
    """A reading in the numbers of the prints. `shown`: the feature of each row with a label, -1 where unknown.

    `found`: the known ones; `mask`: a bit for each place; `order`: the places as they stand; `is_sorted`: by their
    names or their codes, so that their order tells nothing of where they come from.
    """

    shown: Sequence[int]
    found: frozenset[int]
    mask: int
    order: Sequence[int]
    is_sorted: bool
    styles: int
    dial: dict[int, str]

    @cached_property
    def pairs(self) -> frozenset[int]:
        """Each place with the next one."""
        return neighbours(self.order)


@dataclass(frozen=True, slots=True)
class Scored:
    """One known list: `score` in natural logarithms; how many spellings are equal and how many differ; how many of
    its places are lacking, and how many are there that it does not hold; how many neighbours stand together.
    """

    score: float
    face: int
    equal: int
    differ: int
    lacking: int
    added: int
    together: int


def query_of(prints: Prints, reading: Reading) -> Query:
    """A reading in the numbers of the prints."""
    labels = reading.labels
    shown = _shown(prints, list(compress(labels, reading.rows))) if labels else []
    known = frozenset(shown[:_MOST_ROWS]) - {-1}
    alone = dict.fromkeys(map(prints.alone.__getitem__, reading.rows))
    alone.pop(-1, None)
    order = list(alone)
    mask = sum(map(prints.bit.__getitem__, reading.territories))
    styles = sum(1 << index for index, style in enumerate(STYLES) if style in reading.styles)
    number = prints.number
    dial = {number[place]: digits for place, digits in reading.dial.items() if place in number}
    # Places are numbered in the order of their codes.
    return Query(shown, known, mask, order, _is_sorted(labels) or _is_sorted(order), styles, dial)


def _shown(prints: Prints, cells: Sequence[str]) -> list[int]:
    """The feature of each cell; none is looked for where a sample shows that the language is not known."""
    sample = cells[::_EACH]
    if sum(prints.features[cell] >= 0 for cell in sample) < _FEWEST_KNOWN * len(sample):
        return [-1] * len(cells)
    return list(map(prints.features.__getitem__, cells))


def _is_sorted(cells: Sequence[Any]) -> bool:
    rising = sum(map(le, cells, islice(cells, 1, None)))
    return len(cells) > 1 and rising >= (len(cells) - 1) * _SORTED


def by_spelling(prints: Prints, query: Query, without: Collection[int] = ()) -> list[Scored]:
    """The known lists that share the most spellings, best first; none where few are shared."""
    if not query.found or len(query.found) < _FEWEST_EQUAL * len(query.shown):
        return []
    weights, found = prints.weights, query.found
    # What nearly all write tells nothing of which is nearest; it is counted for the few that are.
    telling = [feature for feature in found if weights[feature] >= _TELLING]
    total = sum(map(prints.lanes.__getitem__, telling))
    worth = array("H", total.to_bytes(2 * len(prints.wording_set), sys.byteorder))
    if sys.byteorder == "big":
        worth.reverse()
    if without:
        for wording, faces in enumerate(prints.faces_of):
            if all(prints.face_origin[face] in without for face in faces):
                worth[wording] = 0
    least = max(worth) * _NEAR
    near = [(value, wording) for wording, value in enumerate(worth) if value >= least]
    of_set = {number: _of_set(prints, query, number) for number in {prints.wording_set[wording] for _, wording in near}}
    near.sort(key=lambda one: of_set[prints.wording_set[one[1]]][0] - one[0] / 10)
    whole = sum(map(weights.__getitem__, found))
    scored: list[_Rough] = []
    for _, wording in near[:_MOST_WORDINGS]:
        cost, lacking, added = of_set[prints.wording_set[wording]]
        strange = found - prints.held(wording)
        equal = len(found) - len(strange)
        differ = max(0, len(query.shown) - equal - added)
        cost += _steps(differ, _REWRITTEN, _REWRITTEN_FREELY, _FEW_REWRITTEN)
        gain = (whole - sum(map(weights.__getitem__, strange))) / 10
        scored.append((gain - cost, wording, equal, differ, lacking, added))
    scored.sort(reverse=True)
    return _faces(prints, query, scored, without, _MOST_ORDERS)


def by_places(prints: Prints, query: Query, without: Collection[int] = ()) -> list[Scored]:
    """The known lists that hold the same places, best first, whatever is written there."""
    mask = query.mask
    # The nearest few are looked at more closely: leaving out costs less than adding.
    apart = [(held ^ mask).bit_count() for held in prints.sets]
    nearest = sorted(range(len(apart)), key=apart.__getitem__)[:_MOST_SETS]
    costs = sorted((*_of_set(prints, query, number), number) for number in nearest)
    near = [one for one in costs if one[0] <= costs[0][0] + _SETS_NEAR]
    scored: list[_Rough] = [
        (-cost, wording, 0, 0, lacking, added)
        for cost, lacking, added, number in near
        for wording in prints.wordings_of[number]
    ]
    return _faces(prints, query, scored, without, _MOST_ORDERS_OF_PLACES)


def _of_set(prints: Prints, query: Query, number: int) -> tuple[float, int, int]:
    held = prints.sets[number]
    lacking, added = (held & ~query.mask).bit_count(), (query.mask & ~held).bit_count()
    cost = _steps(lacking, _REMOVED, _REMOVED_FREELY, _FEW_REMOVED)
    return cost + _steps(added, _ADDED, _ADDED_FREELY, _FEW_ADDED), lacking, added


def _steps(times: int, dear: float, cheap: float, few: int) -> float:
    """The first few changes cost much; who made so many made more of them."""
    return dear * min(times, few) + cheap * max(0, times - few)


def _faces(prints: Prints, query: Query, scored: Iterable[_Rough], without: Collection[int], most: int) -> list[Scored]:
    """The faces of some wordings, best first; the order of the list is compared with `most` different ones."""
    together: dict[int, int] = {}
    dialled: dict[int, float] = {}
    origin, orders, dials, styles = prints.face_origin, prints.face_order, prints.face_dial, prints.face_styles
    least = len(query.order) / _BY_CHANCE
    pairs = frozenset() if query.is_sorted else query.pairs
    found: list[tuple[float, int, int, _Rough]] = []
    for rough in scored:
        for face in prints.faces_of[rough[1]]:
            if origin[face] in without:
                continue
            order, dial = orders[face], dials[face]
            if order not in together:
                together[order] = len(pairs & prints.pairs(order)) if pairs and len(together) < most else 0
            if dial not in dialled:
                dialled[dial] = _of_dial(prints, query, dial)
            # Neighbours that a shuffled list has by chance say nothing.
            kept = together[order] if together[order] >= least else 0
            other = (query.styles & ~styles[face]).bit_count() * _OTHER_STYLE
            found.append((_TOGETHER * kept - other - dialled[dial] + rough[0], face, together[order], rough))
    found.sort(key=_FIRST, reverse=True)
    # Where nothing but the places is left, a standard is what can be named.
    standards = (one for one in found[_MOST_SHOWN:] if origin[one[1]] in prints.standards)
    return [Scored(sum_, face, *rough[2:], near) for sum_, face, near, rough in (*found[:_MOST_SHOWN], *standards)]


def _of_dial(prints: Prints, query: Query, number: int) -> float:
    if not query.dial:
        return 0.0
    table = prints.dials[number]
    differ = sum(table.get(place) != digits for place, digits in query.dial.items())
    return min(differ * _OTHER_DIAL, _MOST_DIAL)
