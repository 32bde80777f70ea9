"""A package and how many of its releases may be read go in; its releases with their lists come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

Read = Callable[[str], list[dict[str, Any]] | None]


def across(versions: Sequence[str], most: int, read: Read) -> dict[str, list[dict[str, Any]]]:
    """The lists of at most `most` releases, oldest first: the first, the newest, and, as long as there are any, the
    one in the middle of the longest stretch between two that differ. What `read` gives None for is not to be had.
    """
    found: dict[int, list[dict[str, Any]] | None] = {}

    def look(index: int) -> None:
        found[index] = read(versions[index])

    for index in dict.fromkeys((len(versions) - 1, 0)):
        look(index)
    while len(found) < most and (gap := _widest(found)):
        look(sum(gap) // 2)
    return {versions[index]: lists for index, lists in sorted(found.items()) if lists}


def _widest(found: dict[int, list[dict[str, Any]] | None]) -> tuple[int, int] | None:
    """The longest stretch of releases not read between two that hold different lists."""
    known = sorted(found)
    gaps = [
        (first, last)
        for first, last in pairwise(known)
        if last - first > 1 and _told(found[first]) != _told(found[last])
    ]
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _told(lists: list[dict[str, Any]] | None) -> object:
    """What must differ for two releases to differ: the rows, wherever they stand."""
    return lists and sorted(repr(one["rows"]) for one in lists)
