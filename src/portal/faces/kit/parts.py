"""What parts of pages are made from: rows of a list with its gap, chips, ways; views fill them, templates draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "gap", "place", "more"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list as read. `mark`: where the place would stand, where it stands, or `count` rows left out."""

    label: str
    value: str = ""
    mark: Mark = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter to press: its words, where it leads, how many it leaves, and whether it is on."""

    words: str
    href: str
    count: int | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """Words that lead somewhere."""

    words: str
    href: str


def with_gap(rows: Sequence[tuple[str, str]], at: int, place: str, code: str, around: int = 3) -> list[Row]:
    """The neighbourhood of a gap: `around` rows before and after place `at`, the gap, and how many are left out."""
    return _near(rows, at, at, Row(place, code, "gap"), around)


def with_place(rows: Sequence[tuple[str, str]], at: int, around: int = 3) -> list[Row]:
    """The neighbourhood of the row `at`, which is the place itself."""
    return _near(rows, at, at + 1, Row(rows[at][0], rows[at][1], "place"), around)


def _near(rows: Sequence[tuple[str, str]], end: int, go_on: int, middle: Row, around: int) -> list[Row]:
    first, last = max(0, end - around), min(len(rows), go_on + around)
    near = [Row(*each) for each in rows[first:end]] + [middle] + [Row(*each) for each in rows[go_on:last]]
    if first:
        near.insert(0, Row("", mark="more", count=first))
    if last < len(rows):
        near.append(Row("", mark="more", count=len(rows) - last))
    return near
