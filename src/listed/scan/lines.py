"""A document's text and a list that was read from it in, the first line of the list out."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from listed.lists import Document, PlaceList
from listed.lists.text import decode, line_of

_TOKENS = 4
_SHORT = 4
_MOST_TRIES = 300
_NEAR = (4_000, 400_000)
_HEAD = 1024
_CONTROL = re.compile(r"<(?:select|datalist|option|input)\b", re.IGNORECASE)


class Lines:
    """Says on which line of one document its lists begin; the text is decoded when it is first asked."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text: str | None = None

    def first_of(self, places: PlaceList) -> int | None:
        """The first line of a list, from 1; None where it is not known or the document has no lines."""
        if places.table.form == "directory":
            return None
        if self._text is None:
            self._text = decode(self._document.data, self._document.media)
        if "\0" in self._text[:_HEAD]:
            return None
        offset = places.table.offset
        if places.table.form == "control" and _CONTROL.match(self._text, offset):
            return line_of(self._text, offset)
        at = _first_row(self._text, places, offset)
        if at is None:
            return line_of(self._text, offset) if offset else None
        return line_of(self._text, at)


def _first_row(text: str, places: PlaceList, start: int) -> int | None:
    """Where the first rows of a list stand near each other in a text, or None."""
    tokens = [pattern for cell in _telling(places) if (pattern := _as_written(text, cell))]
    if len(tokens) < 2:
        return None
    for near in _NEAR:
        for tries, found in enumerate(tokens[0].finditer(text, start)):
            if tries >= _MOST_TRIES:
                break
            if _follow(text, tokens[1:], found.end(), near):
                return found.start()
    return None


def _telling(places: PlaceList) -> list[str]:
    """One cell of each of the first rows that name a place: the label where it is long enough to tell, or the value."""
    columns = list(dict.fromkeys([places.label, places.value, *places.columns]))
    cells = []
    for index, ids in enumerate(places.rows):
        if ids:
            row = [cell for name in columns if (cell := places.cell(name, index))]
            cells += [next((cell for cell in row if len(cell) >= _SHORT), row[0])] if row else []
        if len(cells) == _TOKENS:
            break
    return cells


def _as_written(text: str, cell: str) -> re.Pattern[str] | None:
    """A pattern for a cell as the text writes it: plain, or with the escapes of JSON, scripts or markup."""
    for written in _spellings(cell):
        if written in text:
            return re.compile(rf"(?<!\w){re.escape(written)}(?!\w)")
    return None


def _spellings(cell: str) -> Iterator[str]:
    yield cell
    yield json.dumps(cell)[1:-1]
    yield json.dumps(cell, ensure_ascii=False)[1:-1]
    yield cell.replace("'", "\\'")
    yield html.escape(cell)
    yield html.escape(cell, quote=False)


def _follow(text: str, tokens: list[re.Pattern[str]], at: int, near: int) -> bool:
    for token in tokens:
        found = token.search(text, at, at + near)
        if found is None:
            return False
        at = found.end()
    return True
