"""A list without the place in; the step that adds it, for the one who runs the site, out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from listed.verdict.answer import ListAnswer

_PACKED = Path(__file__).with_name("remedies.json")
_LACKING = frozenset({"missing", "under-serbia"})
_REGISTRIES = ("npm", "pypi", "deb")
# The standard that a list of a criterion follows, where nothing nearer is known.
_STANDARDS = {
    "country": "iso-3166-1",
    "state": "iso-3166-2",
    "phone-code": "itu-e164",
    "timezone": "iana-tz",
    "currency": "iso-4217",
    "iban": "iban-registry",
}
_SEPARATORS = re.compile(r"[-_.]+")


@dataclass(frozen=True, slots=True)
class Precedent:
    """A project that took the same form: a link, the day it is of (YYYY, YYYY-MM or YYYY-MM-DD), what was done."""

    link: str
    day: str
    what: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """The exact step that adds the place where a library or a platform is used.

    `applies_to`: addresses of packages, ids of standards, slugs of platforms. `criteria`: the criteria it mends,
    none for all. `steps`: whole sentences in English. `snippet`: code to paste, in `language`; both empty where the
    steps do without. `since_version`: the first version it holds for. `check`: an expression that gives the text
    `gives` once the snippet ran, and did not before where `adds` is true. `proven_in`: the version in which that was
    run, empty where it was not. `opt_in`: the form to propose where the maintainer keeps to ISO 3166-1 alone.
    `policy`: a word of data/catalogue/words.toml, or empty. `as_of`: YYYY-MM-DD.
    """

    id: str
    name: str
    ecosystem: str
    applies_to: tuple[str, ...]
    steps: tuple[str, ...]
    source: str
    as_of: str
    criteria: tuple[str, ...] = ()
    snippet: str = ""
    language: str = ""
    since_version: str = ""
    check: str = ""
    gives: str = ""
    adds: bool = True
    proven_in: str = ""
    opt_in: str = ""
    policy: str = ""
    precedents: tuple[Precedent, ...] = ()


def remedies() -> Mapping[str, Remedy]:
    """Every remedy that is known, by id."""
    return _book()[0]


def remedy(name: str) -> Remedy:
    """The remedy of this id. Raises KeyError where there is none."""
    return _book()[0][name]


def remedy_for(target: str, answer: ListAnswer) -> str | None:
    """The id of the step that adds the place to this list: the target's own, or that of the list's origin.

    A package of one registry that copied a package of another has the step for the standard behind such a list: what
    is called in the one cannot be called in the other. None where the list has the place, is not expected to have it,
    or no step is known.
    """
    if answer.verdict not in _LACKING:
        return None
    own = address_of(target)
    if found := _at(own, answer.criterion):
        return found
    if answer.origin is None:
        return None
    there = answer.origin.id
    if _registry(own) and _registry(there) and _registry(own) != _registry(there):
        there = _STANDARDS.get(answer.criterion, "")
    return _at(there, answer.criterion)


def address_of(target: str) -> str:
    """A package target without its version, its name as the registry writes it; anything else as it is.

    >>> address_of("npm:@scope/name@1.0"), address_of("pypi:A_b==2")
    ('npm:@scope/name', 'pypi:a-b')
    """
    registry, colon, spec = target.partition(":")
    if not colon or registry not in _REGISTRIES:
        return target
    if registry == "npm":
        at = spec.find("@", 1)
        return f"npm:{spec[:at] if at > 0 else spec}"
    name = re.split(r"[=<>!~\s]", spec.strip(), maxsplit=1)[0]
    return f"pypi:{_SEPARATORS.sub('-', name).lower()}" if registry == "pypi" else f"deb:{name}"


def _registry(place: str) -> str:
    registry = place.partition(":")[0]
    return registry if registry in _REGISTRIES else ""


def _at(place: str, criterion: str) -> str | None:
    known = _book()[1].get(place, ())
    return next((one.id for one in known if not one.criteria or criterion in one.criteria), None)


@cache
def _book() -> tuple[Mapping[str, Remedy], Mapping[str, tuple[Remedy, ...]]]:
    """The remedies by id, and by what they apply to: those of one criterion before those of all."""
    rows: list[dict[str, Any]] = json.loads(_PACKED.read_bytes())
    by_id = {row["id"]: _remedy(row) for row in rows}
    by_place: dict[str, tuple[Remedy, ...]] = {}
    for one in sorted(by_id.values(), key=lambda one: not one.criteria):
        for place in one.applies_to:
            by_place[place] = (*by_place.get(place, ()), one)
    return MappingProxyType(by_id), MappingProxyType(by_place)


def _remedy(row: Mapping[str, Any]) -> Remedy:
    lists = {key: tuple(row.get(key, ())) for key in ("applies_to", "steps", "criteria")}
    precedents = tuple(Precedent(**one) for one in row.get("precedents", ()))
    return Remedy(**{**row, **lists, "precedents": precedents})
