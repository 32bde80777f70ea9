"""Lines over the years keep their names whole in the table, their order, and their days in proportion."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag

from portal.faces.charts.figure import Table, Words
from portal.faces.charts.lifelines import Lifeline, Mark, Span, Stretch, fit, lifelines, span_of

DAY = dt.date(2016, 1, 1).toordinal()
TODAY = dt.date(2026, 11, 23)
ROWS = [
    Lifeline(
        "first",
        "1.0 · 2018",
        [Stretch(DAY, DAY + 1000, "missing"), Stretch(DAY + 1000, DAY + 3000, "listed")],
        [Mark(DAY + 1000, "listed")],
    ),
    Lifeline(
        "second",
        "",
        [Stretch(DAY + 500, DAY + 900, "mixed"), Stretch(DAY + 900, DAY + 950)],
        [Mark(DAY + 900, "missing", is_dated=False)],
    ),
]
YEARS = [(2010, 2026, 5), (2025, 2026, 5), (1990, 2026, 14), (2026, 2026, 5)]


def draw(rows: list[Lifeline]) -> BeautifulSoup:
    html = lifelines(Words("x", "Lines", "Said."), rows, span_of(rows, TODAY), Table(["Library"], [["first"]]))
    return BeautifulSoup(html, "html.parser")


def wide(page: BeautifulSoup) -> Tag:
    found = page.select_one(".chart__wide")
    assert found is not None
    return found


def test_each_row_has_a_line_as_long_as_its_days_and_as_thick_as_its_verdict() -> None:
    bars = wide(draw(ROWS)).select("rect")
    found = [(one["class"], float(str(one["width"])), float(str(one["height"]))) for one in bars]
    assert [(css, thick) for css, _long, thick in found] == [(["f-missing"], 3), (["f-listed"], 12), (["f-mixed"], 8)]
    assert found[1][1] == pytest.approx(2 * found[0][1], rel=0.01)
    assert len(wide(draw(ROWS)).select(".life-gap")) == 1


def test_a_change_is_marked_and_a_guessed_day_is_hollow() -> None:
    marks = [one["class"] for one in wide(draw(ROWS)).select("circle")]
    assert marks == [["life-mark", "f-listed"], ["life-mark", "f-paper", "is-missing"]]


def test_names_are_text_and_cut_only_in_the_picture() -> None:
    page = draw([Lifeline("<script>" + "x" * 60, "", [Stretch(DAY, DAY, "listed")])])
    assert page.select("script") == []
    assert wide(page).select("g text")[0].get_text() == "<script>" + "x" * 34 + "…"
    assert [fit("abc", 3), fit("abcd", 3), fit("abcd", 1)] == ["abc", "ab…", "a…"]


def test_a_single_release_can_be_seen() -> None:
    assert wide(draw([Lifeline("one", "", [Stretch(DAY, DAY, "listed")])])).select("rect")[0]["width"] == "8.0"


@pytest.mark.parametrize(
    ("first", "last", "most"), [(2010, 2026, 5), (2025, 2026, 5), (1990, 2026, 14), (2026, 2026, 5)]
)
def test_an_axis_has_few_years_evenly_apart(first: int, last: int, most: int) -> None:
    years = Span(dt.date(first, 6, 1).toordinal(), dt.date(last, 11, 23).toordinal()).years(most)
    assert len(years) <= most
    assert len({b - a for a, b in pairwise(years)}) <= 1
    assert all(first < year <= last for year in years)


def test_nothing_at_all_still_spans_to_today() -> None:
    assert span_of([], TODAY).last == TODAY.toordinal()
