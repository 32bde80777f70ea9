"""The certificate on paper: one page in each language, with its code; a name stays text, an erased one is gone."""

from __future__ import annotations

import re

import pytest

from portal.academy.programme.acts.certificates import issue_certificate
from portal.academy.programme.acts.erasing import erase_private
from portal.academy.programme.models import Certificate
from portal.faces.paper.certificate import NoNameError, certificate_pdf, diploma
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.faces.paper.reading import words

pytestmark = pytest.mark.django_db


def make_certificate(name: str = "Arta Krasniqi", shown: str = "name") -> Certificate:
    me = make_participant(make_edition(state="judging"), pseudonym="Blue Lynx")
    assert me.application is not None
    me.application.private.full_name = name
    me.application.private.save()
    return issue_certificate(me, shown, "machine")


def packed(text: str) -> str:
    return "".join(text.split())


def test_the_page_says_who_for_what_and_how_it_is_checked() -> None:
    made = make_certificate()
    text = packed(words(certificate_pdf(made, "en")))
    wanted = ("Arta Krasniqi", "for taking part in", made.code, "Prizren", "Digital Kosovo")
    assert [one for one in wanted if packed(one) not in text] == []


@pytest.mark.parametrize("language", ["en", "sq", "sr", "sr-latn"])
@pytest.mark.parametrize("name", ["#panic() *[x] $1$ @a", "Арта Краснићи", "A" * 120])
def test_whatever_a_name_is_it_stays_text_on_one_page(name: str, language: str) -> None:
    pdf = certificate_pdf(make_certificate(name), language)
    assert len(re.findall(rb"/Type ?/Page\b(?!s)", pdf)) == 1
    assert packed(name) in packed(words(pdf))


def test_a_pseudonym_is_printed_where_it_was_chosen() -> None:
    made = make_certificate(shown="pseudonym")
    assert diploma(made, "en").name == "Blue Lynx"


def test_a_name_that_was_erased_cannot_be_printed_again() -> None:
    made = make_certificate()
    erase_private(made.edition)
    made.refresh_from_db()
    with pytest.raises(NoNameError):
        certificate_pdf(made, "en")
