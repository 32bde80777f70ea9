"""The under-listed place is what its data file says, and another one needs no more than a file."""

from __future__ import annotations

import pytest

from listed.names import Qualifier, load, normalise

place = load().world_place


def test_the_place_is_kosovo() -> None:
    told = (place.id, place.english, place.calling, place.former_calling, place.parent, place.currency)
    assert told == ("XK", "Kosovo", "383", ("381", "377", "386"), "RS", "EUR")


def test_every_code_names_its_users_and_source() -> None:
    assert [code.text for code in place.codes if not (code.users and code.source)] == []


@pytest.mark.parametrize("qualifier", place.qualifiers, ids=lambda qualifier: qualifier.example)
def test_every_qualifier_finds_its_example_first(qualifier: Qualifier) -> None:
    assert place.qualifier(qualifier.example) == qualifier


@pytest.mark.parametrize(
    ("label", "verdict"),
    [
        ("Kosovo*", "qualified"),
        ("Kosovo (UNSCR 1244)", "qualified"),
        ("Kosovo under UNSC Resolution 1244/99", "qualified"),
        ("Kosovo (UN Administered)", "qualified"),
        ("Kosovo, disputed", "qualified"),
        ("Косово*", "qualified"),
        ("Kosovo (Serbia)", "under-serbia"),
        ("Kosovo, Serbia", "under-serbia"),
        ("Serbia - Kosovo", "under-serbia"),
        ("Serbia and Kosovo", "under-serbia"),
        ("Serbia (incl. Kosovo)", "under-serbia"),
        ("Kosovo and Metohija", "under-serbia"),
        ("Kosovo i Metohija", "under-serbia"),
        ("Косово и Метохија", "under-serbia"),
        ("Kosovo", None),
        ("Kosovo (+383)", None),
        ("Republic of Kosovo", None),
        ("Serbia", None),
        ("Kosovë", None),
        ("Kosovo (Kosovë)", None),
    ],
)
def test_an_entry_is_held_back_only_by_what_it_says(label: str, verdict: str | None) -> None:
    found = place.qualifier(label)
    assert (found.verdict if found else None) == verdict


@pytest.mark.parametrize(
    "label",
    ["RS-KM", "Kosovo-Metohija", "RS-25", "RS25", "Kosovski okrug", "PEĆKI", "Pecki", "RS-29", "Косово и Метохија"],
)
def test_the_parts_of_serbia_that_hold_it_are_known(label: str) -> None:
    assert normalise(label) in place.parent_subdivisions


def test_a_place_without_a_file_is_refused() -> None:
    with pytest.raises(KeyError):
        load("AQ").world_place  # noqa: B018
