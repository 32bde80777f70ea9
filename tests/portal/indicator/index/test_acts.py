"""Kept days: they are what the records say, only what changed is made anew, and the ledger tells."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.ground.ledger.models import Entry
from portal.indicator.index.acts import keep_days
from portal.indicator.index.looks import course_until_now, index_on, kept
from portal.indicator.index.models import IndexDay
from tests.portal.indicator.index.world import Made, Saw, make_world
from tests.portal.make import make_look

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 1)
MADE = [Made(1, 500, ("country",)), Made(3, None, ("country", "phone-code"))]
SEEN = [Saw(0, 30, "country", "missing"), Saw(1, 200, "country", "listed"), Saw(1, 200, "phone-code", "unclear")]


def test_every_day_until_yesterday_is_kept_as_the_records_say() -> None:
    make_world(MADE, SEEN)
    assert keep_days(TODAY) == 59
    assert kept() == [index_on(dt.date(2026, 1, 1) + dt.timedelta(days=number)) for number in range(59)]
    assert [row.verb for row in Entry.objects.filter(subject="index/2")] == ["index.kept"]


def test_nothing_is_done_twice() -> None:
    make_world(MADE, SEEN)
    keep_days(TODAY)
    assert keep_days(TODAY) == 0
    assert keep_days(TODAY + dt.timedelta(days=1)) == 1
    assert Entry.objects.filter(verb="index.kept").count() == 2


def test_a_look_at_the_past_makes_anew_the_days_from_it_on_and_no_others() -> None:
    target = make_world(MADE, SEEN)[0]
    keep_days(TODAY)
    IndexDay.objects.update(method="old")
    make_look(target, dt.datetime(2026, 2, 10, 12, tzinfo=dt.UTC), country="listed")
    assert keep_days(TODAY) == 19
    assert set(IndexDay.objects.filter(method="old").values_list("day", flat=True)) == {
        dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in range(40)
    }
    assert kept(dt.date(2026, 2, 10))[0] == index_on(dt.date(2026, 2, 10))


def test_another_reach_makes_every_day_anew() -> None:
    target = make_world(MADE, SEEN)[0]
    keep_days(TODAY)
    target.reach = 10**9
    target.save()
    assert keep_days(TODAY) == 59
    assert kept(last=dt.date(2026, 1, 3))[-1] == index_on(dt.date(2026, 1, 3))


def test_without_any_target_nothing_is_kept() -> None:
    assert keep_days(TODAY) == 0
    assert not Entry.objects.filter(verb="index.kept").exists()


def test_the_course_ends_with_today_as_it_stands() -> None:
    make_world(MADE, SEEN)
    keep_days(TODAY)
    found = course_until_now()
    assert len(found) == 60
    assert found[-1].whole.value is not None
