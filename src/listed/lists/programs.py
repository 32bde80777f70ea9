"""Source text in, the tables of the literals in it out: each that holds a list is read once, the rest is left."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from listed.lists import anchors, enclosing, literals
from listed.lists.inside import tables_in_strings
from listed.lists.table import Table
from listed.lists.tree import tables_of

_FEWEST_LOOSE = 6
_MOST_LOOSE = 4 << 20
_FEWEST_ANCHORS = 6
# A literal with fewer anchors than one in so many characters is a program or a map.
_THIN = 40_000
# Brackets that never close make every literal run to the end of the text: so much may be read in vain, times the text.
_IN_VAIN = 20
_NAME_BEFORE = re.compile(r"([\w$.]{2,60})[\"']?\s*(?:=|:|=>)\s*[\w.(]*\s*$")
_ADDITION = re.compile(r"\s*(?:\+\s*|\.concat\(\s*)(?=[\[(])")
_MOST_MENTIONS = 50


def tables_of_program(text: str, plain: bytes, hits: anchors.Hits, path: str, base: int = 0) -> Iterator[Table]:
    """The tables of a program or of a data file in its language.

    `plain` is the text in UTF-8 and `hits` what stands in it; `path` goes into the hints, `base` is added to offsets.
    What no literal holds, such as one call a line, is read as one container.
    """
    reader = _Reader(text, plain, hits)
    top: list[object] = []
    loose = 0
    for found in reader.literals():
        if found is None:
            loose += 1
            continue
        node, opened, end = found
        name = _assigned(text, opened)
        if isinstance(node, list) and len(name) > 3:
            node = [*node, *_added(text, name, end)]
        top.append(node)
        yield from tables_of(node, f"{path} {name}", base + opened, (name,))
        yield from tables_in_strings(node, path, base + opened)
    if loose >= _FEWEST_LOOSE:
        node, _ = literals.parse(text[:_MOST_LOOSE])
        yield from tables_of(node, path, base)
        yield from tables_in_strings(node, path, base)
    elif len(top) > 2:
        yield from (table for table in tables_of(top, path, base) if table.parts > 1)


class _Reader:
    """Walks from anchor to anchor through a text and reads the smallest literal around each that may be a list."""

    def __init__(self, text: str, plain: bytes, hits: anchors.Hits) -> None:
        self._text = text
        self._places = list(_characters(plain, hits.seeds, len(text)))
        self._anchors = hits.anchors
        self._left = _IN_VAIN * len(text) + _MOST_LOOSE

    def literals(self) -> Iterator[tuple[object, int, int] | None]:
        """Each literal with where it opens and ends; None for a place that stands in none."""
        covered = floor = 0
        for at in self._places:
            if at <= covered:
                continue
            found = self._around(at, max(covered, floor)) if self._left > 0 else None
            # What lies before this place has been walked: nothing there is still open, no later walk need go there.
            floor = at
            if found is not None:
                covered = found[2]
            yield found

    def _around(self, at: int, floor: int) -> tuple[object, int, int] | None:
        """The smallest literal around `at` with enough different anchors in it."""
        for opened in enclosing.openers(self._text, _before_string(self._text, at), floor):
            node, end = literals.parse(self._text, opened)
            inside = set(self._anchors[bisect_left(self._places, opened) : bisect_right(self._places, end)])
            if len(inside) >= _FEWEST_ANCHORS or not inside.isdisjoint(anchors.parts()):
                return node, opened, end
            self._left -= end - opened
            if end - opened > _THIN * max(1, len(inside)) or self._left < 0:
                return None
        return None


def _characters(plain: bytes, ends: list[int], length: int) -> Iterator[int]:
    """Places in UTF-8 bytes as places in their text of `length` characters, both rising."""
    if length == len(plain):
        yield from ends
        return
    byte = character = 0
    for end in ends:
        character += len(plain[byte:end].decode("utf-8", "ignore"))
        byte = end
        yield character


def _before_string(text: str, at: int) -> int:
    """Where the string that `at` stands in begins, so that quotes are counted from outside of it."""
    if text[at - 1] in "\"'`":
        return at
    low = max(0, at - 200)
    piece = text[low:at]
    quote = max(piece.rfind('"'), piece.rfind("'"), piece.rfind("`"))
    if quote < 0:
        return at
    return low + quote + 1 if re.search(r"[][{}:;,\n]", piece[quote + 1 :]) else low + quote


def _assigned(text: str, opened: int) -> str:
    match = _NAME_BEFORE.search(text, max(0, opened - 100), opened)
    return match[1] if match else ""


def _added(text: str, name: str, after: int) -> list[object]:
    """What a program adds to a list by its name further down: `codes = set(iso_codes + ["XK"])`."""
    for _ in range(_MOST_MENTIONS):
        after = text.find(name, after) + len(name)
        if after < len(name):
            break
        match = _ADDITION.match(text, after)
        if match:
            more = literals.parse(text, match.end())[0]
            return more if isinstance(more, list) else []
    return []
