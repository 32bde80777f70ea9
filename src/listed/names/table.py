"""Labels and codes go in, the ids of the territories they name come out: pure lookup over the binary."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

from listed.names import labels
from listed.names.binary import EMPTY, KeyTable, Pack
from listed.names.place import Place, place_from_record
from listed.names.secondary import Secondary
from listed.names.text import loose_key, normalise

_LONGEST = 120  # no label of a list is longer; prose is
_MEMO = 1 << 16
_QUALIFIED = re.compile(r"\b(?:un|unsc|unscr|unmik|under|resolution|administered|1244|including|incl|disputed|part of)\b", re.IGNORECASE)


class Names(Secondary):
    """What every place is called. Take it from `load`; its methods never raise for an unknown label or code."""

    def __init__(self, pack: Pack, place: str) -> None:
        super().__init__(pack)
        self._place_id = place
        self._places = KeyTable(pack, "places")
        self._ascii = self._places.ascii
        self._memo: dict[str, frozenset[str]] = {}

    @cached_property
    def _loose(self) -> KeyTable:
        return KeyTable(self._pack, "loose")

    @cached_property
    def world_place(self) -> Place:
        """The under-listed place this table was loaded for; raises KeyError where it has no data file."""
        return place_from_record(json.loads(self._pack.raw(f"place.{self._place_id}")))

    def place(self, label: str) -> frozenset[str]:
        """Give the ids a country name stands for, in any language and script; the empty set where it is unknown.

        Ambiguous names keep all their ids ('Kongo': CD and CG). What lists put around a name (flags, brackets, codes,
        counts, the name in a second language) is looked past. Codes alone are no names: see `code`.
        """
        memo = self._memo
        hit = memo.get(label)
        if hit is None:
            hit = self._ascii.get(label.lower()) if label.isascii() else None
            if hit is None:
                hit = self._resolve(label)
            if len(memo) >= _MEMO:
                memo.clear()
            memo[label] = hit
        return hit

    def resolve_many(self, labels: Sequence[str]) -> list[frozenset[str]]:
        """Give `place` of each label, in order."""
        memo, place = self._memo, self.place
        return [memo[label] if label in memo else place(label) for label in labels]

    def _direct(self, key: str) -> frozenset[str]:
        hit = self._places.get(key)
        if not hit and key.isascii() and key.count(" ") < 9:
            hit = self._loose.get(loose_key(key))
        return hit

    def _resolve(self, label: str) -> frozenset[str]:
        if len(label) > _LONGEST:
            return EMPTY
        key = normalise(label)
        if not key:
            return EMPTY
        hit = self._direct(key)
        if hit or not labels.TRIGGER.search(label):
            return hit
        return self._bare(label) or self._turned(label) or self._parted(label) or self._coded(label)

    def _bare(self, label: str) -> frozenset[str]:
        for shorter in labels.without_marks(label):
            if hit := self._direct(normalise(shorter)) or self._turned(shorter):
                return hit
        return self._direct(normalise(labels.after_colon(label)))

    def _turned(self, label: str) -> frozenset[str]:
        """'Korea, Republic of' is read as 'Republic of Korea'; a tail that only qualifies is dropped."""
        turned = labels.turned(label)
        if turned is None:
            return EMPTY
        head, tail = turned
        hit = self._direct(normalise(f"{tail} {head}"))
        if not hit and _QUALIFIED.search(tail):
            hit = self._direct(normalise(head))
        return hit

    def _parted(self, label: str) -> frozenset[str]:
        """Two names beside each other agree on fewer ids than each alone; where they disagree the label names both."""
        found = [hit for part in labels.parts(label)[:4] if (hit := self._name_part(part))]
        if not found:
            return EMPTY
        common = frozenset.intersection(*found)
        return common or frozenset().union(*found)

    def _name_part(self, part: str) -> frozenset[str]:
        return self._direct(normalise(part)) or next(
            (hit for shorter in labels.without_marks(part) if (hit := self._direct(normalise(shorter)))), EMPTY
        )

    def _coded(self, label: str) -> frozenset[str]:
        for code, name in labels.codes_and_name(label):
            if (hit := self.code(code)) and (both := hit & self._name_part(name)):
                return both
        return EMPTY


@cache
def load(place: str = "XK") -> Names:
    """Give the name table, read once. `place` is the id of a file in data/places.

    Raises OSError where the binary is not there, ValueError where it is not of this version.
    """
    return Names(Pack.read(Path(__file__).with_name("names.bin")), place)
