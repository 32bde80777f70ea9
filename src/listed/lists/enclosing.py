"""A text and a place in it in, the outermost literal around that place out."""

from __future__ import annotations

import re

FARTHEST = 24 << 20
_FIRST_STEP = 1 << 14
# Read from right to left, so an escaped quote is one that a backslash follows.
_BACKWARD = re.compile(
    r"""
      "(?:[^"\n]|"(?=\\))*+"(?!\\)
    | '(?:[^'\n]|'(?=\\))*+'(?!\\)
    | `(?:[^`]|`(?=\\))*+`(?!\\)
    | [][(){}]
    """,
    re.X,
)
_BODY = re.compile(r"(?:\)|=>|\belse|\bdo|\btry|\bfinally)\s*$")
_OPENS = "([{"


def outermost(text: str, inside: int, floor: int = 0) -> int | None:
    """The offset of the bracket that opens the outermost literal around `inside`, not before `floor`; None if none does.

    A brace that opens a function's body ends the search: what stands around it is code. Only FARTHEST characters back
    are looked at.
    """
    floor = max(floor, inside - FARTHEST)
    step = _FIRST_STEP
    while True:
        low = max(floor, inside - step)
        found, finished = _walk(text, low, inside)
        if finished or low == floor:
            return found
        step *= 4


def _walk(text: str, low: int, inside: int) -> tuple[int | None, bool]:
    """The outermost literal's bracket between `low` and `inside`, and whether a function's body ended the walk."""
    found: int | None = None
    closed = 0
    for match in _BACKWARD.finditer(text[low:inside][::-1]):
        mark = match[0]
        if len(mark) > 1:
            continue
        if mark not in _OPENS:
            closed += 1
        elif closed:
            closed -= 1
        else:
            at = inside - match.end()
            if mark == "{" and _BODY.search(text, max(0, at - 12), at):
                return (at if found is None else found), True
            if mark != "(" or found is None:
                found = at
    return found, False
