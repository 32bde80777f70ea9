"""A pack is tagged by PDF/UA: its headings, tables and plots can be read aloud, and nothing in it is markup."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from portal.faces.paper.pack import Chapter, Pack, Section, pack_pages, pack_pdf
from portal.faces.paper.pictures import for_paper
from portal.faces.paper.report import Grid, Number, Plot
from tests.portal.faces.paper.reading import words
from tests.portal.faces.paper.test_report import SVG, TEXTS


def make_section(told: str, title: str = "Lists") -> Section:
    return Section(
        title, [told], [Number("62 %", "Now", "of 140")], [Plot(for_paper(SVG), "Course", told)],
        [Grid("Readings", ["Period", "Figure"], [["2026", "62 %"]])], "Source: records",
    )  # fmt: skip


def make_pack(language: str = "en", **fields: object) -> Pack:
    told = TEXTS[language]
    values = {
        "overline": "Evidence pack", "title": "Digital Diplomacy Strategy", "facts": [("As of", "1 November 2026")],
        "lead": told, "heads": [Number("6", "Objectives"), Number("12", "Indicators")], "contents_title": "Contents",
        "chapters": [
            Chapter("Objectives", [told], sections=[make_section(told)]),
            Chapter("Money", grids=[Grid("", ["What", "Who", "When"], [["Camp", "Embassy", "2012"]], [2, 1, 1])]),
        ],
        "foot": "foot", "site": "Digital Kosovo", "language": language, **fields,
    }  # fmt: skip
    return Pack(**values)  # type: ignore[arg-type]


def tags(pdf: bytes) -> dict[str, int]:
    """How often each kind of part stands in the tree that programs read aloud."""
    found = re.findall(rb"/Type/StructElem/S/(\w+)", pdf)
    return {kind: found.count(kind.encode()) for kind in sorted({each.decode() for each in found})}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_each_script_is_printed_whole(language: str) -> None:
    said = re.sub(r"\s+", "", words(pack_pdf(make_pack(language))))
    assert said.count(TEXTS[language].replace(" ", "")) == 4
    for part in ("6Objectives", "62%Nowof140", "PeriodFigure202662%", "CampEmbassy2012", "Source:records"):
        assert part in said


@pytest.mark.parametrize(("language", "tag"), [("en", b"en"), ("sq", b"sq"), ("sr", b"sr"), ("sr-latn", b"sr")])
def test_it_says_its_language_and_that_it_keeps_to_the_standard(language: str, tag: bytes) -> None:
    pdf = pack_pdf(make_pack(language))
    assert re.search(rb"/Lang ?\(" + tag + rb"[)-]", pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/MarkInfo<</Marked true" in pdf


def test_its_parts_are_tagged_and_its_plots_have_words() -> None:
    pdf = pack_pdf(make_pack())
    found = tags(pdf)
    assert {kind: found.get(kind) for kind in ("H1", "H2", "Figure", "Table", "TH", "TOC")} == {
        "H1": 3, "H2": 1, "Figure": 1, "Table": 2, "TH": 5, "TOC": 2,
    }  # fmt: skip
    assert pdf.count(b"/Alt") == 1


def test_bookmarks_lead_to_chapters_and_their_sections() -> None:
    titles = re.findall(rb"/Title ?\(([^)]*)\)", pack_pdf(make_pack()))
    assert {b"Objectives", b"Lists", b"Money"} <= set(titles)


@pytest.mark.parametrize("hostile", ["#panic()", "*bold* _x_ $a^2$", "@ref <label>", "// gone", "= H", "<svg>&amp;"])
def test_nothing_in_it_is_markup(hostile: str) -> None:
    pack = make_pack(title=hostile, chapters=[Chapter(hostile, [hostile], sections=[make_section(hostile, hostile)])])
    assert re.sub(r"\s+", "", words(pack_pdf(pack))).count(hostile.replace(" ", "")) >= 6


def test_each_chapter_begins_on_a_page_of_its_own() -> None:
    pages = [Image.open(io.BytesIO(page)) for page in pack_pages(make_pack())]
    assert [page.size for page in pages] == [(595, 842)] * 4


def test_a_pack_of_nothing_is_a_pack_too() -> None:
    assert len(pack_pages(make_pack(chapters=[], heads=[], facts=[]))) == 2


def test_a_sign_that_no_font_has_costs_the_standard_and_not_the_document() -> None:
    pdf = pack_pdf(make_pack(title="科索沃"))
    assert b"<pdfuaid:part>" not in pdf
    assert tags(pdf)["H1"] == 3


def test_signs_that_nobody_sees_are_left_out() -> None:
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pack_pdf(make_pack(title="Digital\x01 \u202eKosovo"))
