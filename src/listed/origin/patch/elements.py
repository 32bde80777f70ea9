"""XML in; the grids that its repeating elements are, out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from listed.origin.patch.grid import Cell, Grid, Line

_FEWEST = 40
_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<(/?)([A-Za-z_][\w:.-]*+)((?:[^<>\"'/]++|/(?!>)|\"[^\"]*+\"|'[^']*+')*+)(/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(\"[^\"]*+\"|'[^']*+')")


def grids_of_xml(text: str) -> Iterator[Grid]:
    """One grid for each kind of element that repeats under the same parent, with its attributes and inner texts."""
    for (start, name), rows in _families(text).items():
        if len(rows) >= _FEWEST:
            yield Grid(rows, start, rows[-1].end, "elements", name)


def _families(text: str) -> dict[tuple[int, str], list[Line]]:
    families: dict[tuple[int, str], list[Line]] = {}
    open_: list[tuple[str, int, int, str]] = []  # name, where the tag starts, where its content starts, attributes
    inner: list[dict[str, Cell]] = []
    for match in _TAG.finditer(text):
        name = match[2]
        if name is None:
            continue
        if not match[1]:
            open_.append((name, match.start(), match.end(), match[3]))
            inner.append(_attributes(match.start(3), match[3]))
            if not match[4]:
                continue
        elif not open_ or open_[-1][0] != name:
            continue
        tag, start, content, _ = open_.pop()
        cells = inner.pop()
        if match[1] and (plain := _plain(text, content, match.start())):
            cells["text"] = plain
        parent = open_[-1][1] if open_ else -1
        families.setdefault((parent, tag), []).append(Line(start, match.end(), cells=dict(cells)))
        if inner:
            for path, cell in cells.items():
                inner[-1].setdefault(tag if path == "text" else f"{tag}.{path}", cell)
    return families


def _attributes(base: int, text: str) -> dict[str, Cell]:
    cells = {}
    for match in _ATTRIBUTE.finditer(text):
        cells[f"@{match[1]}"] = Cell(
            base + match.start(2), base + match.end(2), html.unescape(match[2][1:-1]), match[2][0]
        )
    return cells


def _plain(text: str, start: int, end: int) -> Cell | None:
    raw = text[start:end]
    if "<" in raw or not raw.strip():
        return None
    first = start + len(raw) - len(raw.lstrip())
    return Cell(first, first + len(raw.strip()), html.unescape(raw.strip()), "")
