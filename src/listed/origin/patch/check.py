"""A file before and after in; whether it is still sound and says what it said before, out."""

from __future__ import annotations

import ast
import json
import warnings
from collections.abc import Callable, Sequence
from xml.parsers import expat

from listed.lists import PlaceList


def broken(path: str, before: str, after: str) -> str:
    """Why the new text cannot be read as what the old one was, or an empty string."""
    ending = path.rpartition(".")[2].lower()
    parse = _PARSERS.get(ending)
    if parse is None:
        return ""
    try:
        parse(before)
    except _UNSOUND:
        return ""  # what was no sound file before need not be one now
    try:
        parse(after)
    except _UNSOUND as error:
        return f"the patched file is no {ending.upper()} any more ({error})"
    return ""


_UNSOUND = (ValueError, SyntaxError, RecursionError, MemoryError, expat.ExpatError)


def _python(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ast.parse(text)


def _xml(text: str) -> None:
    expat.ParserCreate("utf-8").Parse(text.encode(), True)


_PARSERS: dict[str, Callable[[str], object]] = {
    "json": json.loads,
    "geojson": json.loads,
    "py": _python,
    "xml": _xml,
    "svg": _xml,
}


def contains(after: object, before: object) -> bool:
    """Whether a parsed JSON text holds all of another, in the same order, with more between."""
    if isinstance(before, dict):
        return isinstance(after, dict) and all(key in after and contains(after[key], before[key]) for key in before)
    if isinstance(before, list):
        rest = iter(after) if isinstance(after, list) else iter(())
        return all(any(contains(other, one) for other in rest) for one in before)
    return after == before


def is_whole_json(before: str, after: str) -> bool:
    """Whether both are JSON, and the one is the other with more in it."""
    try:
        return contains(json.loads(after), json.loads(before))
    except (ValueError, RecursionError):
        return False


def lost(before: Sequence[PlaceList], after: Sequence[PlaceList], place: str) -> str:
    """What a list named before and no list of the same place in the file names now, or an empty string."""
    for one in before:
        same = [other for other in after if other.table.where == one.table.where]
        if not any(one.territories <= other.territories | {place} for other in same):
            return f"the list at {one.table.where or 'its beginning'} would no longer be read as it was"
    return ""
