"""A reading flows in; the known lists that it may be a copy of flow out, each with how well that explains it."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from listed.origin.prints import EQUAL, STYLES, Prints
from listed.origin.reading import Reading, neighbours

# Costs and gains are natural logarithms of how many times likelier one explanation is than another.
_REWRITTEN, _REWRITTEN_FREELY, _FEW_REWRITTEN = 4.6, 2.5, 8
_REMOVED, _REMOVED_FREELY, _FEW_REMOVED = 2.5, 0.45, 4
_ADDED, _ADDED_FREELY, _FEW_ADDED = 4.0, 2.5, 4
_TOGETHER, _TOGETHER_BY_SORTING = 0.8, 0.01
_BY_CHANCE = 5
_OTHER_STYLE = 1.5
_OTHER_DIAL, _MOST_DIAL = 1.5, 40.0
_SORTED = 0.97
_MOST_ROWS = 600  # the lanes of more equal spellings would run over
_NEAR = 0.85
_SETS_NEAR = 12.0
_MOST_SETS, _MOST_WORDINGS, _MOST_SHOWN = 40, 24, 60
_FEWEST_EQUAL = 0.3

# Score, wording, and the counts of `Scored`.
_Rough = tuple[float, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Query:
    """A reading in the numbers of the prints. `shown`: the feature of each row with a label, -1 where unknown."""

    shown: Sequence[int]
    found: frozenset[int]
    mask: int
    order: Sequence[int]
    pairs: frozenset[int]
    is_sorted: bool
    styles: int
    dial: dict[int, str]


@dataclass(frozen=True, slots=True)
class Scored:
    """One known list: `score` in natural logarithms; how many spellings are equal and how many differ; how many of
    its places are lacking, and how many are there that it does not hold; how many neighbours stand together.
    """

    face: int
    score: float
    equal: int
    differ: int
    lacking: int
    added: int
    together: int


def query_of(prints: Prints, reading: Reading) -> Query:
    """A reading in the numbers of the prints."""
    number = prints.number
    order = [number[place] for ids in reading.rows if len(ids) == 1 and (place := next(iter(ids))) in number]
    order = list(dict.fromkeys(order))
    features = prints.features
    labels = reading.labels
    shown = [features[cell] for ids, cell in zip(reading.rows, labels, strict=True) if ids] if labels else []
    known = frozenset(shown[:_MOST_ROWS]) - {-1}
    bit = prints.bit
    mask = reduce(or_, (bit[place] for place in reading.territories if place in bit), 0)
    styles = sum(1 << index for index, style in enumerate(STYLES) if style in reading.styles)
    dial = {number[place]: digits for place, digits in reading.dial.items() if place in number}
    is_sorted = _is_sorted([cell.casefold() for cell in labels]) or _is_sorted([prints.territories[i] for i in order])
    return Query(shown, known, mask, order, neighbours(order), is_sorted, styles, dial)


def _is_sorted(cells: Sequence[str]) -> bool:
    rising = sum(map(str.__le__, cells, cells[1:]))
    return len(cells) > 1 and rising >= (len(cells) - 1) * _SORTED


def by_spelling(prints: Prints, query: Query, without: Collection[int] = ()) -> list[Scored]:
    """The known lists that share the most spellings, best first; none where few are shared."""
    if not query.found or len(query.found) < _FEWEST_EQUAL * len(query.shown):
        return []
    total = sum(map(prints.lanes.__getitem__, query.found))
    worth = array("H", total.to_bytes(2 * len(prints.wording_set), sys.byteorder))
    if sys.byteorder == "big":
        worth.reverse()
    least = max(worth) * _NEAR
    near = [(wording, value) for wording, value in enumerate(worth) if value >= least]
    if without:
        near = [one for one in near if any(prints.face_origin[face] not in without for face in prints.faces_of[one[0]])]
    of_set = {number: _of_set(prints, query, number) for number in {prints.wording_set[wording] for wording, _ in near}}
    # What no known list spells so costs each of them the same, so it is left out here.
    near.sort(key=lambda one: of_set[prints.wording_set[one[0]]][0] - one[1] / 10)
    scored: list[_Rough] = []
    for wording, value in near[:_MOST_WORDINGS]:
        cost, lacking, added = of_set[prints.wording_set[wording]]
        equal = len(query.found & prints.held(wording))
        differ = max(0, len(query.shown) - equal - added)
        cost += _steps(differ, _REWRITTEN, _REWRITTEN_FREELY, _FEW_REWRITTEN)
        scored.append(((value - equal * EQUAL) / 10 - cost, wording, equal, differ, lacking, added))
    return _faces(prints, query, scored, without, _TOGETHER_BY_SORTING if query.is_sorted else _TOGETHER)


def by_places(prints: Prints, query: Query, without: Collection[int] = ()) -> list[Scored]:
    """The known lists that hold the same places, best first, whatever is written there."""
    costs = sorted((*_of_set(prints, query, number), number) for number in range(len(prints.sets)))
    if not costs:
        return []
    near = [one for one in costs[:_MOST_SETS] if one[0] <= costs[0][0] + _SETS_NEAR]
    scored: list[_Rough] = [
        (-cost, wording, 0, 0, lacking, added)
        for cost, lacking, added, number in near
        for wording in prints.wordings_of[number]
    ]
    # Sorted by names that are not theirs, or by code, the order tells nothing of a known list.
    return _faces(prints, query, scored, without, 0.0 if query.is_sorted else _TOGETHER)


def _of_set(prints: Prints, query: Query, number: int) -> tuple[float, int, int]:
    held = prints.sets[number]
    lacking, added = (held & ~query.mask).bit_count(), (query.mask & ~held).bit_count()
    cost = _steps(lacking, _REMOVED, _REMOVED_FREELY, _FEW_REMOVED)
    return cost + _steps(added, _ADDED, _ADDED_FREELY, _FEW_ADDED), lacking, added


def _steps(times: int, dear: float, cheap: float, few: int) -> float:
    """The first few changes cost much; who made so many made more of them."""
    return dear * min(times, few) + cheap * max(0, times - few)


def _faces(
    prints: Prints, query: Query, scored: Iterable[_Rough], without: Collection[int], worth: float
) -> list[Scored]:
    together: dict[int, int] = {}
    dialled: dict[int, float] = {}
    found = []
    for score, wording, equal, differ, lacking, added in scored:
        for face in prints.faces_of[wording]:
            if prints.face_origin[face] in without:
                continue
            order, dial = prints.face_order[face], prints.face_dial[face]
            if order not in together:
                together[order] = len(query.pairs & prints.pairs(order))
            if dial not in dialled:
                dialled[dial] = _of_dial(prints, query, dial)
            styles = (query.styles & ~prints.face_styles[face]).bit_count() * _OTHER_STYLE
            # Neighbours that a shuffled list has by chance say nothing.
            kept = together[order] if together[order] * _BY_CHANCE >= len(query.pairs) else 0
            sum_ = score + worth * kept - styles - dialled[dial]
            found.append(Scored(face, sum_, equal, differ, lacking, added, together[order]))
    found.sort(key=lambda one: -one.score)
    return found[:_MOST_SHOWN]


def _of_dial(prints: Prints, query: Query, number: int) -> float:
    if not query.dial:
        return 0.0
    table = prints.dials[number]
    differ = sum(table.get(place) != digits for place, digits in query.dial.items())
    return min(differ * _OTHER_DIAL, _MOST_DIAL)
