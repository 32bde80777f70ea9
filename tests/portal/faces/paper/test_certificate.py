"""A certificate on paper holds what was issued, in four languages, tagged; nothing written on it is markup."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Any

import pytest

from portal.academy.programme.models import Certificate
from portal.faces.paper.certificate import NoNameError, certificate_pdf, diploma, diploma_pdf
from tests.portal.faces.paper.reading import words

FACTS: dict[str, Any] = {
    "kind": "wiki",
    "programme": {"en": "Wiki Academy", "sq": "Wiki Akademia", "sr": "Вики академија"},
    "edition": {"en": "Prizren 2026", "sq": "Prizreni 2026", "sr": "Призрен 2026"},
    "place": "Prizren",
    "organiser": "Digital Kosovo",
    "starts_on": "2026-11-20",
    "ends_on": "2026-11-23",
    "role": "participant",
    "sessions": 6,
    "hours": 14,
    "works": 2,
    "is_rehearsal": False,
    "shown": "pseudonym",
    "pseudonym": "Opal 77",
}


def make_certificate(name: str = "", **facts: Any) -> Certificate:
    at = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
    return Certificate(code="ABCD2345", name=name, facts={**FACTS, **facts}, issued_at=at)


def text(pdf: bytes) -> str:
    return re.sub(r"\s+", "", words(pdf))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Certificate", "for taking part in", "Prizren 2026", "20 November 2026 – 23 November 2026", "Hours"]),
        ("sq", ["Certifikatë", "për pjesëmarrjen në", "Prizreni 2026", "20 nëntor 2026 – 23 nëntor 2026", "Orë"]),
        ("sr", ["Уверење", "за учешће у програму", "Призрен 2026", "20. новембра 2026.", "Сати"]),
        ("sr-latn", ["Uverenje", "za učešće u programu", "Prizren 2026", "20. novembra 2026.", "Sati"]),
    ],
)
def test_each_language_says_who_and_for_what(language: str, said: list[str]) -> None:
    pdf = certificate_pdf(make_certificate(), language)
    shown = text(pdf)
    whole = [*said, "Opal 77", "Digital Kosovo", "ABCD 2345", f"/{language}/academy/certificates/ABCD2345/"]
    assert [one for one in whole if one.replace(" ", "") not in shown] == []
    assert [mark in pdf for mark in (b"/StructTreeRoot", b"/Marked true", b"/Alt", b"/Figure", b"/H1")] == [True] * 5


def test_roles_and_awards_are_named() -> None:
    shown = text(certificate_pdf(make_certificate(role="juror", awards=[{"en": "First prize"}, "Best photo"]), "en"))
    assert ("forjudgingat" in shown, "Firstprize,Bestphoto" in shown) == (True, True)


def test_a_real_name_stands_alone_and_cannot_be_printed_once_it_is_erased() -> None:
    shown = text(certificate_pdf(make_certificate("Arta Krasniqi", shown="name"), "en"))
    assert ("ArtaKrasniqi" in shown, "Opal77" in shown) == (True, False)
    with pytest.raises(NoNameError):
        certificate_pdf(make_certificate("", shown="name"), "en")


@pytest.mark.parametrize("hostile", ["#panic()", "*b* _x_ $a^2$", "@ref <label>", "// gone", '"]]#[', "\\u{41}"])
def test_nothing_written_is_markup(hostile: str) -> None:
    sheet = replace(diploma(make_certificate(pseudonym=hostile), "en"), organiser=("Organiser", hostile))
    assert text(diploma_pdf(sheet)).count(hostile.replace(" ", "")) == 2


@pytest.mark.parametrize(
    "long", ["Aleksandra-Shpresa Përmeti of Several Words and More Words", "A" * 120, "Ђорђе " * 15]
)
def test_long_names_stay_whole_on_one_page(long: str) -> None:
    sheet = diploma(make_certificate(pseudonym=long, edition={"en": long * 2}, awards=["Prize " * 12]), "en")
    pdf = diploma_pdf(sheet)
    assert (len(re.findall(rb"/Type/Page/", pdf)), long.replace(" ", "") in text(pdf)) == (1, True)


def test_a_rehearsal_says_so() -> None:
    shown = [text(certificate_pdf(make_certificate(is_rehearsal=is_so), "en")) for is_so in (True, False)]
    assert ["Rehearsal" in one for one in shown] == [True, False]
