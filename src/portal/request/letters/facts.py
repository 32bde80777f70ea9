"""The facts that letters lean on, each with its source, come out of data/letters/facts.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.request.letters.tongue import DATA


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: what it `says` in plain English, its `source`, and the `url` that a letter may name."""

    says: str
    source: str
    url: str


@lru_cache(maxsize=4)
def load_facts(root: Path = DATA) -> Mapping[str, Fact]:
    """Return every fact of `root`/letters/facts.toml by its id, read once."""
    table = tomllib.loads((root / "letters" / "facts.toml").read_text(encoding="utf-8"))
    return {key: Fact(**row) for key, row in table.items()}
