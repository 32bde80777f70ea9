"""A citizen's own words become one bounded, plain paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portal.request.letters.words import LONGEST, own_words


def test_plain_words_stay() -> None:
    said = "Jetoj në Prizren.\n\nJu lutem, shtoni Kosovën – faleminderit!"
    assert own_words(said) == "Jetoj në Prizren. Ju lutem, shtoni Kosovën – faleminderit!"


def test_links_addresses_and_mentions_go() -> None:
    said = (
        "See https://a.example/x, www.b.example, [here](https://c.example), b.example.com/y, d@e.example and @someone"
    )
    assert own_words(said) == "See […] […] here, […] […] and someone"


def test_markup_is_only_text() -> None:
    assert own_words("<b>Hello</b> javascript:alert(1)") == "bHello/b […]"


@given(st.text(max_size=3000))
def test_words_are_bounded_and_hold_no_link(text: str) -> None:
    said = own_words(text)
    assert len(said) <= LONGEST
    assert said.isprintable()
    assert "://" not in said.replace("://", "", said.count(" ://"))
    assert "@" not in said


def test_long_words_end_with_a_mark() -> None:
    said = own_words("word " * 1000)
    assert len(said) <= LONGEST
    assert said.endswith("…")
