"""A text and its language go in; the words in it that the glossary forbids there come out (data/glossary.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.request.letters.tongue import DATA

ALIASES = {"sr_latn": "sr-latn", "sr@latin": "sr-latn", "sr-cyrl": "sr", "sr_cyrl": "sr"}
_ADDRESS = re.compile(r"\w{1,20}://\S+|[\w.+-]{1,64}@[\w.-]{1,253}")


@dataclass(frozen=True, slots=True)
class Words:
    """How one language names the place and its capital, and what is never written in it."""

    place: tuple[str, ...]
    capital: tuple[str, ...]
    forbidden: tuple[str, ...]


@lru_cache(maxsize=4)
def load_glossary(root: Path = DATA) -> tuple[Mapping[str, Words], tuple[str, ...]]:
    """Return the words of each language, and the names that are allowed everywhere; read once."""
    table = tomllib.loads((root / "glossary.toml").read_text(encoding="utf-8"))
    allowed = tuple(table.pop("allowed"))
    return {language: Words(*map(tuple, _columns(row))) for language, row in table.items()}, allowed


def _columns(row: Mapping[str, list[str]]) -> tuple[list[str], list[str], list[str]]:
    return row["place"], row["capital"], row["forbidden"]


def violations(text: str, language: str, root: Path = DATA) -> tuple[str, ...]:
    """Return each forbidden word that stands in a text of this language, in the order of the text.

    `language`: as in the glossary, or Django's `sr_Latn`. A region is ignored: `en-gb` is `en`. Addresses and mail
    addresses are not words. Raises KeyError for a language that the glossary does not know.
    """
    words, allowed = load_glossary(root)
    name = language.lower()
    name = ALIASES.get(name, name)
    row = words[name] if name in words else words[re.split(r"[-_]", name)[0]]
    for keep in allowed:
        text = text.replace(keep, " ")
    pattern = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in row.forbidden)
    return tuple(hit[0] for hit in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", _ADDRESS.sub(" ", text)))
