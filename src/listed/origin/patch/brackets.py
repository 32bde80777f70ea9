"""A text in a bracket language in; the grids that its lists, records and joined codes are, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from listed.origin.patch.grid import KEY, VALUE, Cell, Grid, Line, Nest
from listed.origin.patch.scan import Entry, Node, containers, scan

FEWEST = 8
_DEEPEST_FIELD = 4
_WIDEST = 60
_JOINED = re.compile(r"[|;,./~\t ]")
_FEWEST_JOINED = 40


def grids_of(text: str, start: int = 0, fewest: int = FEWEST) -> Iterator[Grid]:
    """Every list of at least `fewest` rows in what opens at `start`, and every string of codes joined by a sign."""
    for node, keys in containers(scan(text, start)):
        title = ".".join(keys[-3:])
        if len(node.entries) >= fewest:
            rows = [_line(entry) for entry in node.entries]
            yield Grid(rows, node.start, node.end, "brackets", title, trailing=node.trailing)
        for entry in node.entries:
            if len(entry.values) >= fewest and all(isinstance(value, Cell) for value in entry.values):
                yield _words(entry, title)
            for value in entry.values:
                if isinstance(value, Cell) and len(value.text) > 2 * _FEWEST_JOINED:
                    yield from _in_string(value, text, title, fewest)


def _line(entry: Entry) -> Line:
    line = Line(entry.start, entry.end)
    if entry.key:
        line.cells[KEY] = entry.key
        line.end = max(entry.end, entry.key.end)
    values = _called(entry.values) if entry.key else entry.values
    if len(values) == 1:
        _put(line, VALUE, values[0], 0)
    else:
        line.odd = len(entry.values) > _WIDEST
        for index, value in enumerate(entry.values[:_WIDEST]):
            _put(line, f"#{index}", value, 1)
    return line


def _put(line: Line, path: str, value: Cell | Node, depth: int) -> None:
    if isinstance(value, Cell):
        line.cells[path] = value
        return
    cells = tuple(inner for entry in value.entries for inner in entry.values if isinstance(inner, Cell))
    records = [entry for entry in value.entries if entry.key]
    plain = not records and len(cells) == len(value.entries)
    line.nests[path] = Nest(value.start, value.end, cells, plain, value.trailing)
    if depth >= _DEEPEST_FIELD or len(value.entries) > _WIDEST:
        line.odd = line.odd or depth == 0
        return
    prefix = "" if path == VALUE else f"{path}."
    for index, entry in enumerate(value.entries):
        name = f"{prefix}{entry.key.text if entry.key else index}"
        held = _called(entry.values)
        line.odd = line.odd or len(held) != 1
        for inner in held[:1]:
            _put(line, name, inner, depth + 1)


def _called(values: list[Cell | Node]) -> list[Cell | Node]:
    """The values, or the one word that a call is about: `_("Albania")`."""
    if len(values) != 2 or not isinstance(values[0], Cell) or values[0].quote or not isinstance(values[1], Node):
        return values
    inner = [cell for entry in values[1].entries for cell in entry.values]
    return inner if len(inner) == 1 and isinstance(inner[0], Cell) and inner[0].quote else values


def _words(entry: Entry, title: str) -> Grid:
    cells = [value for value in entry.values if isinstance(value, Cell)]
    rows = [Line(cell.start, cell.end, cells={VALUE: cell}) for cell in cells]
    return Grid(rows, entry.start, entry.end, "words", title)


def _in_string(cell: Cell, text: str, title: str, fewest: int) -> Iterator[Grid]:
    """What a string holds: JSON that a program parses, or codes joined by a sign. Escapes in it are not followed."""
    if "\\" in text[cell.start : cell.end]:
        return
    inner = cell.start + len(cell.quote)
    if cell.quote and text[inner] in "{[":
        yield from grids_of(text, inner, fewest)
    else:
        yield from joined(cell, text, title)


def joined(cell: Cell, text: str, title: str) -> Iterator[Grid]:
    """The pieces of a string of codes: `"AD.AE.AF"`."""
    raw = text[cell.start : cell.end]
    first = cell.start + len(cell.quote)
    for sign in "|;,./~ ":
        if raw.count(sign) < _FEWEST_JOINED:
            continue
        rows, at = [], first
        for piece in cell.text.split(sign):
            if piece.strip():
                inner = at + len(piece) - len(piece.lstrip())
                end = inner + len(piece.strip())
                rows.append(Line(inner, end, cells={VALUE: Cell(inner, end, piece.strip(), "")}))
            at += len(piece) + 1
        yield Grid(rows, cell.start, cell.end, "words", title)
        return
