"""Charts of an edition's work: exact figures beside, nothing drawn that is not known, no colour of their own."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup

from portal.faces.charts.figure import Words
from portal.faces.charts.work import Day, Named, Stand, by_day, by_name, curve, draw_days, draw_names
from portal.faces.paper.pictures import for_paper

WORDS = Words("work", "Work", "What was done.")
DAYS = [Day(dt.date(2026, 11, 2), 12345), Day(dt.date(2026, 11, 1), 3)]
STANDS = [Stand(7, 0.91, "4 changes"), Stand(30, 0.8, "3 changes"), Stand(90, None, "0 changes")]


def cells(html: str) -> list[list[str]]:
    rows = BeautifulSoup(html, "html.parser").select("tr")
    return [[cell.get_text() for cell in row.select("th, td")] for row in rows]


def test_days_stand_in_order_with_their_exact_figures_and_ways() -> None:
    html = by_day(DAYS, WORDS, "Edits", {DAYS[0].day: "?day=2026-11-02"})
    assert cells(html) == [["Day", "Edits"], ["1 November 2026", "3"], ["2 November 2026", "12,345"]]
    assert [a["href"] for a in BeautifulSoup(html, "html.parser").select("td a, th a")] == ["?day=2026-11-02"]


def test_many_days_are_drawn_without_figures_above() -> None:
    many = [Day(dt.date(2026, 1, 1) + dt.timedelta(days=number), number) for number in range(200)]
    assert (">198<" in draw_days(many, 850, 200, 5), ">12,345<" in draw_days(DAYS[::-1], 850, 200, 5)) == (False, True)


def test_an_amount_below_nought_is_said_and_has_no_bar() -> None:
    html = by_name([Named("Latin", 20), Named("Cyrillic", -3)], WORDS, ("Script", "Words"))
    assert cells(html) == [["Script", "Words"], ["Latin", "20"], ["Cyrillic", "-3"]]


def test_what_is_not_known_is_no_point_of_the_line() -> None:
    html = curve(STANDS, WORDS, ("After", "Share", "Of"))
    assert cells(html)[1:] == [
        ["7 days", "91 %", "4 changes"],
        ["30 days", "80 %", "3 changes"],
        ["90 days", "not known", "0 changes"],
    ]
    drawn = str(BeautifulSoup(html, "html.parser").select_one(".chart__wide"))
    assert (drawn.count(">91 %<"), drawn.count(">?<")) == (2, 1)  # the first has a halo


def test_colours_are_those_of_the_page_and_on_paper_its_light_ones() -> None:
    for html in (
        by_day(DAYS, WORDS, "Edits"),
        curve(STANDS, WORDS, ("a", "b", "c")),
        by_name([Named("a", 1)], WORDS, ("a", "b")),
    ):
        drawn = BeautifulSoup(html, "html.parser").select(".chart__drawing svg *")
        tones = {tag[key] for tag in drawn for key in ("fill", "stroke") if tag.get(key)}
        assert {tone for tone in tones if not tone.startswith("var(--")} <= {"none", "transparent"}
        assert "var(" not in for_paper("".join(map(str, drawn)))
    assert re.search(r"#[0-9a-f]{6}", for_paper('<rect fill="var(--link)"/>'))


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x1b", "\ufffe", "\uffff"])
def test_signs_that_xml_does_not_know_are_left_out_instead_of_ending_the_process(sign: str) -> None:
    assert ">Istog<" in draw_names([Named(f"Is{sign}tog", 3)], 600)
