"""The rows of a list that lacks the place in, the index where the place would stand out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from listed.names import Names, normalise
from listed.verdict.answer import Row

_SORTED = 0.8
_FEWEST = 4
_SAMPLE = 24
_TOGETHER = 4

# A row that names a place: its index in the list, and the key by which the list may be sorted.
_Keyed = tuple[int, str]


def gap_of(names: Names, rows: Sequence[Row], columns: Iterable[Sequence[str]] = ()) -> int:
    """The index in `rows` where the place would stand: by name, by code, beside its neighbours, or at the end.

    `columns`: further columns, such as codes that are not shown. Rows that break the order (preferred places at the
    head, prompts) do not count.
    """
    by_value = _by_code(names, rows, [row.value for row in rows])
    for keyed, own in (_by_label(names, rows), by_value, *(_by_code(names, rows, cells) for cells in columns)):
        order = _longest_rise(keyed) if len(keyed) >= _FEWEST else []
        if order and len(order) >= len(keyed) * _SORTED:
            return _slot(order, own)
    return _beside_neighbours(names, rows)


def _by_label(names: Names, rows: Sequence[Row]) -> tuple[list[_Keyed], str]:
    labels = [row.label for row in rows]
    keyed, own = _by_code(names, rows, labels)
    if keyed:
        return keyed, own
    keyed = [(index, normalise(row.label)) for index, row in enumerate(rows) if row.label and row.code]
    name = normalise(names.display(names.world_place.id, language_of(names, rows)))
    coded = sum(key.startswith(f"{(rows[index].code or '').lower()} ") for index, key in keyed)
    return keyed, f"{names.world_place.id.lower()} {name}" if coded * 2 > len(keyed) else name


def _by_code(names: Names, rows: Sequence[Row], cells: Sequence[str | None]) -> tuple[list[_Keyed], str]:
    """The rows by their codes and the code of the place, or no rows where the cells are not mostly codes."""
    for kind, length in (("alpha2", 2), ("alpha3", 3)):
        keyed = [
            (index, cell.upper())
            for index, (row, cell) in enumerate(zip(rows, cells, strict=True))
            if cell and row.code and len(cell) == length and row.code in names.code(cell)
        ]
        if len(keyed) * 2 > len(rows):
            own = next((code.text for code in names.world_place.codes if code.kind == kind), names.world_place.id)
            return keyed, own
    return [], ""


def language_of(names: Names, rows: Sequence[Row]) -> str:
    """The language whose names match most labels of a sample, or English."""
    named = [(row.code, row.label.casefold()) for row in rows if row.code and row.label]
    sample = named[:: max(1, len(named) // _SAMPLE)][:_SAMPLE]

    def matches(language: str) -> int:
        return sum(names.display(code, language).casefold() == label for code, label in sample)

    best, most = "en", matches("en")
    for language in names.display_languages:
        if (count := matches(language)) > most:
            best, most = language, count
    return best


def _longest_rise(keyed: Sequence[_Keyed]) -> list[_Keyed]:
    """The longest run of rows, others left out, whose keys never fall."""
    tails: list[str] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, key) in enumerate(keyed):
        at = bisect_right(tails, key)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [key]
        ends[at : at + 1] = [number]
    rise = []
    number = ends[-1] if ends else -1
    while number >= 0:
        rise.append(keyed[number])
        number = before[number]
    return rise[::-1]


def _slot(order: Sequence[_Keyed], own: str) -> int:
    """Behind the last row of the order that comes before the place, or where the order begins."""
    at = bisect_right([key for _, key in order], own)
    return order[at - 1][0] + 1 if at else order[0][0]


def _beside_neighbours(names: Names, rows: Sequence[Row]) -> int:
    around = names.neighbours(names.world_place.id)
    near = [index for index, row in enumerate(rows) if row.code in around]
    together = [index for index, nxt in zip(near[1:], near, strict=False) if index - nxt <= _TOGETHER]
    if together:
        return together[-1] + 1
    return max((index for index, row in enumerate(rows) if row.code), default=-1) + 1
