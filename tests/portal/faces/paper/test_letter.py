"""A letter on paper holds every word as it was written, in each script, and nothing in it is markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from portal.faces.paper.letter import Sheet, letter_pdf
from tests.portal.faces.paper.reading import words

SHEET = Sheet(
    sender="Digital Kosovo\nletters@portal.invalid",
    recipient="The project\n1 Road\nTown",
    date="23 November 2026",
    subject="Kosovo on your list",
    body="Dear maintainers,\n\nyour list has 249 entries.",
    language="en",
)
TEXTS = {
    "sq": "Të nderuar, njerëzit që jetojnë në Kosovë nuk e gjejnë vendin e tyre. Përshëndetje, çdo të mirë.",
    "sr": "Поштовани, људи који живе на Косову не могу да изаберу своје место. Ђорђе, Љиљана, Њ, Џ, Ћ.",
    "sr-latn": "Poštovani, ljudi koji žive na Kosovu ne mogu da izaberu svoje mesto. Đorđe, Ljiljana, Ćira, Džep.",
    "tr": "Sayın yetkililer, Kosova'da yaşayanlar ülkelerini seçemiyor. Iğdır, Şile, Çağ.",
}


def text(sheet: Sheet) -> str:
    return re.sub(r"\s+", " ", words(letter_pdf(sheet)))


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_each_script_is_printed_whole(language: str) -> None:
    said = text(replace(SHEET, body=TEXTS[language], language=language))
    assert TEXTS[language].replace(" ", "") in said.replace(" ", "")


@pytest.mark.parametrize(
    "hostile",
    [
        "#panic()",
        "#sys.inputs",
        "*bold* _x_ $a^2$",
        "@ref <label>",
        "// gone",
        "/* gone */",
        "\\u{41} \\",
        "= H",
        '"]]#[',
    ],
)
def test_nothing_written_is_markup(hostile: str) -> None:
    sheet = replace(
        SHEET,
        sender=hostile,
        recipient=hostile,
        date=hostile,
        subject=hostile,
        body=hostile,
        snippet=hostile,
        close=hostile,
        foot=hostile,
    )
    assert text(sheet).replace(" ", "").count(hostile.replace(" ", "")) == 8


def test_a_snippet_keeps_its_lines_and_letters() -> None:
    snippet = '{"name": "Kosovo",\n  "code": "XK"} -- \'quoted\' ...'
    assert "".join(snippet.split()) in text(replace(SHEET, snippet=snippet)).replace(" ", "")


def test_a_long_letter_goes_on_and_counts_its_pages() -> None:
    said = text(replace(SHEET, body="\n\n".join(f"Paragraph {number}. " + "Words. " * 60 for number in range(20))))
    assert "Paragraph 19." in said
    assert "1 / 3" in said or "1/3" in said.replace(" ", "")


def test_an_empty_letter_is_a_page_too() -> None:
    assert letter_pdf(Sheet("", "", "", "", "", "en")).startswith(b"%PDF")


def test_the_same_letter_is_the_same_file() -> None:
    assert letter_pdf(SHEET) == letter_pdf(SHEET)


def test_the_type_is_in_the_file() -> None:
    assert re.findall(rb"\+(ListedSans-\w+)/Encoding", letter_pdf(SHEET)) == [
        b"ListedSans-Regular",
        b"ListedSans-Semibold",
    ]
