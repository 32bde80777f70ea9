"""A table in, a list of places out: which territory each row names, or that the table is no list of places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from listed.lists.columns import Column, other_vocabulary, place_column
from listed.lists.table import Table
from listed.names import Names

# Which column says best what a row is about.
_TRUST = ("name", "alpha2", "alpha3", "flag", "demonym", "numeric", "calling")


@dataclass(slots=True)
class PlaceList:
    """A table whose rows were read as places, or another list that people pick from.

    `columns`: the place columns by name. `rows`: one set of possible territories a row, empty where unknown.
    `other`: the vocabulary where the table is no list of places (`state`, `language`, ...), else an empty string.
    """

    table: Table
    columns: dict[str, Column]
    rows: list[frozenset[str]]
    other: str = ""
    label: str = ""
    value: str = ""
    territories: set[str] = field(default_factory=set)

    @property
    def kinds(self) -> set[str]:
        """The kinds of the place columns."""
        return {column.kind for column in self.columns.values()}

    def cell(self, column: str, row: int) -> str:
        """One cell, or an empty string where there is no such column."""
        return self.table.columns[column][row] if column in self.table.columns else ""


def read_places(names: Names, table: Table) -> PlaceList | None:
    """The places of a table, or None where nothing in it is a list that concerns us."""
    columns = {}
    for name, cells in table.columns.items():
        column = place_column(names, cells)
        if column:
            columns[name] = column
    if table.form == "control":
        other = _other(names, table, columns)
        if other:
            return _no_places(table, other)
    if not columns:
        return None
    ordered = sorted(columns, key=lambda name: _TRUST.index(columns[name].kind))
    rows = _rows(table, columns, ordered)
    found = PlaceList(table, columns, rows)
    found.territories = settle(rows)
    found.label, found.value = _shown(table, columns, ordered)
    return found


def _other(names: Names, table: Table, columns: dict[str, Column]) -> str:
    label = table.columns.get("label") or next(iter(table.columns.values()))
    share = max((column.share for column in columns.values() if column.kind in ("name", "demonym")), default=0.0)
    other = other_vocabulary(names, label)
    if other and other[1] > share:
        return other[0]
    return ""


def _no_places(table: Table, other: str) -> PlaceList:
    return PlaceList(table, {}, [frozenset()] * len(table), other, "label", "value")


def _rows(table: Table, columns: dict[str, Column], ordered: Sequence[str]) -> list[frozenset[str]]:
    """For each row what its columns say together: the most trusted one, narrowed by the others that agree."""
    first, *others = ordered
    of = columns[first].of
    empty: frozenset[str] = frozenset()
    rows = [of.get(cell, empty) for cell in table.columns[first]]
    for name in others:
        of = columns[name].of
        for index, cell in enumerate(table.columns[name]):
            ids = rows[index]
            if len(ids) != 1:
                said = of.get(cell, empty)
                rows[index] = (ids & said) or ids or said
    return rows


def settle(rows: Sequence[frozenset[str]]) -> set[str]:
    """The territories of a list: what is sure first; each ambiguous row then takes one that is not there yet."""
    counted = Counter(rows)
    sure = {next(iter(ids)) for ids in counted if len(ids) == 1}
    for ids, times in sorted(((ids, times) for ids, times in counted.items() if len(ids) > 1), key=lambda x: sorted(x[0])):
        sure.update(sorted(ids - sure)[:times])
    return sure


def _shown(table: Table, columns: dict[str, Column], ordered: Sequence[str]) -> tuple[str, str]:
    """The column that people read and the one that programs get."""
    if "label" in table.columns:
        return "label", "value"
    read = [name for name in ordered if columns[name].kind in ("name", "demonym")]
    codes = [name for name in ordered if columns[name].kind in ("alpha2", "alpha3", "numeric")]
    return (read[0] if read else ""), (codes[0] if codes else "")
