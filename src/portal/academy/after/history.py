"""The file of academies that ran before this portal in; their figures as sources give them, out.

Nobody here counted them, so they are cited, with their source, and are never mixed with figures of our own.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from portal.ground.languages.said import said

BOUNDS = ("", "about", "at-least")


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure as a source gives it. `bound`: empty where it is exact, else `about` or `at-least`."""

    value: int
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """An academy before this portal. `figures`: by the names of our own where they mean the same, else by their own.

    `by`, `reported`: who tells of it at `source`, and in which year; `said`: what some figures count, in each language.
    """

    slug: str
    kind: str
    names: dict[str, str]
    notes: dict[str, str]
    began: str
    ended: str
    figures: dict[str, Cited]
    by: str
    reported: int
    source: str
    as_of: dt.date
    said: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)

    @property
    def note(self) -> str:
        """What is to be known about how it was counted, in the language of the reader."""
        return said(self.notes)

    @property
    def told(self) -> list[tuple[str, Cited]]:
        """The figures that have words, each after what it counts, in the language of the reader."""
        return [(said(words), self.figures[name]) for name, words in self.said.items()]


def past() -> list[Past]:
    """Every academy of the file, in its order. Raises ValueError for a figure with a bound that is none."""
    return list(_read(settings.DATA / "academy" / "history.toml"))


@lru_cache(maxsize=4)
def _read(place: Path) -> tuple[Past, ...]:
    with place.open("rb") as file:
        rows = tomllib.load(file)["academy"]
    return tuple(_past(row) for row in rows)


def _past(row: dict[str, Any]) -> Past:
    figures = {name: _cited(value) for name, value in row.pop("figures").items()}
    return Past(figures=figures, **row)


def _cited(value: int | dict[str, Any]) -> Cited:
    made = Cited(value) if isinstance(value, int) else Cited(**value)
    if made.bound not in BOUNDS:
        raise ValueError(f"no bound: {made.bound}")
    return made
