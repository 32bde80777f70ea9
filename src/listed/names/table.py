"""Labels and codes go in, the ids of the territories they name come out: pure lookup over the binary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from listed.names.binary import EMPTY, KeyTable, Pack
from listed.names.place import Place, place_from_record
from listed.names.secondary import Secondary
from listed.names.text import loose_key, normalise

if TYPE_CHECKING:
    from listed.names.labels import LabelReader

_LONGEST = 120  # no label of a list is longer; prose is
_CODE = 3  # letters of the longest code
_MEMO = 1 << 16  # labels kept; a whole crawl must not fill the memory


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
    def _reader(self) -> LabelReader:
        # Its patterns take longer to compile than the table to load, and a clean list never needs them.
        from listed.names.labels import LabelReader

        return LabelReader(self._direct, self.code, frozenset(self._pack.lines("words")))

    @cached_property
    def world_place(self) -> Place:
        """The under-listed place this table was loaded for; raises KeyError where it has no data file."""
        import json

        return place_from_record(json.loads(self._pack.raw(f"place.{self._place_id}")))

    def place(self, label: str) -> frozenset[str]:
        """Give the ids a country name stands for, in any language and script; the empty set where it is unknown.

        Ambiguous names keep all their ids ('Kongo': CD and CG). What lists put around a name (flags, brackets, codes,
        counts, the name in a second language) is looked past. Codes alone are no names: see `code`.
        """
        memo = self._memo
        hit = memo.get(label)
        if hit is None:
            hit = self._ascii.get(label.lower()) if label.isascii() and len(label) > _CODE else None
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
        if len(label) > _LONGEST and len(label := " ".join(label.split())) > _LONGEST:
            return EMPTY
        key = normalise(label)
        if not key:
            return EMPTY
        hit = self._direct(key)
        if len(key) == 2 and key.isascii() and not label.isascii():
            hit = self._places.get(label.strip().casefold())  # short names keep their accents: 'Áo', 'Úc'
        if hit and len(label) == _CODE and label.isupper() and (ids := self.code(label)):
            return hit & ids  # 'Nga' is Russia in Vietnamese, 'NGA' is Nigeria's code, 'USA' is both
        return hit or self._reader.read(label)


@cache
def load(place: str = "XK") -> Names:
    """Give the name table, read once. `place` is the id of a file in data/places.

    Raises OSError where the binary is not there, ValueError where it is not of this version.
    """
    return Names(Pack.read(Path(__file__).with_name("names.bin")), place)
