"""The index under other weights, and how much is known: each says in words what it draws, on desks and phones."""

from __future__ import annotations

import datetime as dt

from bs4 import BeautifulSoup

from portal.faces.charts.figure import Words
from portal.faces.charts.known import Known, known_over_time
from portal.faces.charts.weights import Dot, Spread, under_weights

DOTS = [Dot("As published", 0.5, 0.4, 0.6), Dot("Only: Libraries", 0.75, 0.6, 0.85)]


def rows(html: str) -> list[list[str]]:
    page = BeautifulSoup(html, "html.parser")
    return [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tbody tr")]


def test_each_set_of_weights_is_a_row_of_the_table_and_a_name_in_both_pictures() -> None:
    html = under_weights(Words("weights", "Weights", "In words."), DOTS, Spread(0.3, 0.4, 0.6, 0.7))
    assert rows(html) == [["As published", "50 %", "40 %", "60 %"], ["Only: Libraries", "75 %", "60 %", "85 %"]]
    pictures = BeautifulSoup(html, "html.parser").select("svg")
    assert [("Only: Libraries" in one.get_text(), "style=" in str(one)) for one in pictures] == [(True, False)] * 2


def test_how_much_is_known_is_told_newest_first() -> None:
    html = known_over_time([Known(dt.date(2026, 1, 1), 0.5, 1.0), Known(dt.date(2026, 2, 1), 0.75, 0.9)])
    assert rows(html) == [["1 February 2026", "75 %", "90 %"], ["1 January 2026", "50 %", "100 %"]]
    assert "On 1 February 2026 the coverage was 75 %" in html


def test_a_single_day_can_be_drawn() -> None:
    assert "<svg" in known_over_time([Known(dt.date(2026, 1, 1), 0.5, 1.0)])
