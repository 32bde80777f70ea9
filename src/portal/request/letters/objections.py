"""The kinds of answers, what they mean and what comes next, out of data/objections/objections.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from portal.request.letters.tongue import DATA

STEPS = ("answer", "other-contact", "wait", "close", "obey")
UNANSWERED = ("automatic", "unclear")
"""Kinds to which no letter is written: nobody is there, or nobody has read it yet."""


@dataclass(frozen=True, slots=True)
class Objection:
    """One kind of answer.

    `next`: one of `STEPS`. `adds`: paragraphs that the next letter brings with it. `argument`: the class of argument
    that helped most, or empty; it led to an entry in `won` of `decided` threads. `examples`: threads to read, as
    `owner/repo#number`. `signs`: what such answers say, by language.
    """

    kind: str
    name: str
    means: str
    next: str
    adds: tuple[str, ...]
    argument: str
    examples: tuple[str, ...]
    won: int = 0
    decided: int = 0
    signs: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse a next step that nobody knows."""
        if self.next not in STEPS:
            raise ValueError(f"{self.kind}: no such next step: {self.next!r}")


@lru_cache(maxsize=4)
def load_objections(root: Path = DATA) -> Mapping[str, Objection]:
    """Return every kind of answer in `root`/objections by its name in code, read once."""
    table = tomllib.loads((root / "objections" / "objections.toml").read_text(encoding="utf-8"))
    found = {}
    for kind, row in table.items():
        if not isinstance(row, dict):
            continue
        signs = {language: tuple(phrases) for language, phrases in row.pop("signs", {}).items()}
        adds, examples = tuple(row.pop("adds")), tuple(row.pop("examples"))
        found[kind] = Objection(kind, adds=adds, examples=examples, signs=MappingProxyType(signs), **row)
    return MappingProxyType(found)
