"""What wikis call files, categories, redirects, short references and deletion tags, out of marks.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[a-z]+)*|simple|wikt|commons):(?!\s)")  # a link to another wiki
_MARKS = Path(__file__).with_name("marks.toml")


@dataclass(frozen=True)
class Rules:
    """Names in small letters, with spaces for `_`. A wiki's own names can be given instead of the known ones."""

    files: frozenset[str]
    categories: frozenset[str]
    image_options: frozenset[str]
    short_references: frozenset[str]
    redirects: tuple[str, ...]
    deletion_tags: tuple[str, ...]


@lru_cache(maxsize=1)
def known() -> Rules:
    """The names of all languages that marks.toml knows, together."""
    told = tomllib.loads(_MARKS.read_text(encoding="utf-8"))
    return Rules(
        files=frozenset(told["prefixes"]["file"]),
        categories=frozenset(told["prefixes"]["category"]),
        image_options=frozenset(told["images"]["options"]),
        short_references=frozenset(told["references"]["short"]),
        redirects=tuple(told["redirect"]["words"]),
        deletion_tags=tuple(told["deletion"]["templates"]),
    )


def plain_name(name: str) -> str:
    """A title or template name as it is compared: spaces for `_`, single, in small letters."""
    return " ".join(name.replace("_", " ").split()).lower()
