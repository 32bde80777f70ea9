"""data/strategy/iati.toml in; which code of IATI's lists says what of ours, and the other way round, out."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from django.conf import settings


@cache
def told() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads((settings.DATA / "strategy" / "iati.toml").read_text(encoding="utf-8"))


def country() -> str:
    """The country that every activity is for."""
    return str(told()["country"])


def words(name: str) -> dict[str, str]:
    """Language to text of what files say beside the strategy's own words."""
    return dict(told()["words"][name])


def code(table: str, word: str) -> str:
    """The code that stands for a word of ours. Raises KeyError for a word that the table lacks."""
    return str(told()[table][word])


def word(table: str, code: str, default: str = "") -> str:
    """The first word of ours that a code stands for."""
    more = told().get(f"read_{table}", {})
    found = next((mine for mine, theirs in told()[table].items() if theirs == code), None)
    return str(found or more.get(code, default))
