"""Lines of a text in; the grid that separated values, key and value pairs or plain lines are, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from listed.origin.patch.grid import Cell, Grid, Line

_SIGNS = "\t,;|:"
_FEWEST = 8
_PAIR = re.compile(r"^[ \t]*+(\"[^\"\n]+\"|[^\"=:#!\s][^\"=:\s]*+)[ \t]*+(?:=>?|:)[ \t]*+(.*?)[ \t]*+[;,]?\r?$")


def grids_of_lines(text: str) -> Iterator[Grid]:
    """The one grid of separated lines; remarks and empty lines are no rows."""
    spans = [(start, end) for start, end in _spans(text) if end > start and text[start] != "#"]
    if len(spans) < _FEWEST:
        return
    sign = _sign([text[start:end] for start, end in spans[:: max(1, len(spans) // 60)][:60]])
    rows = [Line(start, end, cells=_cells(text, start, end, sign)) for start, end in spans]
    yield Grid(rows, 0, len(text), "lines")


def grids_of_pairs(text: str) -> Iterator[Grid]:
    """The one grid of `key = value` lines."""
    rows = []
    for start, end in _spans(text):
        if match := _PAIR.match(text[start:end]):
            key = _cell(text, start + match.start(1), start + match.end(1))
            value = _cell(text, start + match.start(2), start + match.end(2))
            rows.append(Line(start, end, cells={"key": key, "value": value}))
    if len(rows) >= _FEWEST:
        yield Grid(rows, 0, len(text), "lines")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line.rstrip("\r"))
        at += len(line) + 1


def _sign(sample: list[str]) -> str:
    for sign in _SIGNS:
        counts = Counter(line.count(sign) for line in sample)
        counts.pop(0, None)
        if counts and sum(counts.values()) >= len(sample) * 0.8 and counts.most_common(1)[0][1] >= len(sample) * 0.4:
            return sign
    return ""


def _cells(text: str, start: int, end: int, sign: str) -> dict[str, Cell]:
    if not sign:
        return {"1": _cell(text, start, end)}
    cells, at, index = {}, start, 1
    while at <= end:
        stop = _end_of_field(text, at, end, sign)
        cells[str(index)] = _cell(text, at, stop)
        at, index = stop + 1, index + 1
    return cells


def _end_of_field(text: str, at: int, end: int, sign: str) -> int:
    if text[at : at + 1] == '"' and sign != ":":
        match = re.compile(r'"(?:[^"]|"")*"').match(text, at, end)
        at = match.end() if match else at
    found = text.find(sign, at, end)
    return found if found >= 0 else end


def _cell(text: str, start: int, end: int) -> Cell:
    raw = text[start:end]
    inner = raw.strip()
    start += len(raw) - len(raw.lstrip())
    end = start + len(inner)
    if len(inner) > 1 and inner[0] == inner[-1] == '"':
        return Cell(start, end, inner[1:-1].replace('""', '"'), '"')
    return Cell(start, end, inner, "")
