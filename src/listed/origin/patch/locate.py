"""A text and a list that was read from it in; the grid where that list stands, with the territory of each row, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from listed.lists import PlaceList
from listed.lists.columns import Column
from listed.origin.patch.brackets import grids_of
from listed.origin.patch.elements import grids_of_xml
from listed.origin.patch.grid import Grid, Line
from listed.origin.patch.lines import grids_of_lines, grids_of_pairs
from listed.origin.patch.meaning import are_zones

_KNOWN = 0.9
_MORE = 1.3
_XML = ("xml", "svg", "plist", "resx", "xlf", "kml", "html", "htm", "vue", "xhtml")
_YAML = ("yaml", "yml")
_IN_GROUPS = 1.5


@dataclass(slots=True)
class Located:
    """A grid, the territory of each of its rows, and which path holds which column of the list as it was read."""

    grid: Grid
    ids: list[str | None]
    paths: dict[str, str]


def readings(text: str, path: str, places: PlaceList) -> Iterator[Grid]:
    """Every grid that the text may hold the list in."""
    form, ending = places.table.form, path.rpartition(".")[2].lower()
    if form == "text":
        yield from (grids_of_pairs if "whole key" in places.table.columns else grids_of_lines)(text)
    elif ending in _XML or text[:200].lstrip().startswith("<?xml"):
        yield from grids_of_xml(text)
    elif ending in _YAML:
        yield from grids_of_pairs(text)
    elif form == "data":
        offset = places.table.offset
        yield from grids_of(text, offset if text[offset : offset + 1] in ("[", "{", "(") else 0)


def locate(grids: Sequence[Grid], places: PlaceList) -> Located | None:
    """The grid whose columns are those of the list, the one that holds nothing else first; None where there is none."""
    best: tuple[tuple[int, int, int], Grid, dict[str, str]] | None = None
    wanted = {name: Counter(filter(None, map(str.strip, places.table.columns[name]))) for name in places.columns}
    size = len(places.table)
    for grid in grids:
        if not 0.4 * size <= len(grid.rows) <= _MORE * size + 8:
            continue
        paths = _matches(grid, wanted)
        if paths and not _names_many(grid, paths):
            rank = (len(paths), -abs(len(grid.rows) - size), grid.start - grid.end)
            if best is None or rank > best[0]:
                best = rank, grid, paths
    if best is None:
        return None
    _, grid, paths = best
    ids = [_territory(places, paths, row) for row in grid.rows]
    grid = _headed(grid, ids)
    return _grouped(Located(grid, ids, paths))


def _names_many(grid: Grid, paths: dict[str, str]) -> bool:
    """Whether the rows are told apart only by the first of several places that each of them has, as currencies are."""
    telling = {path for path in paths.values() if not are_zones(grid.column(path))}
    inner = {path.removesuffix(".0") for path in telling if path.endswith(".0")}
    if len(inner) < len(telling):
        return False
    return any(len(row.nests[path].cells) > 1 for row in grid.rows for path in inner if path in row.nests)


def _matches(grid: Grid, wanted: dict[str, Counter[str]]) -> dict[str, str]:
    """For each column of the list the path that holds its cells."""
    found: dict[str, str] = {}
    held = {path: Counter(filter(None, map(str.strip, grid.column(path)))) for path in grid.paths}
    for name, cells in wanted.items():
        for path in sorted(held, key=lambda path: path != name):
            both = (cells & held[path]).total()
            if both >= _KNOWN * cells.total() and held[path].total() <= _MORE * cells.total() + 5:
                found.setdefault(name, path)
    return found


def _territory(places: PlaceList, paths: dict[str, str], row: Line) -> str | None:
    """The one territory that a row's cells name together."""
    said: frozenset[str] = frozenset()
    for name, path in paths.items():
        column: Column = places.columns[name]
        ids = column.of.get(row.cells[path].text, frozenset()) if path in row.cells else frozenset()
        said = (said & ids) or said or ids
    return min(said) if len(said) == 1 else None


def _headed(grid: Grid, ids: Sequence[str | None]) -> Grid:
    """The grid with its first line as its header, where that names no place and holds nothing but words."""
    first = grid.rows[0]
    words = [cell.text for cell in first.cells.values()]
    is_apart = grid.form == "lines" and ids[0] is None and len(words) > 1 and ids[1] is not None
    if is_apart and all(re.fullmatch(r"[\w -]+", word) for word in words):
        return replace(grid, header=0)
    return grid


def _grouped(found: Located) -> Located:
    """A flat list in which code and name take turns, as rows of two: `"ad", "andorra", "ae", ...`."""
    grid, ids = found.grid, found.ids
    territories = len({own for own in ids if own})
    if len(found.paths) != 1 or len(grid.rows) < _IN_GROUPS * territories or grid.form == "lines":
        return found
    path = next(iter(found.paths.values()))
    if any(row.paths != {path} for row in grid.rows):
        return found
    rows: list[Line] = []
    owners: list[str | None] = []
    for row, own in zip(grid.rows, ids, strict=True):
        if own is None or not owners or own != owners[-1]:
            rows.append(Line(row.start, row.end))
            owners.append(own)
        rows[-1].end = row.end
        rows[-1].cells[f"#{len(rows[-1].cells)}"] = row.cells[path]
    if len(rows) > _MORE * territories + 5:
        return found
    return Located(replace(grid, rows=rows), owners, dict.fromkeys(found.paths, "#0"))
