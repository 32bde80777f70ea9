"""What is known of one under-listed place: a record of the binary in, a `Place` out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
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
class Fact:
    """What the fields of a list say of a place: see `fields` in data/places for how it is chosen and written."""

    fields: tuple[str, ...] = ()
    form: str = ""
    value: str = ""
    values: tuple[str, ...] = ()
    by_language: Mapping[str, str] = field(default_factory=dict)
    shared_with: tuple[str, ...] = ()
    none: bool = False
    sparing: bool = False
    source: str = ""


@dataclass(frozen=True)
class Place:
    """A place that lists leave out, as `data/places/<id>.toml` tells it.

    `id`: the territory id (`XK`). `english`: its common English name. `codes`: every code met, strongest first.
    `calling`: its calling code now (`383`); `former_calling`: those used before. `parent`: the territory id under
    which lists put it (`RS`). `parent_subdivisions`: codes and names, normalised, under which lists do so.
    `qualifiers`: what marks an entry as held back. `demonyms`, `false_friends`: labels, as written. `timezones`,
    `currency`, `languages`: what a list should give for it. `source`: where the facts come from. `facts`: what other
    fields of a list say of it.
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
    facts: tuple[Fact, ...] = ()

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
        facts=tuple(map(_fact, record.get("fields", ()))),
    )


def _fact(record: dict[str, Any]) -> Fact:
    lists = {key: tuple(record.get(key, ())) for key in ("fields", "values", "shared_with")}
    return Fact(**{**record, **lists})
