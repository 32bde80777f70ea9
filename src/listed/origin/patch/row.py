"""What the columns of a grid mean in; the place's own row, made after the pattern of another, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from listed.origin.patch.grid import KEY, VALUE, Line, Nest
from listed.origin.patch.meaning import Fill, Meaning

_SHARED = 0.5
_MUST = 0.95
_REMARK = re.compile(r"//|/\*|(?<!\w)#|<!--")


@dataclass(frozen=True, slots=True)
class NewRow:
    """The text of the row, what a person must fill in (`open`), and what is worth a look (`checks`).

    `wanting` counts what the row would better do without: what is open, and what only some rows tell.
    """

    text: str
    open: tuple[str, ...]
    checks: tuple[str, ...]
    wanting: int


class CannotWriteError(Exception):
    """No row can be made; the message says why, as a sentence without its end."""


def new_row(meaning: Meaning, near: int) -> NewRow:
    """The place's row, after the pattern of the row that needs the least left open, the nearest to `near` among equals.

    Raises CannotWriteError.
    """
    rows = meaning.grid.rows
    counts = meaning.grid.counts
    must = {path for path, count in counts.items() if count >= _MUST * len(rows)}
    models = [index for index, row in enumerate(rows) if meaning.ids[index] and not row.odd and must <= row.paths]
    models = [index for index in models if not _has_remark(meaning.text, rows[index])]
    if not models:
        raise CannotWriteError("no row of it is plain enough to be a pattern for another")
    fills: dict[str, Fill] = {}
    made: dict[frozenset[str], int] = {}
    for index in models:
        shape = frozenset(rows[index].paths)
        if shape not in made or abs(index - near) < abs(made[shape] - near):
            made[shape] = index
    tried = sorted(made.values(), key=lambda index: abs(index - near))[:200]
    written = [(_written(meaning, rows[index], fills), index) for index in tried]

    def rank(one: tuple[NewRow, int]) -> tuple[int, int, int]:
        usual = sum(counts[path] >= _SHARED * len(rows) for path in rows[one[1]].paths)
        return one[0].wanting, -usual, abs(one[1] - near)

    best, index = min(written, key=rank)
    return _without_children(meaning, rows[index], best)


def _has_remark(text: str, row: Line) -> bool:
    left, at = [], row.start
    for start, end in sorted((cell.start, cell.end) for cell in row.cells.values()):
        left.append(text[at:start])
        at = max(at, end)
    left.append(text[at : row.end])
    return any(_REMARK.search(piece) for piece in left)


def _written(meaning: Meaning, model: Line, fills: dict[str, Fill]) -> NewRow:
    pieces, open_, checks = [], [], []
    at, spared = model.start, 0
    few = _MUST * len(meaning.grid.rows)
    for path, start, end in _units(meaning, model):
        fill = fills.get(path) or fills.setdefault(path, _fill(meaning, path, path in model.nests))
        raw = fill.raw
        spared += fill.sparing and meaning.grid.counts[path] < few
        if raw is None and path in meaning.columns:
            raise CannotWriteError(f"what stands for the place in its column {path} is not known")
        if raw is None:
            open_.append(path)
            raw = meaning.nothing(path).raw
        if raw is None:
            raw = "None" if meaning.text[:2000].count("def ") else "null"
        if fill.check:
            checks.append(fill.check)
        if path in model.cells and raw in _only_ones(meaning, path):
            checks.append(f"{path}: {raw} now stands in two rows; see that what looks it up still finds the right one")
        pieces += [meaning.text[at:start], raw]
        at = end
    pieces.append(meaning.text[at : model.end])
    return NewRow("".join(pieces), tuple(open_), tuple(checks), len(open_) + spared)


def _only_ones(meaning: Meaning, path: str) -> frozenset[str]:
    """The cells of a path, as the file writes them, where each stands in one row alone."""
    if path in meaning.columns:
        return frozenset()
    held = [meaning.text[row.cells[path].start : row.cells[path].end] for row in meaning.grid.rows if path in row.cells]
    return frozenset(held) if len(set(held)) >= _MUST * len(held) else frozenset()


def _fill(meaning: Meaning, path: str, nested: bool) -> Fill:
    fill = meaning.fill(path)
    if fill.raw is None and nested and f"{path}.0" in meaning.columns:
        inner = meaning.fill(f"{path}.0")
        like = next(row.nests[path] for row in meaning.grid.rows if path in row.nests and row.nests[path].cells)
        if inner.raw is not None and like.plain:
            head, tail = meaning.text[like.start : like.cells[0].start], meaning.text[like.cells[-1].end : like.end]
            return Fill(head + inner.raw + tail, inner.check)
    return fill


def _units(meaning: Meaning, model: Line) -> Iterator[tuple[str, int, int]]:
    """The paths of a row that are filled as a whole, with where they stand: lists that are no records, and cells."""
    units: list[tuple[str, int, int]] = []
    for path, nest in sorted(model.nests.items(), key=lambda item: (item[1].start, -item[1].end)):
        if path == VALUE and not _tells_anything(meaning, model):
            units.append((path, nest.start, nest.end))
        if path == VALUE or re.fullmatch(r"#\d+", path) or any(start <= nest.start < end for _, start, end in units):
            continue
        if not _is_record(meaning, model, path, nest):
            units.append((path, nest.start, nest.end))
    for path, cell in model.cells.items():
        if path == KEY or not any(start <= cell.start < end for _, start, end in units):
            units.append((path, cell.start, cell.end))
    return iter(sorted(units, key=lambda unit: unit[1]))


def _tells_anything(meaning: Meaning, model: Line) -> bool:
    """Whether anything in a record is known of the place; else it is a list of its parts, under its key."""
    inner = model.paths - {KEY, VALUE}
    return any(path in meaning.columns or meaning.fill(path).raw is not None for path in inner)


def _is_record(meaning: Meaning, model: Line, path: str, nest: Nest) -> bool:
    """Whether an inner list has fields that the same list of most other rows has: it is then filled field by field.

    Several records in a row are parts of a place, which nobody makes up.
    """
    if nest.plain and meaning.fill(path).raw is not None:
        return False
    inner = [other for other in model.paths if other.startswith(f"{path}.")]
    if nest.plain or not inner or any(other.startswith(f"{path}.1") for other in meaning.grid.counts):
        return False
    counts = meaning.grid.counts
    shared = all(counts[other] >= _SHARED * counts[path] for other in inner)
    return shared and any(meaning.fill(other).raw is not None for other in inner)


def _without_children(meaning: Meaning, model: Line, made: NewRow) -> NewRow:
    """An XML row without its inner elements, where nobody knows what the place's would be: its own tag remains."""
    inner = [one for one in made.open if not one.startswith("@") and one != "text"]
    if meaning.grid.form != "elements" or not any("." in one for one in inner):
        return made
    tag = re.match(r"<([\w:.-]+)", made.text)
    if tag is None or any(not path.startswith("@") for path in model.cells if path in meaning.columns):
        raise CannotWriteError("its rows hold more of each place than anybody knows of this one")
    own = made.text[: re.match(r"<[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*", made.text).end()]  # type: ignore[union-attr]
    left = tuple(one for one in made.open if one not in inner)
    return NewRow(f"{own.rstrip('/')}></{tag[1]}>", (*left, "what stands inside"), made.checks, made.wanting)
