"""A table in, a list of places out: which territory each row names, or that the table is no list of places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from listed.lists.anchors import part_signs
from listed.lists.columns import FLAG, Column, other_vocabulary, place_column
from listed.lists.table import Table, joined
from listed.names import Names, normalise

FEWEST_UNKNOWN_OPTIONS = 100
FEWEST_LANGUAGES = 20
MOST_PARTS = 20_000
FEWEST_FLAGS = 100
SURELY_CODES, FEWEST_CODES = 0.95, 60
# So many known cells leave no doubt: no other vocabulary shares as many labels with the names of places.
SURELY_PLACES = 0.9
MOST_IN_A_SMALL_GROUP = 4

# Which column says best what a row is about.
_TRUST = ("name", "alpha2", "alpha3", "flag", "either", "demonym", "numeric", "calling")


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
    columns = _place_columns(names, table)
    if not columns and (flags := _flag_rows(table)):
        return read_places(names, flags)
    other = _other(names, table, columns)
    if other:
        return _no_places(table, other)
    if not columns:
        return None
    stacked = _stacked(table, columns)
    if stacked is not None:
        return read_places(names, stacked)
    ordered = sorted(columns, key=lambda name: _TRUST.index(columns[name].kind))
    place = names.world_place
    rows = _rows(table, columns, ordered, frozenset((place.id, place.parent)))
    found = PlaceList(table, columns, rows)
    found.territories = settle(rows)
    found.label, found.value = _shown(table, columns, ordered)
    return found


def _place_columns(names: Names, table: Table) -> dict[str, Column]:
    """The place columns of a table. Short cells are read first: codes that tell all rows apart spare reading names."""
    found = {}
    wanted: list[int] | None = None
    for name, cells in sorted(table.columns.items(), key=lambda named: max(map(len, named[1][:8]), default=0)):
        column = place_column(names, cells, wanted)
        if column:
            found[name] = column
            if (
                wanted is None
                and column.kind == "alpha2"
                and column.share >= SURELY_CODES
                and len(cells) >= FEWEST_CODES
            ):
                wanted = _undecided(names, column, cells)
    return {name: found[name] for name in table.columns if name in found}


def _undecided(names: Names, column: Column, cells: Sequence[str]) -> list[int]:
    """The rows whose code says nothing, or says the place or its parent: their names must be read all the same."""
    place = names.world_place
    asked = {place.id, place.parent}
    return [index for index, cell in enumerate(cells) if not (ids := column.of.get(cell)) or not asked.isdisjoint(ids)]


def _other(names: Names, table: Table, columns: dict[str, Column]) -> str:
    """The vocabulary of a list that is not of places, or an empty string."""
    if table.form == "control":
        share = max((column.share for column in columns.values()), default=0.0)
        if share >= SURELY_PLACES:
            return ""
        best = max(_vocabularies(names, table), key=lambda found: found[1], default=("", 0.0))
        if best[1] > share:
            return best[0]
        return "other" if not columns and len(table) >= FEWEST_UNKNOWN_OPTIONS else ""
    if columns:
        return ""
    if table.form == "items" and len(table) >= FEWEST_LANGUAGES:
        found = other_vocabulary(names, table.columns.get("label", ()))
        return "language" if found and found[0] == "language" else ""
    return "state" if _is_of_parent(names, table) else ""


def _flag_rows(table: Table) -> Table | None:
    """The rows with a flag, where a table of all emoji or of all symbols holds enough of them."""
    for cells in table.columns.values():
        if len(cells) < FEWEST_FLAGS or "".join(cells).isascii():
            continue
        kept = [index for index, cell in enumerate(cells) if FLAG.match(cell)]
        if FEWEST_FLAGS <= len(kept) < len(cells):
            columns = {name: [column[index] for index in kept] for name, column in table.columns.items()}
            return replace(table, columns=columns, hint=f"{table.hint} flag")
        if kept:
            return None
    return None


def _stacked(table: Table, columns: dict[str, Column]) -> Table | None:
    """One column below the other, where the cells of each row are places of their own."""
    read = [name for name, column in columns.items() if column.kind == "name"]
    if table.form != "items" or len(read) < 2:
        return None
    together = set.union(*(columns[name].places for name in read))
    if len(together) < 0.8 * sum(len(columns[name].places) for name in read):
        return None
    return replace(table, columns={"label": [cell for name in read for cell in table.columns[name] if cell]})


def _vocabularies(names: Names, table: Table) -> Iterator[tuple[str, float]]:
    for name in ("label", "value"):
        found = other_vocabulary(names, table.columns.get(name, ()))
        # Values are short: a number or two letters may be anything but a zone or a currency.
        if found and (name == "label" or found[0] in ("timezone", "currency")):
            yield found


def _is_of_parent(names: Names, table: Table) -> bool:
    """Whether a table lists the parts of the place's parent, the place among them."""
    place = names.world_place
    if len(table) > MOST_PARTS:
        return False
    for cells in table.columns.values():
        whole = "\x00".join(cells)
        if not any(sign in whole for sign in part_signs()):
            continue
        parts = [cell for cell in cells if len(cell) > 2 and normalise(cell) in place.parent_subdivisions]
        if 3 <= len(parts) <= len(cells) * 0.6:
            return True
        if parts and all(part.startswith(f"{place.parent}-") for part in parts):
            return True
        if sum(place.parent in names.subdivision(cell) for cell in cells) * 3 >= len(cells) and parts:
            return True
        if (parts or any(place.id in names.place(cell) for cell in cells)) and _names_parent(names, table):
            return True
    return False


def _names_parent(names: Names, table: Table) -> bool:
    """Whether the keys that lead to a table, or its file, are the parent's: `states.RS`, `serbia.json`."""
    parent = names.world_place.parent
    words = re.split(r"[\W_]+", table.hint)[:20]
    return any(parent in names.code(step) | names.place(step) for step in table.path) or any(
        parent in names.place(word) for word in words
    )


def _no_places(table: Table, other: str) -> PlaceList:
    first = next(iter(table.columns))
    found = PlaceList(table, {}, [frozenset()] * len(table), other, "label", "value")
    if "label" not in table.columns:
        found.label, found.value = ("value", "key") if "value" in table.columns else (first, first)
    return found


def _rows(
    table: Table, columns: dict[str, Column], ordered: Sequence[str], joint: frozenset[str]
) -> list[frozenset[str]]:
    """For each row what its columns say together: the most trusted one, narrowed by the others that agree.

    A row that names all of `joint` at once (`Serbia (including Kosovo)`) stays as it is.
    """
    first, *others = ordered
    of = columns[first].of
    empty: frozenset[str] = frozenset()
    rows = [of.get(cell, empty) for cell in table.columns[first]]
    for name in others:
        of = columns[name].of
        for index, cell in enumerate(table.columns[name]):
            ids = rows[index]
            if len(ids) != 1 and not joint <= ids:
                said = of.get(cell, empty)
                rows[index] = (ids & said) or ids or said
    return rows


def settle(rows: Sequence[frozenset[str]]) -> set[str]:
    """The territories of a list: what is sure first; each ambiguous row then takes one that is not there yet."""
    counted = Counter(rows)
    sure = {next(iter(ids)) for ids in counted if len(ids) == 1}
    for ids, times in sorted(
        ((ids, times) for ids, times in counted.items() if len(ids) > 1), key=lambda x: sorted(x[0])
    ):
        sure.update(sorted(ids - sure)[:times])
    return sure


def _shown(table: Table, columns: dict[str, Column], ordered: Sequence[str]) -> tuple[str, str]:
    """The column that people read and the one that programs get."""
    if "label" in table.columns:
        return "label", "value"
    read = [name for name in ordered if columns[name].kind in ("name", "demonym")]
    codes = [name for name in ordered if columns[name].kind in ("alpha2", "alpha3", "numeric")]
    return (read[0] if read else ""), (codes[0] if codes else "")


def join_parts(found: list[PlaceList], names: Names, small: Sequence[Table] = ()) -> list[PlaceList]:
    """Lists of repeating elements that stand at the same depth, cut into columns or letter groups, as one list each.

    `small` are tables too short to be read alone; those that stand where such lists do are taken in. A list that is
    printed twice counts once: rows that repeat are dropped where most do.
    """
    groups: dict[tuple[str, ...], list[PlaceList]] = {}
    whole = []
    for places in found:
        if places.table.form == "items" and not places.other:
            groups.setdefault(places.table.path, []).append(places)
        else:
            whole.append(places)
    for table in small:
        label = table.columns.get("label", [])
        if table.path in groups and sum(bool(names.place(cell)) for cell in label) * 2 > len(label):
            groups[table.path].append(PlaceList(table, {}, []))
    return whole + [group[0] if len(group) == 1 else _joined(group, names) for group in groups.values()]


def _joined(group: list[PlaceList], names: Names) -> PlaceList:
    table = joined([places.table for places in group], group[0].table.where)
    labels = table.columns.get("label", [])
    kept = list({label: index for index, label in reversed(list(enumerate(labels)))}.values())
    if labels and len(kept) * 1.4 < len(labels):
        kept.sort()
        table.columns = {name: [cells[index] for index in kept] for name, cells in table.columns.items()}
    return read_places(names, table) or group[0]
