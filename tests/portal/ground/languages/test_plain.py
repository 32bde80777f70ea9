"""What somebody typed, without what nobody sees."""

from __future__ import annotations

import pytest

from portal.ground.languages.plain import plain


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Shqipëri – Косово, 👩‍👩‍👧", "Shqipëri – Косово, 👩‍👩‍👧"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("a\0b\x01c\x1b[31md\x7fe\x9ff", "abc[31mdef"),
        ("\u202egpj.exe\u202c \u2066x\u2069\u200f", "gpj.exe x"),
        ("\ufdd0\uffff\U0010ffff\ud800.", "."),
        ("עברית العربية می\u200cخواهم", "עברית العربية می\u200cخواهم"),
    ],
)
def test_only_signs_that_somebody_can_see_are_left(typed: str, left: str) -> None:
    assert plain(typed) == left
