"""A list as read is shown around its gap, with what is left out counted; reasons belong to their verdict."""

from __future__ import annotations

from typing import Any

import pytest

from portal.faces.kit.parts import Row
from portal.faces.public.reading import findings, readings
from tests.portal.faces.public.pages import ROWS, make_read_look
from tests.portal.make import make_look, make_target


def kept(**more: Any) -> dict[str, Any]:
    one = {
        "criterion": "country",
        "verdict": "missing",
        "where": "a.json",
        "entries": 4,
        "rows": ROWS,
        "gap": 2,
        **more,
    }
    return {"criteria": [one]}


def test_the_gap_stands_between_its_neighbours() -> None:
    [reading] = readings(kept())
    whole = (
        Row("Japan", "JP"),
        Row("Jordan", "JO"),
        Row("Kosovo", "XK", "gap"),
        Row("Kuwait", "KW"),
        Row("Laos", "LA"),
    )
    assert (reading.near, reading.rows, reading.entries) == (whole, whole, 4)


def test_rows_that_are_far_or_were_not_kept_are_counted() -> None:
    rows = [[f"Place {n}", f"{n}", None] for n in range(300)]
    [reading] = readings(kept(rows=rows, rows_from=1000, gap=150, entries=7000))
    assert reading.near[0] == Row("", mark="more", count=1146)
    assert [row.label for row in reading.near[1:-1]] == [
        *(f"Place {n}" for n in range(146, 150)), "Kosovo", *(f"Place {n}" for n in range(150, 154)),
    ]  # fmt: skip
    assert reading.near[-1] == Row("", mark="more", count=5846)
    assert (reading.rows[0].count, len(reading.rows), reading.rows[-1].count) == (1000, 303, 5700)


def test_a_gap_at_either_end_is_shown() -> None:
    [first] = readings(kept(gap=0))
    [last] = readings(kept(gap=4))
    assert (first.near[0].mark, last.near[-1].mark) == ("gap", "gap")


def test_where_the_place_stands_its_row_is_marked() -> None:
    [reading] = readings(kept(rows=[*ROWS[:2], ["Kosovo*", "XK", "XK"], *ROWS[2:]], gap=None, entries=5))
    assert reading.near[2] == Row("Kosovo*", "XK", "place")


def test_a_row_without_words_shows_its_code() -> None:
    [reading] = readings(kept(rows=[[None, "JP", "JP"], ["Kuwait", None, "KW"]], gap=1, entries=2))
    assert reading.near == (Row("JP"), Row("Kosovo", "XK", "gap"), Row("Kuwait"))


def test_a_long_list_that_says_nothing_of_the_place_is_cut() -> None:
    rows = [[f"Place {n}", "", None] for n in range(20)]
    [reading] = readings(kept(rows=rows, gap=None, entries=20))
    assert (len(reading.near), reading.near[-1], len(reading.rows)) == (9, Row("", mark="more", count=12), 20)


def test_lists_with_a_gap_come_first() -> None:
    both = {"criteria": kept(gap=None)["criteria"] + kept(criterion="flag")["criteria"]}
    assert [one.criterion for one in readings(both)] == ["flag", "country"]


def test_nothing_is_shown_of_a_record_without_rows() -> None:
    assert (readings(None), readings({"seen": {}}), readings(kept(rows=[]))) == ([], [], [])


@pytest.mark.django_db
def test_a_reason_for_another_verdict_is_left_out() -> None:
    target = make_target()
    make_read_look(target)
    standing = target.standings.get(until=None)
    record = kept(reason="Because.")
    assert findings([standing], record)[0].reason == "Because."
    make_look(target, at=standing.since.replace(year=2027), country="listed")
    assert findings([target.standings.get(until=None)], record)[0].reason == ""
