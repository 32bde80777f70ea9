"""Public names."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.people.names import clean_name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("  \u2003 ", ""),
        (" Ana   Hoxha ", "Ana Hoxha"),
        ("Đorđe Џунић", "Đorđe Џунић"),
        ("Ç. Ë. Gjë-Gjë", "Ç. Ë. Gjë-Gjë"),
        ("Jean-Luc O’Brien, Dr.", "Jean-Luc O'Brien, Dr."),
        ("J.R. Krasniqi", "J.R. Krasniqi"),
        ("Ａｎａ", "Ana"),
        ("Ana 2", "Ana 2"),
        ("x" * 60, "x" * 60),
    ],
)
def test_a_name_is_shown_in_one_plain_form(typed: str, shown: str) -> None:
    assert clean_name(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 61,
        "example.com",
        "Ana shop.example.com",
        "www example",
        "http//x",
        "https",
        "пример.срб",
        "example．com",
        "shop dot com",
        "ana@example.org",
        "ana＠example",
        "t.me/ana",
        "<b>Ana</b>",
        "Ana\u202eanA",
        "Ana\u200b",
        "Ana\nBen\x00",
        "Ana 🙂",
        "044 123 456",
        "12",
        "-.-",
        "Digital Kosovo",
        "DIGITAL  KOSOVA",
        "Digital Kosovo team",
        "Moderator",
        "Модератор",
    ],
)
def test_addresses_numbers_and_look_alikes_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        clean_name(typed)


@given(st.text())
def test_a_name_once_clean_stays_as_it_is(typed: str) -> None:
    try:
        name = clean_name(typed)
    except ValidationError:
        return
    assert clean_name(name) == name
    assert len(name) <= 60
    assert not set(name) & set('@/:<>&"\n\r\t')
