"""An edition's facts and a wiki's language in; what participants say there of who pays and who organises, out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from portal.academy.programme.models import Edition
from portal.ground.languages.said import said

DATA = Path(__file__).parents[4] / "data" / "academy" / "disclosure.toml"
LONGEST_SUMMARY = 500  # signs, what MediaWiki takes


@dataclass(frozen=True, slots=True)
class Rule:
    """A page of the wiki's own rules."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Text for the user page, summary for each edit, the wiki's rules; `is_paid`: the terms of use ask for it."""

    language: str
    text: str
    summary: str
    rules: tuple[Rule, ...]
    is_paid: bool


@lru_cache
def _told(path: Path = DATA) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """The languages of wikis for which there is a text; others are told in English."""
    return tuple(language for language in _told() if language != "terms")


def terms() -> str:
    """The terms of use that ask for the disclosure of paid contributions."""
    return str(_told()["terms"]["address"])


def disclosure(edition: Edition, language: str) -> Disclosure:
    """What to say on a wiki in that language. A fact that the edition does not name is left open as "…"."""
    tongue = language.partition("-")[0]
    tongue = tongue if tongue in languages() else "en"
    told = _told()[tongue]
    funders = [str(one) for one in edition.funders if str(one).strip()]
    is_paid = bool(funders) or edition.is_state_funded
    facts = {
        "edition": said(edition.names, tongue) or edition.slug,
        "organiser": edition.organiser or "…",
        "funders": _listed(funders) or "…",
    }
    text = _filled(told["paid" if is_paid else "unpaid"], facts)
    if edition.is_state_funded:
        text = f"{text} {told['state']}"
    summary = _filled(told["summary" if is_paid else "summary_unpaid"], facts)
    rules = tuple(Rule(**one) for one in told["pages"])
    return Disclosure(tongue, text, summary[:LONGEST_SUMMARY], rules, is_paid)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _filled(text: str, facts: Mapping[str, str]) -> str:
    """Facts in their places; signs that a wiki would read as markup lose their power."""
    for name, fact in facts.items():
        text = text.replace(f"{{{name}}}", fact.translate(_HARMLESS))
    return text


_HARMLESS = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "<": "‹", ">": "›", "|": "/", "~": "-"})
