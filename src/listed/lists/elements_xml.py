"""XML in, tables of its repeating elements out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from listed.lists.table import Table

FEWEST = 8
# Nothing is given back once it is matched, so that no text, however broken, takes more than one pass.
_ELEMENT = re.compile(
    r"<([A-Za-z_][\w:.-]*+)((?=\s)(?:[^<>\"'/]++|/(?!>)|\"[^\"]*+\"|'[^']*+')*+|)/?+>(?:<!\[CDATA\[)?+\s*+([^<\]]*+)"
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_MOST_ELEMENTS = 2_000_000


def tables_of_xml(text: str, hint: str) -> Iterator[Table]:
    """One table for each element name that repeats: its text and its attributes; names as frequent stand together."""
    texts: dict[str, list[str]] = {}
    tags: dict[str, list[str]] = {}
    for count, (name, attributes, inner) in enumerate(_ELEMENT.findall(text)):
        if count > _MOST_ELEMENTS:
            break
        texts.setdefault(name, []).append(inner)
        tags.setdefault(name, []).append(attributes)
    by_length: dict[int, Table] = {}
    for name, cells in texts.items():
        if len(cells) < FEWEST:
            continue
        columns = {f"{name}": [_plain(cell) for cell in cells]} if any(cell.strip() for cell in cells) else {}
        columns.update({f"{name}@{key}": column for key, column in _attributes(tags[name]).items()})
        if not columns:
            continue
        together = by_length.get(len(cells))
        if together is None:
            by_length[len(cells)] = Table(name, "data", f"{hint} {name}", columns)
        else:
            together.columns.update(columns)
            together.hint += f" {name}"
    yield from by_length.values()


def _attributes(tags: list[str]) -> dict[str, list[str]]:
    if not any(tags):
        return {}
    found = [{name: double or single for name, double, single in _ATTRIBUTE.findall(tag)} for tag in tags]
    names = dict.fromkeys(name for one in found[:: max(1, len(found) // 24)] for name in one)
    return {name: [_plain(one.get(name, "")) for one in found] for name in list(names)[:12]}


def _plain(cell: str) -> str:
    return html.unescape(cell.strip()) if "&" in cell else cell.strip()
