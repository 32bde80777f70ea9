"""Who pays and who organises is said in the wiki's language, from the edition's facts, with the wiki's own rules."""

from __future__ import annotations

import pytest

from portal.academy.topics.disclosure import disclosure, languages, terms
from tests.portal.academy.make import make_edition

pytestmark = pytest.mark.django_db


def test_a_paid_edition_says_who_pays() -> None:
    edition = make_edition(organiser="IPKO Foundation", funders=["Ministria", "British Council"], is_state_funded=True)
    told = disclosure(edition, "sq")
    assert told.is_paid
    assert [word in told.text for word in ("IPKO Foundation", "Ministria, British Council", "para publike")] == [
        True
    ] * 3
    assert edition.names["sq"] in told.summary
    assert "IPKO Foundation" in disclosure(edition, "sr").text


def test_an_edition_without_a_funder_says_that_nobody_is_paid() -> None:
    told = disclosure(make_edition(organiser="A"), "en")
    assert (told.is_paid, "Nobody is paid" in told.text, "paid for" in told.summary) == (False, True, False)


def test_public_money_without_a_name_leaves_the_name_open() -> None:
    assert "paid for by …" in disclosure(make_edition(is_state_funded=True), "en").text


def test_other_languages_are_told_in_english() -> None:
    edition = make_edition()
    assert disclosure(edition, "de") == disclosure(edition, "en")
    assert disclosure(edition, "sr-latn").language == "sr"
    assert languages() == ("en", "sq", "sr")


def test_facts_are_no_markup() -> None:
    told = disclosure(make_edition(organiser="[[A]] {{b}} ~~~~ {funders}", funders=["<c>"]), "en")
    assert not set("[]{}<>~") & set(told.text)


def test_each_language_has_rules_on_its_own_wiki() -> None:
    for language in languages():
        rules = disclosure(make_edition(), language).rules
        assert {rule.address.startswith(f"https://{language}.wikipedia.org/") for rule in rules} == {True}
    assert terms().startswith("https://foundation.wikimedia.org/")
