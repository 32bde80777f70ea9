"""Where the place would stand on a list that lacks it."""

from __future__ import annotations

import pytest

from listed.names import normalise
from listed.verdict.answer import Row
from listed.verdict.gap import gap_of, language_of
from listed.verdict.judge import judge
from tests.listed.verdict.make_answers import named, names, world

CODES = world("XK")


def rows_in(language: str, codes: list[str] = CODES) -> list[Row]:
    """A row for each code, in the order of the names in a language."""
    rows = [Row(names.display(code, language), code, code) for code in codes]
    return sorted(rows, key=lambda row: normalise(row.label or ""))


def around(rows: list[Row], gap: int) -> tuple[str | None, str | None]:
    """What stands before the gap and behind it: labels, or values where there are none."""
    shown = [row.label or row.value for row in rows]
    return (shown[gap - 1] if gap else None), (shown[gap] if gap < len(shown) else None)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", ("Kiribati", "Kuwait")),
        ("fr", ("Kiribati", "Koweït")),
        ("de", ("Kongo-Kinshasa", "Kroatien")),
        ("sq", ("Kore e Veriut", "Kosta-Rikë")),
        ("sr", ("Конго - Киншаса", "Костарика")),
        ("tr", ("Kongo - Kinşasa", "Kosta Rika")),
        ("el", ("Κονγκό - Μπραζαβίλ", "Κόστα Ρίκα")),
    ],
)
def test_rows_in_the_order_of_their_names_take_it_by_its_name(language: str, wanted: tuple[str, str]) -> None:
    rows = rows_in(language)
    assert language_of(names, rows) == language
    assert around(rows, gap_of(names, rows)) == wanted


def test_a_prompt_and_preferred_places_at_the_head_change_nothing() -> None:
    head = [Row("Choose a country", None, None), *(Row(names.english(code), code, code) for code in ("US", "GB", "DE"))]
    rows = [*head, *rows_in("en")]
    assert around(rows, gap_of(names, rows)) == ("Kiribati", "Kuwait")


def test_rows_in_the_order_of_their_codes_take_it_by_its_code() -> None:
    rows = [Row(names.english(code), code, code) for code in sorted(CODES)]
    assert around(rows, gap_of(names, rows)) == ("Samoa", "Yemen")
    bare = [Row(None, code, code) for code in sorted(CODES)]
    assert around(bare, gap_of(names, bare)) == ("WS", "YE")


def test_codes_that_are_not_shown_tell_the_order_too() -> None:
    rows = [Row(names.display(code, "en"), None, code) for code in sorted(CODES)]
    assert around(rows, gap_of(names, rows, [sorted(CODES)])) == ("Samoa", "Yemen")


def test_a_name_behind_a_code_is_sorted_by_the_code() -> None:
    rows = [Row(f"{code} - {names.english(code)}", None, code) for code in sorted(CODES)]
    assert around(rows, gap_of(names, rows)) == ("WS - Samoa", "YE - Yemen")


def test_groups_in_no_order_take_it_beside_its_neighbours() -> None:
    codes = ["US", "BR", "ZA", "EG", "JP", "CN", "AU", "ME", "RS", "MK", "FR", "ES", "IN", "AR", "CA"]
    rows = [Row(names.english(code), code, code) for code in codes]
    assert around(rows, gap_of(names, rows)) == ("North Macedonia", "France")


def test_rows_in_no_order_without_neighbours_take_it_at_their_end() -> None:
    codes = ["US", "BR", "ZA", "EG", "JP", "CN", "AU", "FR", "ES", "IN", "AR", "CA"]
    rows = [*(Row(names.english(code), code, code) for code in codes), Row("Other", "other", None)]
    assert around(rows, gap_of(names, rows)) == ("Canada", "Other")


def test_a_list_of_nothing_has_its_gap_at_the_start() -> None:
    assert gap_of(names, []) == 0


def test_only_a_list_that_lacks_the_place_has_a_gap() -> None:
    missing, listed, regional = (
        judge(names, named(codes), "here", with_rows=True) for codes in (CODES, world(), CODES[:3] + ["RS"] * 9)
    )
    assert missing is not None
    assert (missing.gap, missing.rows[missing.gap or 0]) == (244, Row("Yemen", "YE", "YE"))
    assert listed is not None
    assert listed.gap is None
    assert regional is None
