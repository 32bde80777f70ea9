"""Curves of listings: both drawn, told apart without colour, whole in the table, within the axis."""

from __future__ import annotations

import re

import pytest

from portal.faces.charts.figure import Words
from portal.faces.charts.listing import At, Line, draw_listing, listing, table_of

DAYS = {0: "0", 30: "30 days"}
ASKED = Line("Asked", [At(0, 0.0, 0.0, 0.0, 20), At(5, 0.1, 0.02, 0.3, 19), At(20, 0.4, 0.2, 0.9, 10)], 30)
WAITING = Line("Not asked yet", [At(0, 0.0, 0.0, 0.0, 8)], 12)


def test_two_curves_are_named_and_told_apart_without_colour() -> None:
    drawn = draw_listing([ASKED, WAITING], DAYS, 400, 200)
    assert [word in drawn for word in ("Asked", "Not asked yet", "30 days", "60 %")] == [True] * 4
    assert "stroke-dasharray" in drawn
    assert "style=" not in drawn


def test_one_curve_needs_no_name_in_its_picture() -> None:
    assert "Asked" not in draw_listing([ASKED], DAYS, 400, 200)


@pytest.mark.parametrize(("share", "end"), [(0.01, "4 %"), (0.1, "20 %"), (0.55, "80 %"), (1.0, "100 %")])
def test_the_axis_has_room_for_the_highest_share(share: float, end: str) -> None:
    words = re.findall(r">(\d+ %)<", draw_listing([Line("One", [At(1, share, 0.0, 1.0, 2)], 9)], DAYS, 400, 200))
    assert max(words, key=lambda word: int(word[:-2])) == end


def test_the_figure_holds_a_picture_for_desks_one_for_phones_and_a_table_a_curve() -> None:
    words = Words("drawn", "Listed in time", "Asked: 8 of 20.")
    made = listing(words, [ASKED, WAITING], lambda many: {0: "0", 30: f"{many} at most"})
    assert (made.count("<svg"), made.count("<table")) == (2, 2)
    assert ("7 at most" in made, "4 at most" in made, "Listed in time" in made) == (True, True, True)


def test_the_table_has_every_step_and_of_many_some_with_the_last() -> None:
    assert [list(row) for row in table_of(ASKED).rows] == [
        ["0", "0 %", "0 %", "0 %", "20"],
        ["5", "10 %", "2 %", "30 %", "19"],
        ["20", "40 %", "20 %", "90 %", "10"],
    ]
    long = Line("Long", [At(day, day / 400, 0.0, 1.0, 400 - day) for day in range(399)], 399)
    rows = table_of(long).rows
    assert (len(rows) <= 41, rows[0][0], rows[-1][0]) == (True, "0", "398")
