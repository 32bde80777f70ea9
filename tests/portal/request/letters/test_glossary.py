"""How the place and its capital are called in each language, and what is caught."""

from __future__ import annotations

import pytest

from portal.request.letters.glossary import load_glossary, violations


@pytest.mark.parametrize(
    ("text", "language", "caught"),
    [
        ("People in Kosovo and in Prishtina", "en", ()),
        ("Kosova, and Priština", "en", ("Kosova", "Priština")),
        ("Njerëzit në Kosovë dhe në Prishtinë", "sq", ()),
        ("Njerëzit në Kosovo dhe Pristina", "sq", ("Kosovo", "Pristina")),
        ("Digital Kosovo është një portal", "sq", ()),
        ("Shih https://example.org/Kosovo", "sq", ()),
        ("Људи на Косову и у Приштини", "sr", ()),
        ("Косово и Метохија", "sr", ("Косово и Метохија",)),
        ("Ljudi na Kosovu i u Prištini", "sr_Latn", ()),
        ("Ljudi u Prishtini", "sr-latn", ("Prishtini",)),
        ("Menschen im Kosovo", "de", ("im Kosovo",)),
        ("Kosova'da yaşayanlar", "tr", ()),
        ("Kosovo", "tr", ("Kosovo",)),
        ("Kosova", "en-gb", ("Kosova",)),
    ],
)
def test_what_is_caught(text: str, language: str, caught: tuple[str, ...]) -> None:
    assert violations(text, language) == caught


def test_no_language_forbids_its_own_words() -> None:
    words, _ = load_glossary()
    for language, row in words.items():
        assert violations(" ".join((*row.place, *row.capital)), language) == (), language


def test_a_language_without_a_glossary_is_an_error() -> None:
    with pytest.raises(KeyError):
        violations("Kosovo", "tlh")
