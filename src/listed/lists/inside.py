"""Strings in, the tables written inside them out: JSON, URL-encoded settings, options, names in a row."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

import orjson

from listed.lists import literals, markup
from listed.lists.table import Table
from listed.lists.tree import tables_of

_LONG = 60


def tables_in_strings(root: object, path: str, offset: int) -> Iterator[Table]:
    """Lists that stand inside strings: JSON, URL-encoded settings, options, codes with a sign between them."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            stack.extend(value for value in node.values() if not isinstance(value, str) or len(value) > _LONG)
        elif isinstance(node, list):
            stack.extend(value for value in node if not isinstance(value, str) or len(value) > _LONG)
        elif isinstance(node, str) and len(node) > _LONG:
            yield from tables_in_string(node, path, offset)


def tables_in_string(text: str, path: str, offset: int = 0) -> Iterator[Table]:
    """The tables in one string."""
    if text.count("%22") > 8:
        text = unquote(text)
    head = text.lstrip()[:1]
    if head in ("{", "["):
        plain = text.encode("utf-8", "replace")
        try:
            root = orjson.loads(plain)
        except orjson.JSONDecodeError:
            root = literals.parse(text.lstrip())[0]
        yield from tables_of(root, path, offset)
        yield from tables_in_strings(root, path, offset)
    elif "<option" in text or "<li" in text:
        yield from markup.controls(text)[0]
    else:
        yield from _split(text, path, offset)


def _split(text: str, path: str, offset: int) -> Iterator[Table]:
    for sign in ("|", ";", "\n", "\t", "~", ",", ".", "/", " "):
        if text.count(sign) >= 12:
            cells = [cell.strip() for cell in text.split(sign)]
            if sum(map(len, cells)) <= 30 * len(cells):
                yield Table("", "data", path, _halves(cells), offset)
                return


def _halves(cells: list[str]) -> dict[str, list[str]]:
    """Cells that are name and code with a sign between them (`Beograd~00`) as two columns."""
    for sign in ("~", ":", "="):
        if sum(sign in cell for cell in cells) >= 0.8 * len(cells):
            parts = [cell.partition(sign) for cell in cells]
            return {"item": [part[0].strip() for part in parts], "code": [part[2].strip() for part in parts]}
    return {"item": cells}
