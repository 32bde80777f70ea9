"""The file of what earlier academies were reported to have done in; figures with their source out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portal.ground.languages.said import said


@dataclass(frozen=True, slots=True)
class Past:
    """A figure that somebody else reported: as people say it, and what it counts."""

    figure: str
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who reported it, where, and in which year."""

    name: str
    address: str
    year: int


def figures() -> tuple[list[Past], Source]:
    """What the first academies were reported to have done, in the language of the reader, and by whom."""
    file = _read(Path(settings.DATA) / "academy" / "past.toml")
    return [Past(_figure(row), said(row["names"])) for row in file["figure"]], Source(**file["source"])


@cache
def _read(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def _figure(row: dict[str, Any]) -> str:
    number = number_format(row["value"], force_grouping=True)
    if row.get("from"):
        return _("over %(number)s") % {"number": number}
    return _("about %(number)s") % {"number": number} if row.get("about") else number
