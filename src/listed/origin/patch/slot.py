"""A grid and the territories of its rows in; where the place's own row belongs, and what puts it there, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from listed.lists.columns import Column
from listed.names import Names
from listed.origin.patch.draft import Insertion
from listed.origin.patch.grid import Grid, Line
from listed.verdict.answer import Row
from listed.verdict.gap import gap_of

_RISING = 0.9
_FEWEST = 8
_DIGITS = 12
_REMARK = re.compile(r"/\*.*?\*/|//[^\n]*|(?<!\w)#[^\n]*|<!--.*?-->", re.DOTALL)


def slot(names: Names, grid: Grid, ids: Sequence[str | None], columns: Mapping[str, Column]) -> int:
    """The index in the grid's rows where the place belongs: by number, name or code, or at the end."""
    for path, column in columns.items():
        if column.kind == "calling" and (found := _by_number(names, grid.column(path))) is not None:
            return found
    named = [path for path, column in columns.items() if column.kind in ("name", "demonym", "either")]
    codes = [path for path, column in columns.items() if column.kind in ("alpha2", "alpha3")]
    label = (named or codes or [*columns])[0]
    value = (codes or [label])[0]
    first = grid.header + 1
    rows = [
        Row(told or None, coded or None, own)
        for told, coded, own in zip(grid.column(label), grid.column(value), ids, strict=True)
    ][first:]
    others = [grid.column(path)[first:] for path in columns if path not in (label, value)]
    if len(rows) < _FEWEST:
        return len(grid.rows)
    return first + gap_of(names, rows, others)


def _by_number(names: Names, cells: Sequence[str]) -> int | None:
    """Behind the last smaller calling code, where they rise as numbers or as words."""
    digits = [re.sub(r"\D", "", cell).removeprefix("00") for cell in cells]
    own = names.world_place.calling
    for numbers in (True, False):
        keys = [one.zfill(_DIGITS) if numbers else one for one in digits]
        rises = sum(a <= b for a, b in pairwise(keys))
        if len(keys) > _FEWEST and rises >= _RISING * (len(keys) - 1) and sorted(keys[::8]) == keys[::8]:
            return bisect_right(keys, own.zfill(_DIGITS) if numbers else own)
    return None


def insertions(text: str, grid: Grid, index: int, new: str) -> list[Insertion]:
    """What puts the row `new` before the row at `index`, or behind the last one, with the signs the others have."""
    rows = grid.rows
    between = _between(text, rows)
    if index < len(rows):
        return [Insertion(rows[index].start, new + between)]
    last = rows[-1].end
    if grid.trailing > last:
        sign = text[last : grid.trailing].strip()[-1:]
        behind = _behind_remark(text, grid.trailing)
        return [Insertion(behind, _blank(between, sign) + new + sign)]
    behind = _behind_remark(text, last)
    if behind > last and between.strip():
        sign = between.strip()
        return [Insertion(last, sign), Insertion(behind, _blank(between, sign) + new)]
    return [Insertion(last, between + new)]


def _between(text: str, rows: Sequence[Line]) -> str:
    """What mostly stands between two rows, without remarks."""
    found = Counter(_REMARK.sub("", text[one.end : nxt.start]) for one, nxt in pairwise(rows) if one.end <= nxt.start)
    between = found.most_common(1)[0][0] if found else ", "
    head, newline, tail = between.rpartition("\n")
    return f"{head.rstrip(' ')}{newline}{tail}" if newline else between


def _blank(between: str, sign: str) -> str:
    return between.replace(sign, "", 1) if sign else between


def _behind_remark(text: str, at: int) -> int:
    """Behind a remark that stands on the same line, or `at`."""
    match = re.compile(r"[ \t]*(?://[^\n\r]*|#[^\n\r]*|/\*[^\n]*?\*/)").match(text, at)
    return match.end() if match else at
