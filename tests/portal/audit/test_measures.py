"""Looks and releases in; how many lists had Kosovo at the end of a period, out."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.audit import measures
from portal.audit.acts import observe
from portal.audit.models import Observer
from portal.ground.measures import Figure, Period
from portal.ground.measures.figures import number, share
from tests.portal.audit.make_releases import make_line
from tests.portal.make import NOON, make_look, make_target

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))
DECEMBER = Period(dt.date(2026, 12, 1), dt.date(2026, 12, 31))


def test_only_an_entry_of_its_own_counts_and_what_nobody_saw_lowers_the_coverage() -> None:
    verdicts = ["listed", "qualified", "mixed", "missing", "under-serbia", "not-expected", "unclear"]
    for verdict in verdicts:
        make_look(make_target(), country=verdict)
    make_target(layer=3, criteria=["country", "phone-code"])
    make_look(make_target(hidden=True), country="listed")
    found = measures.LISTED.read(NOVEMBER)
    assert (found.value, found.known, found.expected) == (0.2, 5, 8)
    assert found.parts == {
        "layer": {"1": share(1, 5, 6), "3": Figure(None, expected=2)},
        "criterion": {"country": share(1, 5, 7), "phone-code": Figure(None, expected=1)},
    }


def test_a_past_period_stays_as_it_was() -> None:
    target = make_target()
    make_look(target, country="missing")
    before = measures.LISTED.read(NOVEMBER)
    make_look(target, NOON + 10 * DAY, country="listed")
    make_target(added_at=NOON + 10 * DAY)
    assert measures.LISTED.read(NOVEMBER) == before
    assert (before.value, measures.LISTED.read(DECEMBER).value) == (0.0, 1.0)


def test_by_reach_each_list_counts_as_often_as_it_is_downloaded() -> None:
    for verdict, reach, unit in (
        ("listed", 100, "downloads a month"),
        ("missing", 300, "downloads a month"),
        ("listed", None, ""),
        ("listed", 10**9, "visitors a year"),
    ):
        make_look(make_target(reach=reach, reach_unit=unit), country=verdict)
    found = measures.BY_REACH.read(NOVEMBER)
    assert (found.value, found.known, found.expected) == (0.25, 2, 4)


def test_targets_are_counted_from_the_day_on_which_they_came() -> None:
    make_target()
    make_target(layer=3, kind="website", added_at=NOON + 10 * DAY)
    make_target(hidden=True)
    assert measures.TARGETS.read(NOVEMBER).value == 1
    later = measures.TARGETS.read(DECEMBER)
    assert later == number(
        2, {"layer": {"1": number(1), "3": number(1)}, "kind": {"library": number(1), "website": number(1)}}
    )


def test_a_look_is_good_for_half_a_year_and_one_that_failed_is_none() -> None:
    seen, failed, old = make_target(), make_target(layer=2), make_target()
    make_look(seen, country="missing")
    observe(failed, at=NOON, observer=Observer.MACHINE, tool="listed", by="machine", seen=[], error="not there")
    make_look(old, NOON - 200 * DAY, country="listed")
    with time_machine.travel(NOON + DAY, tick=False):
        found = measures.LOOKED.read(NOVEMBER)
    assert (found.value, found.known, found.expected) == (1 / 3, 3, 3)
    assert found.parts["layer"] == {"1": Figure(0.5, known=2, expected=2), "2": Figure(0.0, known=1, expected=1)}


def test_looks_are_told_apart_by_who_looked() -> None:
    target = make_target()
    make_look(target, country="missing")
    make_look(target, NOON + DAY, Observer.CITED, country="missing")
    make_look(target, NOON + 20 * DAY, country="missing")
    assert measures.LOOKS.read(NOVEMBER) == number(2, {"observer": {"cited": number(1), "machine": number(1)}})


def test_releases_tell_how_packages_stood_long_before_anybody_looked() -> None:
    make_line(make_target(), v1="missing", v2="listed")  # January 2015, then a month later
    make_line(make_target(), v1="missing", v2="")
    make_line(make_target(), v1="not-expected", v2="not-expected")
    make_line(make_target(), v1="", v2="")
    january = measures.RELEASED.read(Period(dt.date(2015, 1, 1), dt.date(2015, 1, 15)))
    march = measures.RELEASED.read(Period(dt.date(2015, 3, 1), dt.date(2015, 3, 31)))
    assert (january, march) == (share(0, 2, 3), share(1, 2, 3))
    assert measures.RELEASED.read(Period(dt.date(2014, 1, 1), dt.date(2014, 12, 31))) == Figure(None)
