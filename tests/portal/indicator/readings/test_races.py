"""Two people or workers at the same moment, with real threads and transactions, on both databases: readings hold."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from portal.ground.ledger import looks as ledger
from portal.ground.ledger.chain import verify
from portal.ground.mail.models import Outgoing
from portal.ground.measures import Period
from portal.indicator.readings import acts, looks
from portal.indicator.readings.models import Reading
from portal.indicator.readings.telling import remind
from tests.portal.hostile.test_races import at_once
from tests.portal.indicator.make import Q3, make_indicator, make_reading
from tests.portal.make import NOON, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_periods_that_overlap_one_is_entered() -> None:
    indicator = make_indicator()
    august = Period(dt.date(2026, 8, 1), dt.date(2026, 8, 31))
    came = at_once(*(lambda period=period: make_reading(indicator, 1, period).pk for period in (Q3, august, Q3)))  # type: ignore[misc]
    kept = {(row.starts_on, row.ends_on) for row in Reading.objects.all()}
    assert len(kept) == 1
    assert [type(one).__name__ for one in came if not isinstance(one, int)] in (["ReadingError"], ["ReadingError"] * 2)
    assert verify(ledger.rows()).fault is None


def test_two_workers_count_a_period_once() -> None:
    indicator = make_indicator("audit.targets", starts_on=dt.date(2026, 4, 1))
    at_once(*[lambda: len(acts.read_ended(indicator, NOON.date()))] * 3)
    assert Reading.objects.count() == len(looks.course(indicator)) == 2


def test_two_workers_send_one_mail() -> None:
    person = make_person()
    make_indicator(owes=person)
    with time_machine.travel(NOON, tick=False):
        owed = looks.owing(NOON.date())
        at_once(*[lambda: remind(person, owed, NOON.date())] * 3)
    assert Outgoing.objects.count() == 1
