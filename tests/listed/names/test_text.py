"""Labels that look alike get one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed.names import normalise
from listed.names.text import loose_key


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Côte d’Ivoire", "cote divoire"),
        ("  São   Tomé & Príncipe ", "sao tome principe"),
        ("ΕΛΛΆΔΑ", "ελλαδα"),
        ("İRAN", "iran"),
        ("Đibuti", "dibuti"),
        ("Казахстан", "казахстан"),
        ("Йемен", "йемен"),
        ("कोसोवो", "कोसोवो"),
        ("🇽🇰 Kosovo*", "kosovo"),
        ("\u202bKosovo\u202c", "kosovo"),
        ("U.S.A.", "usa"),
        ("Guinea-Bissau", "guinea bissau"),
        ("Ｋｏｓｏｖｏ", "kosovo"),
        ("…", ""),
    ],
)
def test_a_label_becomes_its_key(label: str, key: str) -> None:
    assert normalise(label) == key


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(label: str) -> None:
    assert normalise(normalise(label)) == normalise(label)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=60))
def test_ascii_takes_the_short_way_to_the_same_key(label: str) -> None:
    assert normalise(label + "\u200b") == normalise(label)


def test_word_order_and_short_forms_do_not_matter_to_a_loose_key() -> None:
    assert {loose_key(key) for key in ("korea rep", "republic of korea", "the korea republic of")} == {"korea republic"}
