"""A word and a cell of the same column in; the word as that cell's file writes it, quotes and escapes included, out."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence

from listed.origin.patch.grid import Cell, Grid

_BACKSLASHED = {'"': '\\"', "'": "\\'", "`": "\\`"}


def in_case_of(word: str, cells: Sequence[str]) -> str:
    """`word` in capitals where nearly all cells are, in small letters where they are."""
    lettered = [cell for cell in cells if cell.upper() != cell.lower()]
    if lettered and sum(cell == cell.upper() for cell in lettered) >= 0.95 * len(lettered):
        return word.upper()
    if lettered and sum(cell == cell.lower() for cell in lettered) >= 0.95 * len(lettered):
        return word.lower()
    return word


def spelled(word: str, like: Cell, grid: Grid, text: str) -> str | None:
    """`word` as it stands in the file where `like` is such a cell; None where it cannot be written so."""
    if grid.form == "elements":
        escaped = html.escape(word, quote=bool(like.quote))
        return f"{like.quote}{escaped}{like.quote}"
    if grid.form == "lines":
        return f'"{word.replace(chr(34), chr(34) * 2)}"' if like.quote else word
    if grid.form == "words":
        return f"{like.quote}{word}{like.quote}"
    if not like.quote:
        return word if word.replace(".", "").replace("_", "").replace("-", "").replace("+", "").isalnum() else None
    inner = word.replace("\\", "\\\\").replace(like.quote, _BACKSLASHED[like.quote])
    return f"{like.quote}{_escaped(inner, grid, text)}{like.quote}"


def _escaped(word: str, grid: Grid, text: str) -> str:
    """Letters beyond ASCII as `\\u...` where the file writes its own so."""
    if word.isascii() or not text.isascii():
        return word
    if "\\u{" in text[grid.start : grid.end]:
        return "".join(char if char.isascii() else f"\\u{{{ord(char):X}}}" for char in word)
    return json.dumps(word)[1:-1].replace('\\"', '"') if "\\u" in text[grid.start : grid.end] else word
