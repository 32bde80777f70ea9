"""What two lists must share to be alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed.origin.reading import dial_of, mark, named_column, spelling, spellings, style_of


@pytest.mark.parametrize(
    "other", ["Côte d'Ivoire", "Côte d’Ivoire", "CÔTE D'IVOIRE", "  Côte  d'Ivoire ", "Côte dʼIvoire"]
)
def test_case_spaces_and_apostrophes_do_not_count(other: str) -> None:
    assert spelling(other) == spelling("Côte d'Ivoire")


@pytest.mark.parametrize("other", ["Cote d'Ivoire", "Ivory Coast", "Côte d'Ivoire (CI)"])
def test_accents_and_words_count(other: str) -> None:
    assert spelling(other) != spelling("Côte d'Ivoire")


@pytest.mark.parametrize("cell", ["Kosovo (+383)", "🇽🇰 Kosovo", "Kosovo +383", "[383] Kosovo"])
def test_a_decorated_name_is_found_without_its_decoration(cell: str) -> None:
    assert mark("Kosovo") in set(spellings(cell))


@given(st.text())
def test_a_mark_has_32_bits_for_any_text(cell: str) -> None:
    assert all(0 <= one < 1 << 32 for one in spellings(cell))


def test_dial_codes_are_read_as_digits_the_first_of_a_place() -> None:
    rows = [frozenset({"XK"}), frozenset({"DO"}), frozenset({"DO"}), frozenset({"RS", "XK"}), frozenset[str]()]
    assert dial_of(rows, ["+383", "+1 (809)", "+1 (829)", "+381", "+0"]) == {"XK": "383", "DO": "1809"}


def test_codes_have_a_style_and_names_have_none() -> None:
    columns = {"alpha2": ["XK"], "alpha3": ["XKX"], "numeric": ["008"], "name": ["Kosovo"]}
    found = [style_of(kind, cells) for kind, cells in columns.items()] + [style_of("alpha2", ["xk", "rs"])]
    assert found == ["A2", "A3", "num", "", "a2"]


def test_the_column_that_people_read_is_compared() -> None:
    assert named_column("native", {"code": "alpha2", "name": "name", "native": "name"}) == "native"
    assert named_column("code", {"code": "alpha2", "name": "name"}) == "name"
    assert named_column("code", {"code": "alpha2"}) == ""
