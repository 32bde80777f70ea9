"""The packed prints flow in; tables to compare a list with flow out, each made when it is first needed."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from listed.origin.binary import Sections
from listed.origin.reading import neighbours, spellings
from listed.origin.upstream import Upstream, ancestors, upstream_from_record

NONE = 0xFFFF
STYLES = ("A2", "a2", "A3", "a3", "num")
_MEMO = 1 << 15
# What one equal spelling adds to a lane besides its weight; see `listed.origin.score`.
EQUAL = 46


class Features(dict[str, int]):
    """The number of the feature that a cell shows, or -1; what was asked once is remembered."""

    def __init__(self, known: Mapping[int, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, cell: str) -> int:
        if len(self) >= _MEMO:
            self.clear()
        found = next((self._known[one] for one in spellings(cell) if one in self._known), -1)
        self[cell] = found
        return found


class Bits(dict[str, int]):
    """A bit for each place; none for one that no known list holds."""

    def __missing__(self, place: str) -> int:
        return 0


class Alone(dict[frozenset[str], int]):
    """The number of the place that a row names alone, or -1."""

    def __init__(self, number: Mapping[str, int]) -> None:
        super().__init__()
        self._number = number

    def __missing__(self, ids: frozenset[str]) -> int:
        if len(self) >= _MEMO:
            self.clear()
        found = self[ids] = self._number.get(next(iter(ids)), -1) if len(ids) == 1 else -1
        return found


class Lanes(dict[int, int]):
    """For a feature one number with sixteen bits for each wording: what an equal spelling is worth where it is held."""

    def __init__(self, postings: bytes, starts: array[int], weights: array[int]) -> None:
        super().__init__()
        self._postings, self._starts, self._weights = postings, starts, weights

    def __missing__(self, feature: int) -> int:
        if len(self) >= _MEMO // 8:
            self.clear()
        lanes = 0
        for first, behind in self.stretches(feature):
            lanes |= _run(behind - first) << (16 * first)
        lanes *= EQUAL + self._weights[feature]
        self[feature] = lanes
        return lanes

    def stretches(self, feature: int) -> list[tuple[int, int]]:
        """The wordings that hold a feature, as stretches: the first one, and the one behind the last."""
        raw = self._postings[self._starts[feature] : self._starts[feature + 1]]
        numbers, number, shift = [], 0, 0
        for byte in raw:
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                numbers.append(number)
                number = shift = 0
        found, at = [], 0
        for gap, length in zip(numbers[::2], numbers[1::2], strict=True):
            found.append((at + gap, at + gap + length))
            at += gap + length
        return found


@cache
def _run(length: int) -> int:
    return sum(1 << (16 * index) for index in range(length))


class Prints:
    """Everything known of the origins' lists.

    A *face* is one list of one origin as it stood in a stretch of releases; a *wording* is the spellings and places
    that faces share. All numbers are indexes into the tables here.
    """

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        self.about: dict[str, Any] = sections.json("about")
        self.territories: list[str] = self.about["territories"]
        self.bit = Bits((territory, 1 << index) for index, territory in enumerate(self.territories))
        self.number = {territory: index for index, territory in enumerate(self.territories)}
        self.alone = Alone(self.number)
        self.ids: list[str] = [record["id"] for record in self.about["origins"]]
        self.standards = frozenset(
            number for number, record in enumerate(self.about["origins"]) if record["kind"] == "standard"
        )
        marks = sections.numbers("marks", "I")
        self.marks = {mark: index for index, mark in enumerate(marks)}
        self.weights = sections.numbers("weights", "B")
        self.features = Features(self.marks)
        self.lanes = Lanes(sections.raw("postings"), sections.numbers("starts", "I"), self.weights)
        raw = sections.raw("sets")
        size = (len(self.territories) + 7) // 8
        self.sets = [int.from_bytes(raw[at : at + size], "little") for at in range(0, len(raw), size)]
        self.wording_set = sections.numbers("wordings.set", "H")
        self.wording_size = sections.numbers("wordings.size", "H")
        self.face_origin = sections.numbers("faces.origin", "H")
        self.face_wording = sections.numbers("faces.wording", "H")
        self.face_order = sections.numbers("faces.order", "H")
        self.face_first = sections.numbers("faces.first", "H")
        self.face_last = sections.numbers("faces.last", "H")
        self.face_styles = sections.numbers("faces.styles", "B")
        self.face_dial = sections.numbers("faces.dial", "H")
        self._pairs: dict[int, frozenset[int]] = {}
        self._held: dict[int, frozenset[int]] = {}

    @cached_property
    def upstreams(self) -> dict[str, Upstream]:
        """Every origin by its id."""
        return {record["id"]: upstream_from_record(record) for record in self.about["origins"]}

    @cached_property
    def older(self) -> dict[str, frozenset[str]]:
        """By the id of an origin all those that it follows, near and far."""
        return {id_: ancestors(id_, self.upstreams) for id_ in self.upstreams}

    @cached_property
    def faces_of(self) -> list[list[int]]:
        """The faces of each wording."""
        found: list[list[int]] = [[] for _ in self.wording_set]
        for face, wording in enumerate(self.face_wording):
            found[wording].append(face)
        return found

    @cached_property
    def wordings_of(self) -> list[list[int]]:
        """The wordings of each set of places."""
        found: list[list[int]] = [[] for _ in self.sets]
        for wording, number in enumerate(self.wording_set):
            found[number].append(wording)
        return found

    @cached_property
    def _orders(self) -> tuple[array[int], array[int]]:
        return self._sections.numbers("orders", "H"), self._sections.numbers("orders.starts", "I")

    def order(self, number: int) -> array[int]:
        """The places of an order, as numbers."""
        places, starts = self._orders
        return places[starts[number] : starts[number + 1]]

    def pairs(self, number: int) -> frozenset[int]:
        """Each place of an order with the next one."""
        found = self._pairs.get(number)
        if found is None:
            found = self._pairs[number] = neighbours(self.order(number))
        return found

    @cached_property
    def _spelled(self) -> tuple[array[int], array[int]]:
        return self._sections.numbers("wordings", "H"), self._sections.numbers("wordings.starts", "I")

    def held(self, wording: int) -> frozenset[int]:
        """The features of a wording."""
        found = self._held.get(wording)
        if found is None:
            spelled, starts = self._spelled
            found = self._held[wording] = frozenset(spelled[starts[wording] : starts[wording + 1]])
        return found

    @cached_property
    def dials(self) -> list[dict[int, str]]:
        """The tables of dial codes: digits by the number of a place."""
        return [{int(place): digits for place, digits in table.items()} for table in self._sections.json("dials")]

    def stretch(self, origin: int, first: int, last: int) -> str | None:
        """A release, or a stretch of releases, of an origin: `1.0.0 to 2.4.1`; None where releases have no names."""
        versions = self.upstreams[self.ids[origin]].versions
        return (f"{versions[first]} to {versions[last]}" if first != last else versions[first]) or None


@cache
def load() -> Prints:
    """The prints, read once. Raises OSError where they are not there, ValueError where they are of another version."""
    return Prints(Sections.read(Path(__file__).with_name("prints.bin")))
