"""A report on paper holds every word in each script, its plots and its pictures, and nothing in it is markup."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from portal.faces.paper.pictures import TONES, for_paper, photo
from portal.faces.paper.report import Booklet, Chapter, Grid, Number, Photo, Plot, report_pages, report_pdf
from tests.conftest import ROOT
from tests.portal.faces.paper.reading import words

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 4"><rect width="10" height="4" fill="var(--link)"/></svg>'
)
TEXTS = {
    "en": "What was made and what of it lasted",
    "sq": "Çfarë u bë dhe çfarë mbeti prej saj, në Prishtinë e Gjakovë",
    "sr": "Шта је урађено и шта је од тога остало, Ђаковица и Љубиње",
    "sr-latn": "Šta je urađeno i šta je od toga ostalo, Đakovica i Ljubinje",
}


def make_photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 40), "#406080").save(file, "WEBP")
    return file.getvalue()


def make_booklet(language: str = "en", **fields: object) -> Booklet:
    told = TEXTS[language]
    values = {
        "overline": "Wiki Academy", "title": "Prizren", "facts": [("When", "1 November 2026")], "lead": told,
        "heads": [Number("140", "Participants"), Number("21,481", "Words", "6 more are not known.")],
        "chapters": [
            Chapter("Made", told, [Number("40", "Articles")], [Plot(for_paper(SVG), "By day", told)]),
            Chapter("Prizes", grids=[Grid("Prizes", ["Prize", "Work", "By whom"], [["First", "A bridge", "Owls"]])]),
        ],
        "photos_title": "Pictures", "photos": [Photo(photo(make_photo()), "A bridge", "Lynx · CC BY-SA 4.0")],
        "meanings_title": "How", "meanings": [("Articles", told)], "foot": "foot", "site": "Digital Kosovo",
        "language": language, **fields,
    }  # fmt: skip
    return Booklet(**values)  # type: ignore[arg-type]


def text(booklet: Booklet) -> str:
    return re.sub(r"\s+", "", words(report_pdf(booklet)))


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_each_script_is_printed_whole(language: str) -> None:
    said = text(make_booklet(language))
    assert said.count(TEXTS[language].replace(" ", "")) == 4
    for part in ("140Participants", "21,481Words", "6morearenotknown.", "FirstAbridgeOwls", "Lynx·CCBY-SA4.0"):
        assert part in said


@pytest.mark.parametrize("hostile", ["#panic()", "*bold* _x_ $a^2$", "@ref <label>", "// gone", "\\u{41} \\", "= H"])
def test_nothing_in_it_is_markup(hostile: str) -> None:
    assert hostile.replace(" ", "") in text(replace(make_booklet(), title=hostile))


def test_it_has_a_first_page_and_others() -> None:
    pages = [Image.open(io.BytesIO(page)) for page in report_pages(make_booklet())]
    assert [page.size for page in pages] == [(595, 842)] * 3
    colours = {pages[0].convert("RGB").getpixel((10, 10)), pages[1].convert("RGB").getpixel((10, 10))}
    assert colours == {(0x15, 0x1B, 0x1E), (255, 255, 255)}


def test_a_report_of_nothing_is_a_page_too() -> None:
    empty = make_booklet(chapters=[], photos=[], meanings=[], heads=[], facts=[])
    assert len(report_pages(empty)) == 1


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(OSError, match="cannot identify"):
        photo(b"not a picture")


def test_the_colours_of_paper_are_the_light_ones_of_pages() -> None:
    sheet = (ROOT / "src/portal/faces/static/portal/css/tokens.css").read_text()
    light = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}),", sheet))
    assert {name: light[name] for name in TONES} == TONES
