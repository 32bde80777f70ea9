"""Charts say in words what they draw, in the colours of the page and without any style of their own."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.utils.translation import override

from portal.audit.models import Standing, Verdict
from portal.faces.charts.bars import Bar, bar_share, standing_timeline
from portal.faces.charts.lines import Point, index_over_time, spread

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
POINTS = [Point(dt.date(2026, 1, 1), 0.2, 0.1, 0.3), Point(dt.date(2026, 11, 1), 0.26, 0.2, 0.33)]


def make_standing(verdict: str, since: int, until: int | None = None, criterion: str = "country") -> Standing:
    ended = None if until is None else NOON - dt.timedelta(days=until)
    return Standing(criterion=criterion, verdict=verdict, since=NOON - dt.timedelta(days=since), until=ended)


def figures() -> dict[str, str]:
    return {
        "index": index_over_time(POINTS),
        "timeline": standing_timeline([make_standing("missing", 90, 30), make_standing("listed", 30)]),
        "share": bar_share("Libraries", [Bar(Verdict.LISTED, 3), Bar(Verdict.MISSING, 1)]),
    }


def cells(html: str) -> list[list[str]]:
    rows = BeautifulSoup(html, "html.parser").select("tr")
    return [[cell.get_text() for cell in row.select("th, td")] for row in rows]


def test_no_chart_brings_style_or_colours_of_its_own() -> None:
    for name, html in figures().items():
        page = BeautifulSoup(html, "html.parser")
        drawing = page.select(".chart__drawing svg *")
        tones = {tag[key] for tag in drawing for key in ("fill", "stroke") if tag.get(key)}
        assert (name, page.select("[style], style, script")) == (name, [])
        assert {tone for tone in tones if not tone.startswith("var(--")} <= {"none", "transparent"}


def test_every_drawing_has_one_title_and_one_description() -> None:
    for html in figures().values():
        for drawing in BeautifulSoup(html, "html.parser").select(".chart__drawing > svg"):
            names = str(drawing["aria-labelledby"]).split()
            assert [drawing.select_one(f"#{name}").get_text() != "" for name in names] == [True, True]
            assert drawing.select("[role], [aria-label]") == []


def test_the_index_is_told_with_its_interval() -> None:
    assert cells(index_over_time(POINTS)) == [
        ["Day", "Index", "From", "To"],
        ["1 November 2026", "26 %", "20 %", "33 %"],
        ["1 January 2026", "20 %", "10 %", "30 %"],
    ]


def test_days_on_the_axis_speak_the_language() -> None:
    with override("sr"):
        assert "1. новембра 2026." in index_over_time(POINTS)


def test_one_day_alone_is_a_chart_too() -> None:
    assert "<svg" in index_over_time(POINTS[:1])


@time_machine.travel(NOON, tick=False)
def test_a_timeline_tells_what_held_from_when_to_when() -> None:
    html = standing_timeline([make_standing("listed", 30), make_standing("missing", 90, 30)])
    assert cells(html) == [
        ["Criterion", "Verdict", "From", "Until"],
        ["Country list", "Missing", "25 August 2026", "24 October 2026"],
        ["Country list", "Listed", "24 October 2026", "now"],
    ]


def test_a_standing_of_today_is_a_chart_too() -> None:
    with time_machine.travel(NOON, tick=False):
        assert "<svg" in standing_timeline([make_standing("missing", 0)])


def test_shares_are_told_by_count_and_percent() -> None:
    assert cells(bar_share("Libraries", [Bar(Verdict.LISTED, 3), Bar(Verdict.MIXED, 0), Bar(Verdict.MISSING, 1)])) == [
        ["Verdict", "Count", "Share"],
        ["Listed", "3", "75 %"],
        ["Missing", "1", "25 %"],
    ]


@pytest.mark.parametrize(("days", "count", "found"), [(0, 5, 1), (2, 5, 3), (100, 5, 5)])
def test_an_axis_never_names_a_day_twice(days: int, count: int, found: int) -> None:
    first = dt.date(2026, 1, 1)
    made = spread(first, first + dt.timedelta(days=days), count)
    assert (made[0], made[-1], len(set(made))) == (first, first + dt.timedelta(days=days), found)
