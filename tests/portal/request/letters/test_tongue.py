"""Sentences in all languages: the same ids and values everywhere, right plurals and dates, both Serbian scripts."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.request.letters.facts import load_facts
from portal.request.letters.glossary import violations
from portal.request.letters.tongue import FORMS, LANGUAGES, LONGEST, load_letters, one_line

CHOSEN = ("date.first",)


def names(sentence: str | tuple[str, ...]) -> set[str]:
    forms = [sentence] if isinstance(sentence, str) else sentence
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name} - {"n"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything_with_the_same_values(language: str) -> None:
    english, other = load_letters()["en"].sentences, load_letters()[language].sentences
    assert {key for key in other if key not in CHOSEN} == set(english)
    assert {key: names(other[key]) for key in english} == {key: names(english[key]) for key in english}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_has_all_forms_of_its_language(language: str) -> None:
    lists = {key: forms for key, forms in load_letters()[language].sentences.items() if not isinstance(forms, str)}
    assert len(lists.pop("date.months")) == 12
    assert {key: len(forms) for key, forms in lists.items()} == dict.fromkeys(lists, FORMS[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_breaks_the_glossary_or_is_sloppy(language: str) -> None:
    for key, sentence in load_letters()[language].sentences.items():
        for form in [sentence] if isinstance(sentence, str) else sentence:
            assert violations(form, language) == (), key
            assert form == form.strip(), key
            assert "  " not in form, key
            assert not re.search(r" [,.;:!?]", form), key


def test_plurals() -> None:
    said = {
        language: [load_letters()[language].say("opening.signers", number) for number in (1, 2, 5, 11, 21, 22, 112)]
        for language in ("en", "fr", "sr")
    }
    assert [text.split()[1:] for text in said["en"]] == [
        ["other", "person", "has", "signed."],
        *[["other", "people", "have", "signed."]] * 6,
    ]
    assert [text.split()[-1] for text in said["sr"]] == [
        "особа.", "особе.", "особа.", "особа.", "особа.", "особе.", "особа.",
    ]  # fmt: skip
    assert [text.split()[0] for text in said["sr"]] == [
        "Потписала", "Потписале", "Потписало", "Потписало", "Потписала", "Потписале", "Потписало",
    ]  # fmt: skip
    assert load_letters()["fr"].say("found.missing", 0, criterion="X").endswith("0 entrée, aucune pour le Kosovo.")


def test_dates() -> None:
    first, later = date(2026, 5, 1), date(2026, 11, 23)
    assert {language: (tongue.day(first), tongue.day(later)) for language, tongue in load_letters().items()} == {
        "en": ("1 May 2026", "23 November 2026"),
        "de": ("1. Mai 2026", "23. November 2026"),
        "fr": ("1er mai 2026", "23 novembre 2026"),
        "it": ("1º maggio 2026", "23 novembre 2026"),
        "es": ("1 de mayo de 2026", "23 de noviembre de 2026"),
        "sq": ("1 maj 2026", "23 nëntor 2026"),
        "sr": ("1. маја 2026.", "23. новембра 2026."),
        "sr-latn": ("1. maja 2026.", "23. novembra 2026."),
    }


def test_a_sentence_without_its_value_is_an_error_and_no_letter() -> None:
    english = load_letters()["en"]
    with pytest.raises(KeyError, match="evidence"):
        english.say("found.proof")
    with pytest.raises(KeyError, match="number"):
        english.say("opening.signers")
    with pytest.raises(KeyError, match="no\\.such"):
        english.say("no.such")


def test_braces_in_a_value_are_only_text() -> None:
    assert load_letters()["en"].say("found.proof", evidence="{name} {0}") == "The proof: {name} {0}"


@given(st.text())
def test_one_line_is_one_printable_line_of_bounded_length(text: str) -> None:
    line = one_line(text)
    assert len(line) <= LONGEST
    assert line.isprintable()
    assert one_line(line) == line


def test_every_fact_has_a_source_and_an_address() -> None:
    assert [key for key, fact in load_facts().items() if not (fact.says and fact.source and "://" in fact.url)] == []
