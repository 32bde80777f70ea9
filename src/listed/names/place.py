"""What is known of one under-listed place: a record of the binary in, a `Place` out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Code:
    """One code of a place: `text`, which `kind` (alpha2, alpha3, numeric, other), who uses it, and the source."""

    text: str
    kind: str
    users: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Qualifier:
    """A pattern that says how an entry is held back: `verdict` is `qualified` or `under-serbia` (`under-parent`).

    `pattern` is a case-insensitive regular expression to search for in the label as shown; `example` matches it.
    """

    pattern: str
    verdict: str
    example: str


@dataclass(frozen=True)
class Place:
    """A place that lists leave out, as `data/places/<id>.toml` tells it.

    `id`: the territory id (`XK`). `english`: its common English name. `codes`: every code met, strongest first.
    `calling`: its calling code now (`383`); `former_calling`: those used before. `parent`: the territory id under
    which lists put it (`RS`). `parent_subdivisions`: codes and names, normalised, under which lists do so.
    `qualifiers`: what marks an entry as held back. `demonyms`, `false_friends`: labels, as written. `timezones`,
    `currency`, `languages`: what a list should give for it. `source`: where the facts come from.
    """

    id: str
    english: str
    codes: tuple[Code, ...]
    calling: str
    former_calling: tuple[str, ...]
    parent: str
    parent_subdivisions: frozenset[str]
    qualifiers: tuple[Qualifier, ...]
    demonyms: tuple[str, ...]
    false_friends: tuple[str, ...]
    timezones: tuple[str, ...]
    currency: str
    languages: tuple[str, ...]
    source: str

    def qualifier(self, label: str) -> Qualifier | None:
        """Give the first qualifier whose pattern is found in the label, or None. The label may hold any text."""
        for qualifier in self.qualifiers:
            if re.search(qualifier.pattern, label, re.IGNORECASE):
                return qualifier
        return None


def place_from_record(record: dict[str, Any]) -> Place:
    """Build a `Place` from its record; raises KeyError or TypeError where the record lacks a field."""
    return Place(
        id=record["id"],
        english=record["english"],
        codes=tuple(Code(c["text"], c["kind"], tuple(c["users"]), c["source"]) for c in record["codes"]),
        calling=record["calling"],
        former_calling=tuple(record["former_calling"]),
        parent=record["parent"],
        parent_subdivisions=frozenset(record["parent_subdivisions"]),
        qualifiers=tuple(Qualifier(q["pattern"], q["verdict"], q["example"]) for q in record["qualifiers"]),
        demonyms=tuple(record["demonyms"]),
        false_friends=tuple(record["false_friends"]),
        timezones=tuple(record["timezones"]),
        currency=record["currency"],
        languages=tuple(record["languages"]),
        source=record["source"],
    )
