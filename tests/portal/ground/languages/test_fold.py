"""What people type, and what is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.languages.fold import fold
from portal.ground.languages.script import to_latin


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Kosovë", "kosove"),
        ("Čačak", "cacak"),
        ("Ђаковица", "djakovica"),
        ("Đakovica", "dakovica"),
        ("Gjakovë", "GJAKOVE"),
        ("Приштина", "pristina"),
        ("Priština", "Pristina"),
        ("Prishtinë", "prishtine"),
        ("Ёлка", "elka"),
        ("Žižić-Šćepanović", "zizic-scepanovic"),
        ("Џепна  књига\n", "dzepna knjiga"),
        ("İstanbul ışık", "istanbul isik"),
        ("Straße", "strasse"),
        ("Drop‑down", "drop-down"),
        ("ﬁeld № 𝐀", "field no a"),
        ("Ќе ѓ", "ke g"),
    ],
)
def test_what_is_written_meets_what_is_typed(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


def test_what_a_fold_looks_like() -> None:
    assert fold("  Чланови Ђорђе, Kosovë & Žűr’s ") == "clanovi dorde, kosove & zur's"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш "))
def test_both_serbian_scripts_meet(text: str) -> None:
    assert fold(text) == fold(to_latin(text))
