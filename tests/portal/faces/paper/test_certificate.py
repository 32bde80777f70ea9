"""The certificate on paper: one page across, text stays text, long names fit."""

from __future__ import annotations

import re

import pytest

from portal.academy.programme.qr import qr_svg
from portal.faces.paper.certificate import Diploma, certificate_pdf
from tests.portal.faces.paper.reading import words


def make_diploma(**changes: str) -> Diploma:
    values = {
        "title": "Certificate",
        "overline": "Wiki Academy",
        "name": "Arta Krasniqi",
        "words": "took part in Wiki Academy Prizren.",
        "issued": "Issued on 1 June 2027",
        "signed": "The library",
        "check": "Whether it holds is said here:",
        "address": "https://portal.example/en/academy/certificates/ABCD2345/",
        "code": "ABCD2345",
        "language": "en",
        **changes,
    }
    return Diploma(**values, done=("3 sessions", "6 hours"), qr=qr_svg(values["address"]))


def test_the_page_says_who_what_and_where_it_is_checked() -> None:
    text = words(certificate_pdf(make_diploma()))
    wanted = ("Arta Krasniqi", "took part in Wiki Academy Prizren.", "3 sessions", "ABCD2345", "The library")
    assert [one for one in wanted if one.replace(" ", "") not in text.replace(" ", "")] == []


@pytest.mark.parametrize("name", ["#panic() *[x] $1$ \\ @a", "Арта Краснићи", "A" * 120])
def test_whatever_a_name_is_it_stays_text_on_one_page(name: str) -> None:
    pdf = certificate_pdf(make_diploma(name=name, language="sr"))
    assert len(re.findall(rb"/Type ?/Page\b(?!s)", pdf)) == 1
    assert name.replace(" ", "") in words(pdf).replace(" ", "").replace("\n", "")
