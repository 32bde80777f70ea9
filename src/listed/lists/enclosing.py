"""A text and a place in it in, the brackets that are open around that place out."""

from __future__ import annotations

import re
from collections.abc import Iterator

FARTHEST = 4 << 20
_FIRST_STEP = 1 << 14
# Read from right to left, so an escaped quote is one that a backslash follows.
_BACKWARD = re.compile(
    r"""
      "(?:[^"\n]|"(?=\\))*+"(?!\\)
    | '(?:[^'\n]|'(?=\\))*+'(?!\\)
    | `(?:[^`]|`(?=\\))*+`(?!\\)
    | [][(){}]
    """,
    re.VERBOSE,
)
_BODY = re.compile(r"(?:\)|=>|\belse|\bdo|\btry|\bfinally)\s*$")
_OPENS = "([{"


def openers(text: str, inside: int, floor: int = 0) -> Iterator[int]:
    """The offsets of the brackets that are open at `inside`, the innermost first, none before `floor`.

    A brace that opens a function's body is the last: what stands around it is code. Only FARTHEST characters back are
    looked at.
    """
    floor = max(floor, inside - FARTHEST)
    step = _FIRST_STEP
    closed = 0
    high = inside
    while high > floor:
        low = max(floor, high - step)
        step *= 4
        # A string must not be cut in two: begin where a line or, in a text without lines, a comma does.
        low = low if low == floor else max(text.rfind("\n", low, high), text.rfind(",", low, high), low)
        for match in _BACKWARD.finditer(text[low:high][::-1]):
            mark = match[0]
            if len(mark) > 1:
                continue
            if mark not in _OPENS:
                closed += 1
            elif closed:
                closed -= 1
            else:
                at = high - match.end()
                yield at
                if mark == "{" and _BODY.search(text, max(0, at - 12), at):
                    return
        high = low
