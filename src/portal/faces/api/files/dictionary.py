"""The tables in; what each of their columns means, for programs and people in their language, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.faces.api.files.all_tables import ALL
from portal.faces.api.files.columns import LEDGER, LEDGER_MEANING, Column
from portal.faces.api.files.kept import NAMES


@dataclass(frozen=True, slots=True)
class Described:
    """A table as people read of it."""

    name: str
    meaning: str
    files: list[str]
    columns: tuple[Column, ...]


def tables() -> list[Described]:
    """Every table that can be downloaded."""
    known = [(table.name, table.meaning, table.columns) for table in ALL.values()]
    return [
        Described(name, str(meaning), [file for file in NAMES if file.startswith(f"{name}.")], columns)
        for name, meaning, columns in [*known, ("ledger", LEDGER_MEANING, LEDGER)]
    ]


def types() -> dict[str, str]:
    """What each type of a column means."""
    return {
        "text": _("Text. In CSV an apostrophe stands before a text that begins with = + - @ ' or a line end."),
        "words": _("Words with a space between them."),
        "integer": _("A whole number. Empty means unknown."),
        "number": _("A number with a point."),
        "day": _("A day as ISO 8601 writes it. Empty means unknown."),
        "time": _("A moment as ISO 8601 writes it. Empty means that it has not come."),
        "object": _("A JSON object."),
    }


def dictionary() -> dict[str, Any]:
    """The same for programs."""
    return {
        "types": types(),
        "tables": [
            {
                "name": table.name,
                "meaning": table.meaning,
                "files": [f"/open/{file}" for file in table.files],
                "columns": [_column(column) for column in table.columns],
            }
            for table in tables()
        ],
    }


def _column(column: Column) -> dict[str, str]:
    return {
        "name": column.name,
        "type": column.type,
        "meaning": str(column.meaning),
        "unit": str(column.unit),
        "source": str(column.source),
    }
