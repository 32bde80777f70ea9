"""A key and facts in; whole sentences in the language of their reader, from data/academy, out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings

from portal.ground.languages.said import said


@lru_cache
def load(name: str) -> Mapping[str, Any]:
    """A file of data/academy."""
    return tomllib.loads((settings.DATA / "academy" / f"{name}.toml").read_text(encoding="utf-8"))


def phrase(file: str, key: str, language: str, **facts: object) -> str:
    """One text of a file, filled in; facts are set as they are. `key` has dots between a table and what is in it.

    Raises KeyError for a key or a fact that is not there.
    """
    texts: Any = load(file)
    for part in key.split("."):
        texts = texts[part]
    return said(texts, language).strip().format(**facts)
