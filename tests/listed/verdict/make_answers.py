"""Places and answers made by hand for the tests of verdicts."""

from __future__ import annotations

from listed.lists.places import PlaceList, read_places
from listed.lists.table import Table
from listed.names import load
from listed.verdict.answer import ListAnswer

names = load()


def world(without: str = "") -> list[str]:
    """The codes of ISO 3166-1 and XK, without some."""
    left_out = without.split()
    return [code for code in names.codes if names.kind(code) in ("iso", "user-assigned") and code not in left_out]


def places(columns: dict[str, list[str]], form: str = "control", hint: str = "") -> PlaceList:
    """A table as the lists room reads it."""
    found = read_places(names, Table("here", form, hint, columns))
    assert found is not None
    return found


def named(codes: list[str], form: str = "control", hint: str = "") -> PlaceList:
    """A list of the English names of some places, with their codes."""
    return places({"label": [names.display(code, "en") for code in codes], "value": codes}, form, hint)


def one(verdict: str, criterion: str = "country", scope: str = "world", **fields: object) -> ListAnswer:
    """The answer for one list."""
    plain: dict[str, object] = {"where": "data.json", "entries": 249, "territories": 249, "form": "data"}
    return ListAnswer(criterion=criterion, scope=scope, verdict=verdict, **{**plain, **fields})  # type: ignore[arg-type]
