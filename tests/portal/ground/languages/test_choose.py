"""The language a reader is served in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.languages.choose import choose

OURS = ("sq", "sr", "sr-latn", "en")


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("sq", "sq"),
        ("sq-AL,en;q=0.8", "sq"),
        ("de-CH,sq;q=0.9,en;q=0.8", "sq"),
        ("sr", "sr"),
        ("sr-RS", "sr"),
        ("sr-Cyrl-RS,sr;q=0.8", "sr"),
        ("sr-Latn", "sr-latn"),
        ("SR-LATN-RS;q=1", "sr-latn"),
        ("sr-ME", "sr-latn"),
        ("bs-Cyrl", "en"),
        ("bs-BA,en;q=0.5", "sr-latn"),
        ("hr", "sr-latn"),
        ("en-GB,sq;q=0.9", "en"),
        ("sq;q=0,en", "en"),
        ("de,fr", "en"),
        ("*", "en"),
        ("", "en"),
    ],
)
def test_the_browsers_wish(accept: str, language: str) -> None:
    assert choose(None, accept, OURS, "en") == language


@pytest.mark.parametrize(("chosen", "language"), [("sr-latn", "sr-latn"), ("", "sq"), ("xx", "sq"), (None, "sq")])
def test_a_choice_goes_before_every_wish(chosen: str | None, language: str) -> None:
    assert choose(chosen, "sq", OURS, "en") == language


@given(st.text(), st.text())
def test_whatever_is_sent_the_answer_is_a_language_of_ours(chosen: str, accept: str) -> None:
    assert choose(chosen, accept, OURS, "en") in OURS
