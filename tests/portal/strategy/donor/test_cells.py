"""Cells as people in Kosovo and elsewhere write them: dates, numbers, yes and no, and the encodings of old files."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.strategy.donor import cells


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1200", "1200"),
        ("1 200,50", "1200.5"),
        ("1.200,50", "1200.5"),
        ("1,200.50", "1200.5"),
        ("1.200.000", "1200000"),
        ("0,333", None),
        ("12,5", "12.5"),
        ("45 %", "0.45"),
        ("45,5%", "0.455"),
        (1200.0, "1200"),
        (0.1, "0.1"),
        (1e21, "1000000000000000000000"),
        ("", ""),
        (None, ""),
        ("-3", "-3"),
    ],
)
def test_numbers_are_read_as_people_write_them(cell: object, number: str | None) -> None:
    if number is None:
        with pytest.raises(ValueError, match="thousands"):
            cells.number(cell)
    else:
        assert cells.number(cell) == (number or None)


@pytest.mark.parametrize("cell", ["many", "1-2", "%", "nan", "inf", "1e", True, "12 EUR", "--1"])
def test_what_is_no_number_is_said_to_be_none(cell: object) -> None:
    with pytest.raises(ValueError, match="not a number"):
        cells.number(cell)


@pytest.mark.parametrize(
    "cell", ["2026-07-31", "31.7.2026", "31.07.2026.", "31/7/2026", dt.date(2026, 7, 31), "2026-07-31T00:00:00"]
)
def test_days_are_read_as_people_write_them(cell: object) -> None:
    assert cells.day(cell) == "2026-07-31"


@pytest.mark.parametrize("cell", ["31.2.2026", "July", "7/31/2026", "2026-13-01"])
def test_what_is_no_day_is_said_to_be_none(cell: object) -> None:
    with pytest.raises(ValueError, match="2026-07-31"):
        cells.day(cell)


def test_yes_and_no_in_three_languages() -> None:
    assert [cells.flag(one) for one in ("yes", "PO", "да", 1.0, True)] == [True] * 5
    assert [cells.flag(one) for one in ("", None, "jo", "ne", 0, False)] == [False] * 6
    with pytest.raises(ValueError, match="yes or no"):
        cells.flag("perhaps")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("initiative;note\nëndrra;çka\n", "utf-8"),
        ("initiative;note\nëndrra;çka\n", "utf-8-sig"),
        ("initiative;note\nëndrra;çka\n", "utf-16"),
        ("initiative;note\nëndrra;çka\n", "windows-1252"),
        ("initiative;note\nživot;čekić\n", "windows-1250"),
        ("initiative;note\nживот и рад;чекић\nоснова;за рад\n", "windows-1251"),
    ],
)
def test_files_are_read_in_the_encoding_of_the_program_that_wrote_them(text: str, encoding: str) -> None:
    assert cells.decoded(text.encode(encoding)) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_some_text(body: bytes) -> None:
    assert isinstance(cells.decoded(body), str)


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.none(), st.booleans()))
def test_any_cell_is_read_or_refused(cell: object) -> None:
    for read in (cells.number, cells.day, cells.flag, cells.text):
        with contextlib.suppress(ValueError):
            read(cell)
