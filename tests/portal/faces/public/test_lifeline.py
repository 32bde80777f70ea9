"""A line of releases is drawn where its days are known, and nothing is drawn as read that nobody read."""

from __future__ import annotations

import datetime as dt

from portal.audit.models import Release
from portal.faces.charts.lifelines import Mark, Stretch
from portal.faces.public.lifeline import Drawn, days, draw

FIRST = dt.date(2020, 1, 1).toordinal()
READ = dt.datetime(2020, 2, 10, 12, tzinfo=dt.UTC)


def make_release(day: int | None, verdict: str = "") -> Release:
    """A release so many days after the first of 2020; with a verdict where it was read."""
    at = None if day is None else dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC) + dt.timedelta(days=day)
    criteria = {"country": {"verdict": verdict}} if verdict else {}
    return Release(version="1", released_at=at, verdict=verdict, criteria=criteria, read_at=READ if verdict else None)


def make_line(*releases: tuple[int | None, str]) -> list[Release]:
    return [make_release(*each) for each in releases]


def told(drawn: Drawn | None) -> Drawn | None:
    """The same with days counted from the first of 2020."""
    if drawn is None:
        return None
    stretches = [Stretch(each.start - FIRST, each.end - FIRST, each.verdict) for each in drawn.stretches]
    return Drawn(tuple(stretches), tuple(Mark(m.at - FIRST, m.verdict, m.is_dated) for m in drawn.marks))


def test_what_stands_alike_at_both_ends_stood_so_between() -> None:
    line = make_line((0, "missing"), (10, ""), (20, "missing"), (30, "listed"), (40, "listed"))
    assert told(draw("country", line)) == Drawn(
        (Stretch(0, 30, "missing"), Stretch(30, 40, "listed")), (Mark(30, "listed"),)
    )


def test_where_it_changed_between_releases_that_nobody_read_the_line_says_nothing() -> None:
    line = make_line((0, "listed"), (10, ""), (20, "missing"), (30, ""))
    assert told(draw("country", line)) == Drawn(
        (Stretch(0, 20), Stretch(20, 20, "missing"), Stretch(20, 30)), (Mark(20, "missing"),)
    )


def test_a_list_that_was_there_from_the_first_release_has_no_moment_of_change() -> None:
    assert told(draw("country", make_line((0, "listed"), (9, "mixed")))) == Drawn(
        (Stretch(0, 9, "listed"), Stretch(9, 9, "mixed")), ()
    )


def test_a_release_without_a_day_stands_between_dated_ones_and_no_later_than_it_was_read() -> None:
    line = make_line((None, "missing"), (0, ""), (None, "listed"), (20, "listed"), (None, ""), (None, "listed"))
    found = days(line)
    assert found is not None
    assert [at - FIRST for at in found] == [0, 0, 10, 20, 30, 40]
    drawn = told(draw("country", line))
    assert drawn is not None
    assert drawn.marks == (Mark(10, "listed", is_dated=False),)


def test_a_release_dated_before_the_one_ahead_of_it_never_turns_the_line_back() -> None:
    found = days(make_line((0, "missing"), (30, "missing"), (10, "missing")))
    assert found is not None
    assert [at - FIRST for at in found] == [0, 30, 30]


def test_without_any_day_nothing_is_drawn() -> None:
    assert draw("country", make_line((None, "listed"), (None, "missing"))) is None


def test_a_release_without_such_a_list_expects_none() -> None:
    assert told(draw("flag", make_line((0, "listed"), (5, "listed")))) == Drawn((Stretch(0, 5, "not-expected"),), ())
