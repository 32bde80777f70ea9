"""A list of places flows in; what can tell its origin (spellings, places, order, codes, dial codes) flows out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from listed.lists import PlaceList
from listed.names.labels import bare

_NAMED = ("name", "either", "demonym")
_LONGEST = 160
# Taking a name out of what stands around it is slow, and most names stand alone.
_DECORATION = re.compile("[0-9()\\[\\]{}（）【】+|/&;\u200e\u200f\U0001f1e6-\U0001f1ff\U0001f3f4]|flag", re.IGNORECASE)
_APOSTROPHES = str.maketrans("’‘ʼʻ`´", "''''''")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is compared. `rows`: the territories of each row; `labels`: what people read there, or empty for codes.

    `territories`: all that the list holds. `styles`: how its codes are written (`A2`, `a2`, `A3`, `a3`, `num`).
    `dial`: the digits of the dial code by territory.
    """

    rows: Sequence[frozenset[str]]
    labels: Sequence[str]
    territories: frozenset[str]
    styles: frozenset[str]
    dial: Mapping[str, str]


def reading_of(places: PlaceList) -> Reading:
    """Take from a list what is compared; `labels` is empty where it has no column of names."""
    column = named_column(places.label, {name: column.kind for name, column in places.columns.items()})
    kinds = {name: found.kind for name, found in places.columns.items()}
    cells = places.table.columns
    return Reading(
        places.rows,
        cells[column] if column else (),
        frozenset(places.territories),
        frozenset(style for name, kind in kinds.items() if (style := style_of(kind, cells[name]))),
        next((dial_of(places.rows, cells[name]) for name, kind in kinds.items() if kind == "calling"), {}),
    )


def named_column(shown: str, kinds: Mapping[str, str]) -> str:
    """The column whose spellings count: the one that people read, else the first of names; '' where there is none."""
    if kinds.get(shown) in _NAMED:
        return shown
    return next((name for name, kind in kinds.items() if kind in _NAMED), "")


def style_of(kind: str, cells: Sequence[str]) -> str:
    """How a column of codes is written, or '' for other columns."""
    if kind == "numeric":
        return "num"
    if kind not in ("alpha2", "alpha3"):
        return ""
    size = "2" if kind == "alpha2" else "3"
    sample = [cell for cell in cells[:24] if cell]
    return ("a" if sum(map(str.islower, sample)) * 2 > len(sample) else "A") + size


def dial_of(rows: Sequence[frozenset[str]], cells: Sequence[str]) -> dict[str, str]:
    """The digits of the dial code of each territory that stands alone in its row; the first one counts."""
    found: dict[str, str] = {}
    for ids, cell in zip(rows, cells, strict=True):
        if cell and len(ids) == 1:
            digits = "".join(filter(str.isdecimal, cell))[:12]
            if digits:
                found.setdefault(next(iter(ids)), digits)
    return found


def spelling(cell: str) -> str:
    """What two cells must share to be spelled alike: all but case, spaces and the form of apostrophes."""
    if cell.isascii():
        return " ".join(cell.lower().split()).replace("`", "'")
    return " ".join(cell.casefold().translate(_APOSTROPHES).split())


def mark(cell: str) -> int:
    """The 32-bit number of a spelling, equal on every machine."""
    return crc32(spelling(cell).encode("utf-8", "replace"))


def spellings(cell: str) -> Iterator[int]:
    """The numbers of a cell and of what remains of it without flags, brackets and dial codes, the whole first."""
    cell = cell[:_LONGEST]
    yield mark(cell)
    if _DECORATION.search(cell):
        yield from (mark(text) for text in bare(cell) if text)


def neighbours(order: Iterable[int]) -> frozenset[int]:
    """Each place with the one after it, as one number."""
    return frozenset(first << 10 | second for first, second in pairwise(order))
