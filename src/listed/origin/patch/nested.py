"""A list that is cut into parts in (of a currency, a zone, a region); what puts the place into its part out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from listed.lists import PlaceList
from listed.names import Names
from listed.origin.patch.draft import Insertion
from listed.origin.patch.facts import Package
from listed.origin.patch.grid import Cell, Grid, Line, Nest
from listed.origin.patch.meaning import Meaning, columns_of
from listed.origin.patch.row import CannotWriteError
from listed.origin.patch.slot import insertions, slot

_KNOWN = 0.9
_FEWEST_AROUND = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One inner list, with what stands around it in its record."""

    nest: Nest
    around: frozenset[str]


def parts_of(grids: Sequence[Grid], places: PlaceList) -> list[Part]:
    """The inner lists that together hold the cells of the list, under one name in the records of one grid."""
    for name in places.columns:
        wanted = frozenset(filter(None, map(str.strip, places.table.columns[name])))
        for grid in grids:
            for path in grid.paths:
                nests = [(row, row.nests[path]) for row in grid.rows if path in row.nests and row.nests[path].plain]
                held = {cell.text.strip() for _, nest in nests for cell in nest.cells}
                if len(nests) > 1 and len(wanted & held) >= _KNOWN * len(wanted):
                    return [Part(nest, frozenset(cell.text for cell in row.cells.values())) for row, nest in nests]
    return []


def grown(names: Names, text: str, parts: Sequence[Part], package: Package) -> tuple[list[Insertion], str]:
    """What puts the place into the part where it belongs, and its cell. Raises CannotWriteError where none is clear."""
    part = _own_part(names, parts)
    if part is None:
        raise CannotWriteError("in which of its parts the place belongs is not clear")
    if any(_one(names, cell.text) == names.world_place.id for cell in part.nest.cells):
        raise CannotWriteError("the place is in it, but behind others in the same row, where it is not read")
    grid = _grid(part.nest)
    everything = _grid_of([cell for one in parts for cell in one.nest.cells])
    ids = [_one(names, cell.text) for cell in part.nest.cells]
    whole = [_one(names, cell.text) for row in everything.rows for cell in row.cells.values()]
    columns = columns_of(names, everything, whole)
    meaning = Meaning(names, text, everything, whole, package, columns=columns)
    fill = meaning.fill("value")
    if fill.raw is None or not columns:
        raise CannotWriteError("what stands for the place in it is not known")
    index = slot(names, grid, ids, {path: columns[path] for path in ("value",)})
    return insertions(text, grid, index, fill.raw), fill.raw


def _own_part(names: Names, parts: Sequence[Part]) -> Part | None:
    place = names.world_place
    by_key = [part for part in parts if part.around & {place.currency, *place.timezones}]
    if len(by_key) == 1:
        return by_key[0]
    near = names.neighbours(place.id) | {"BA"}
    ranked = sorted(
        ((sum(_one(names, cell.text) in near for cell in part.nest.cells), -len(part.nest.cells), -index)
         for index, part in enumerate(parts)), reverse=True,
    )  # fmt: skip
    return parts[-ranked[0][2]] if ranked and ranked[0][0] >= _FEWEST_AROUND else None


def _one(names: Names, text: str) -> str | None:
    ids = names.code(text) or names.place(text)
    return min(ids) if len(ids) == 1 else None


def _grid(nest: Nest) -> Grid:
    grid = _grid_of(nest.cells)
    grid.start, grid.end, grid.trailing = nest.start, nest.end, nest.trailing
    return grid


def _grid_of(cells: Sequence[Cell]) -> Grid:
    rows = [Line(cell.start, cell.end, cells={"value": cell}) for cell in cells]
    return Grid(rows, cells[0].start, cells[-1].end, "brackets")
