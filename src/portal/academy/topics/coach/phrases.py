"""A language in; the words of its coach, compiled for both scripts where it has two, out of data/academy/coach."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from portal.ground.languages.script import to_latin

DATA = Path(__file__).parents[5] / "data" / "academy" / "coach"
GROUPS = ("peacock", "weasel", "promotion", "first-person", "superlative", "names")


@lru_cache
def phrases(language: str, root: Path = DATA) -> Mapping[str, re.Pattern[str]]:
    """A pattern for each group of words. A word that ends in `*` may go on; an unknown language has none."""
    path = root / f"{language.partition('-')[0]}.toml"
    if not path.is_file():
        return {}
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return {group: _pattern(told[group]) for group in GROUPS if told.get(group)}


def _pattern(words: list[str]) -> re.Pattern[str]:
    both = sorted({form for word in words for form in (word, to_latin(word))}, key=len, reverse=True)
    forms = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in both)
    return re.compile(rf"(?<![\w'’])(?:{'|'.join(forms)})(?![\w])", re.IGNORECASE)
