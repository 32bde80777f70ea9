"""What rooms declare that they can count, in; each measure by its key, for whoever asks for a figure, out.

A room declares its measures in its module `measures`; whoever reads them never needs to know which rooms there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.module_loading import autodiscover_modules


class Unit(StrEnum):
    """What a figure counts. A share is kept from 0 to 1 and shown in percent."""

    COUNT = "count"
    SHARE = "share"
    DAYS = "days"
    INDEX = "index"  # from 0 to 1, shown from 0 to 100
    WORDS = "words"


class Kind(StrEnum):
    """Whether a figure is how things stand at the end of a period, or what happened in it."""

    STATE = "state"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last day, both included, in the portal's zone. Raises ValueError for an odd one."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period ends on its first day or later")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a measure says for a period; `value` is None where nothing could be counted.

    `low` and `high`: the interval at 95 percent, None where there is none. `known` of `expected` cases could be
    counted. `parts`: by the name of a split, then by part, the same figure of that part.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    known: int = 0
    expected: int = 0
    parts: Mapping[str, Mapping[str, Figure]] = field(default_factory=dict)

    @property
    def coverage(self) -> float | None:
        """The share of the cases that could be counted; None where none was expected."""
        return self.known / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that the portal counts from its own records.

    `key`: the room and the measure, `outcome.won`. `name` and `how`: its name and how it is counted, as lazy texts.
    `rises`: whether more is better. `splits`: the ways it can be told apart, each with its lazy name. `proof`: the name
    of the address where its records are shown to everybody; empty where there is none. `read`: counts it for a period,
    from records alone, so that the same period gives the same figure again. `version`: of the way it is counted.
    `words`: by split, what tells the name of a part for people, or None for one it does not know.
    """

    key: str
    name: Any
    how: Any
    unit: Unit
    kind: Kind
    read: Callable[[Period], Figure]
    rises: bool = True
    splits: Mapping[str, Any] = field(default_factory=dict)
    proof: str = ""
    version: str = "1"
    words: Mapping[str, Callable[[str], Any]] = field(default_factory=dict)

    def word(self, split: str, part: str) -> str:
        """The name of a part of a split in the language of the reader; the part itself where no words are known."""
        found = self.words.get(split)
        return str((found(part) if found else None) or part)


_declared: dict[str, Measure] = {}


def declare(measure: Measure) -> Measure:
    """Make a measure known. Raises ValueError where another one has its key."""
    if _declared.setdefault(measure.key, measure) is not measure:
        raise ValueError(f"two measures are called {measure.key}")
    return measure


def all_measures() -> dict[str, Measure]:
    """Every measure of every room, by its key, in the order of the keys."""
    autodiscover_modules("measures")
    return dict(sorted(_declared.items()))


def measure(key: str) -> Measure:
    """The measure of a key. Raises KeyError where no room has it any more."""
    return all_measures()[key]
