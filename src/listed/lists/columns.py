"""One column of cells in, what its cells are out: names, codes, calling codes, flags, or another vocabulary."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from listed.names import Names

FEWEST_PLACES = 4
_SAMPLE, _SMALL_SAMPLE = 24, 8
_GLANCE = 6
_LARGE_SAMPLE = 30
_NO_DOUBT = 0.95
_LONGEST = 120
_SIGN = re.compile(r"[-+\d\s().]+")
_WORD = re.compile(r"[^\W_]+")
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_EDGES = " \t\r\n\u00a0\"'`*#•–—-:;,._/|"

# The share of different cells that must be of a kind before the column is taken to be of it. Two-letter codes of
# languages and of American states are codes of countries in six cases of ten, so codes must nearly all be known.
SHARE = {"flag": 0.8, "alpha2": 0.86, "alpha3": 0.86, "numeric": 0.9, "calling": 0.85, "name": 0.5, "demonym": 0.5,
         "either": 0.85}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """What one column holds: `kind` is a key of SHARE, `of` maps each different cell to the territories it may mean."""

    kind: str
    of: dict[str, frozenset[str]]
    share: float

    @property
    def places(self) -> set[str]:
        """All territories that stand in the column, the first of each ambiguous set."""
        return {min(ids) for ids in self.of.values() if ids}


_NONE: frozenset[str] = frozenset()


def place_column(names: Names, cells: Sequence[str], wanted: Sequence[int] | None = None) -> Column | None:
    """What kind of place column `cells` are, or None where they are something else. Empty cells do not count.

    Where the codes beside them tell nearly all rows apart, only the `wanted` cells and a sample are looked up.
    """
    different = dict.fromkeys(cells)
    different.pop("", None)
    if len(different) < FEWEST_PLACES:
        return None
    whole = list(different)
    # Of a list of places some of a few cells are known; nearly all other columns end here.
    if not any(_may_be_place(names, cell) for cell in whole[:: max(1, len(whole) // _GLANCE)][:_GLANCE]):
        return None
    size = _SAMPLE if wanted is None else _SMALL_SAMPLE
    sample = whole[:: max(1, len(whole) // size)][:size]
    if sum(map(len, sample)) > _LONGEST * len(sample):
        return None
    for kind in _likely(sample):
        strip = _stripper(sample, kind)
        read = _READERS[kind]
        known = sum(bool(read(names, strip(cell))) for cell in sample)
        if known < len(sample) * (SHARE[kind] - 0.15):
            continue
        some = whole if wanted is None or kind != "name" else [*sample, *filter(None, (cells[row] for row in wanted))]
        of = {cell: read(names, strip(cell)) for cell in some}
        share = sum(map(bool, of.values())) / len(of)
        column = Column(kind, of, share)
        if share >= SHARE[kind] and len(column.places) >= FEWEST_PLACES:
            return column
    return None


def _may_be_place(names: Names, cell: str) -> bool:
    """Whether one cell, with whatever stands around it, may be a place; wrong in a few of a hundred cells."""
    length = len(cell)
    if length > _LONGEST:
        return False
    if length <= 3 and cell.isascii():
        return bool(names.code(cell) or (cell.isdigit() and names.calling(cell)) or names.place(cell))
    if cell[:1] in "+(0123456789" and _SIGN.fullmatch(cell):
        return bool(names.calling(cell))
    if names.place(cell) or names.demonym(cell) or FLAG.search(cell):
        return True
    # `country:XK`, `flag-xk.svg`, `flag: Kosovo`, `:Kosovo:`: the place comes last, but for an ending.
    words = _WORD.findall(cell)
    return len(words) > 1 and any(names.code(word) or names.place(word) for word in words[-2:])


def _likely(sample: list[str]) -> list[str]:
    """The kinds worth trying, the most telling first, from the look of a few cells."""
    half = len(sample) / 2
    if sum(FLAG.search(cell) is not None for cell in sample) > half:
        return ["name", "flag"]
    if sum(_SIGN.fullmatch(cell) is not None for cell in sample) > half:
        return ["calling", "numeric"]
    widths = [len(cell.strip()) for cell in sample]
    if sum(width <= 2 for width in widths) > half:
        return ["alpha2", "either"]
    if sum(width <= 3 for width in widths) > half:
        return ["alpha3", "name"]
    if sum(width <= 3 for width in widths) > half / 2:
        return ["name", "either", "demonym"]
    if os.path.commonprefix(sample) or os.path.commonprefix([cell[::-1] for cell in sample]):
        return ["name", "alpha2", "alpha3", "demonym"]
    return ["name", "demonym"]


def _stripper(sample: list[str], kind: str) -> Callable[[str], str]:
    """What takes off the words that all cells share: `country:XK`, `flag-xk.svg`, `flag: Kosovo`."""
    before = _cut(os.path.commonprefix(sample))
    after = _cut(os.path.commonprefix([cell[::-1] for cell in sample]))[::-1]
    if kind in ("flag", "calling") or not (before or after):
        return str.strip
    return lambda cell: cell.removeprefix(before).removesuffix(after).strip(_EDGES)


def _cut(shared: str) -> str:
    """A shared beginning up to its last separator: `country:A` is shared by chance in its last letter only."""
    while shared and shared[-1].isalnum():
        shared = shared[:-1]
    return shared


def _code2(names: Names, cell: str) -> frozenset[str]:
    return names.code(cell) if len(cell) == 2 and cell.isalpha() else _NONE


def _code3(names: Names, cell: str) -> frozenset[str]:
    return (names.code(cell) or names.other_code(cell)) if len(cell) == 3 and cell.isalpha() else _NONE


def _numeric(names: Names, cell: str) -> frozenset[str]:
    return names.code(cell.zfill(3)) if cell.isdigit() and len(cell) <= 3 else _NONE


def _flag(names: Names, cell: str) -> frozenset[str]:
    found = names.flag(cell)
    return frozenset((found,)) if found else _NONE


_READERS: dict[str, Callable[[Names, str], frozenset[str]]] = {
    "name": lambda names, cell: names.place(cell),
    "demonym": lambda names, cell: names.demonym(cell),
    "alpha2": _code2,
    "alpha3": _code3,
    "numeric": _numeric,
    "either": lambda names, cell: names.place(cell) or _code2(names, cell),
    "calling": lambda names, cell: names.calling(cell),
    "flag": _flag,
}

VOCABULARIES: dict[str, Callable[[Names, str], object]] = {
    "timezone": lambda names, cell: names.timezone(cell),
    "calendar": lambda names, cell: names.calendar(cell),
    "currency": lambda names, cell: names.currency(cell),
    "language": lambda names, cell: names.language(cell) or names.language_code(cell),
    "state": lambda names, cell: names.subdivision(cell),
}


def other_vocabulary(names: Names, cells: Sequence[str]) -> tuple[str, float] | None:
    """What else a column may be (`timezone`, `language`, `currency`, `state`, `calendar`) and for which share of it."""
    different = [cell for cell in dict.fromkeys(cells) if cell.strip()]
    different = different[:: max(1, len(different) // _LARGE_SAMPLE)]
    best: tuple[str, float] | None = None
    for kind, known in VOCABULARIES.items():
        # Half of a list is looked for, so some of a few cells must be known.
        if not any(known(names, cell) for cell in different[:: max(1, len(different) // _GLANCE)]):
            continue
        share = sum(bool(known(names, cell)) for cell in different) / max(1, len(different))
        if share >= 0.5 and (best is None or share > best[1]):
            best = (kind, share)
        if share >= _NO_DOUBT:
            break
    return best
