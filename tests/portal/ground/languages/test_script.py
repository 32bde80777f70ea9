"""Serbian in both scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.languages.script import to_latin

CYRILLIC = "АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШабвгдђежзијклљмнњопрстћуфхцчџш"


def test_the_whole_alphabet() -> None:
    assert to_latin("а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш") == (
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š"
    )
    assert to_latin("А Б В Г Д Ђ Е Ж З И Ј К Л Љ М Н Њ О П Р С Т Ћ У Ф Х Ц Ч Џ Ш") == (
        "A B V G D Đ E Ž Z I J K L Lj M N Nj O P R S T Ć U F H C Č Dž Š"
    )


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Љубав", "Ljubav"),
        ("ЉУБАВ", "LJUBAV"),
        ("љубав", "ljubav"),
        ("КОЊ", "KONJ"),
        ("КОЊ И ЉУДИ", "KONJ I LJUDI"),
        ("Њујорк, Џеп", "Njujork, Džep"),
        ("ЏЏ", "DŽDŽ"),
        ("Љ. Петровић", "Lj. Petrović"),
        ("Љ", "Lj"),
        ("ИЉа", "ILja"),
        ("Љ\u0301УБАВ", "LJ\u0301UBAV"),
        ("XЉ", "XLJ"),
        ("Косово и Метохија", "Kosovo i Metohija"),
        (
            "Пиши на адресу ана@пошта.срб или на портал.срб/мапа.",
            "Piši na adresu ана@пошта.срб ili na портал.срб/мапа.",
        ),
        ("Види https://example.org/пут одмах", "Vidi https://example.org/пут odmah"),
        ("%(number)s захтева за {name}", "%(number)s zahteva za {name}"),
        ("Ещё не србски: ы", "Eщё ne srbski: ы"),
        ("", ""),
    ],
)
def test_words_with_digraphs_and_exceptions(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@given(st.text())
def test_latin_is_never_changed_again(text: str) -> None:
    once = to_latin(text)
    assert to_latin(once) == once


@given(st.text(alphabet=CYRILLIC + " .,-0123456789\n"))
def test_no_serbian_letter_is_left_in_cyrillic(text: str) -> None:
    assert not set(to_latin(text)) & set(CYRILLIC)


@given(st.text(alphabet=CYRILLIC))
def test_a_word_in_capitals_stays_in_capitals_and_in_its_length(text: str) -> None:
    small = to_latin(text.lower())
    assert to_latin(text).lower() == small
    if len(text) > 1:
        assert to_latin(text.upper()) == small.upper()
