"""Records in; what the portal counts of an indicator, now and for periods that ended, out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from portal.ground.ledger.looks import history
from portal.ground.measures import Figure, Period
from portal.indicator.readings import acts, looks
from portal.indicator.readings.acts import ReadingError
from portal.indicator.readings.models import Indicator
from portal.indicator.readings.periods import period_of
from portal.indicator.readings.tasks import read_ended
from tests.portal.indicator.make import Q3, make_indicator
from tests.portal.make import NOON, make_look, make_target

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
Q4 = Period(dt.date(2026, 10, 1), dt.date(2026, 12, 31))
Q1 = Period(dt.date(2027, 1, 1), dt.date(2027, 3, 31))


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def make_listed(**fields: Any) -> Indicator:
    """What share of the lists has Kosovo, from October 2026 on."""
    return make_indicator("audit.listed", **{"starts_on": Q4.start, **fields})


def test_what_is_counted_has_the_unit_and_the_direction_of_its_measure() -> None:
    indicator = make_indicator("outcome.days")
    assert (indicator.unit, indicator.rises) == ("days", False)
    with pytest.raises(ReadingError) as refused:
        acts.change_indicator(indicator, "person-0", unit="count")
    assert refused.value.field == "unit"


def test_a_count_is_kept_with_its_interval_its_coverage_and_its_parts() -> None:
    indicator = make_listed()
    make_look(make_target(), country="listed")
    make_target(criteria=["country", "phone-code"])
    row = acts.read(indicator, Q4, narrative={"en": "The first look."})
    now = looks.now(indicator)
    assert (row.value, row.known, row.expected, row.confidence, row.how) == (1, 1, 3, "low", "audit.listed 1")
    assert (row.by, row.source, row.as_of, row.narrative) == ("machine", "", NOON.date(), {"en": "The first look."})
    assert looks.figure_of(row).parts == now.parts
    assert row.low == Decimal(str(now.low)).quantize(Decimal("0.000001"))
    [_made, counted] = history(indicator.subject)
    assert (counted.verb, counted.body) == (
        "reading.counted",
        {"start": "2026-10-01", "end": "2026-12-31", "value": "1.000000", "source": "", "how": "audit.listed 1"},
    )


def test_a_person_may_say_how_sure_they_are_and_their_words_stay() -> None:
    indicator = make_listed()
    acts.read(indicator, Q4, "person-0", {"en": "Slow."}, "medium")
    again = acts.read(indicator, Q4)
    assert (again.by, again.narrative, again.confidence) == ("machine", {"en": "Slow."}, "low")
    assert acts.read(indicator, Q4, narrative={}).narrative == {}


@pytest.mark.parametrize(
    ("figure", "sure"),
    [
        (Figure(None), "low"),
        (Figure(0.0), "high"),
        (Figure(0.5, known=9, expected=10), "high"),
        (Figure(0.5, known=5, expected=10), "medium"),
        (Figure(0.5, known=4, expected=10), "low"),
    ],
)
def test_how_sure_a_count_is_follows_from_its_coverage(figure: Figure, sure: str) -> None:
    assert acts.sure_of(figure) == sure


def test_nobody_enters_what_is_counted_and_nobody_counts_ahead() -> None:
    indicator = make_listed()
    with pytest.raises(ReadingError) as refused:
        acts.enter(indicator, Q4, 1, "person-0", source="a report", as_of=NOON.date())
    assert refused.value.field == "indicator"
    with pytest.raises(ReadingError) as refused:
        acts.read(indicator, Q1)
    assert refused.value.field == "period"


def test_a_measure_that_no_room_has_any_more_leaves_its_readings() -> None:
    indicator = make_listed()
    row = acts.read(indicator, Q4)
    Indicator.objects.update(measure="room.gone")
    indicator.refresh_from_db()
    assert looks.measure_of(indicator) is None
    assert looks.now(indicator) == looks.figure_of(row)
    with time_machine.travel(NOON + 60 * DAY):
        assert read_ended.func() == 0
    with pytest.raises(ReadingError):
        acts.read(indicator, Q4)


def test_the_figure_of_now_is_counted_anew_after_ten_minutes() -> None:
    indicator = make_listed()
    assert looks.now(indicator) == Figure(None, parts={"layer": {}, "criterion": {}})
    make_look(make_target(), country="listed")
    assert looks.now(indicator).value is None
    with time_machine.travel(NOON + dt.timedelta(minutes=11)):
        assert looks.now(indicator).value == 1


def test_the_figure_of_now_is_another_one_when_the_next_period_begins() -> None:
    indicator = make_indicator("audit.looks")
    make_look(make_target(), country="listed")
    assert looks.now(indicator).value == 1
    with time_machine.travel(dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC)):  # already next year in Kosovo
        assert looks.now(indicator).value == 0


def test_periods_begin_with_the_day_on_which_the_indicator_was_made_unless_it_says_another_one() -> None:
    assert looks.periods(make_indicator(starts_on=None), NOON.date()) == [Q4]
    assert looks.periods(make_indicator(starts_on=dt.date(2026, 8, 20)), NOON.date()) == [Q3, Q4]
    retired = acts.retire(make_indicator(), "person-0", dt.date(2026, 5, 1))
    assert [one.start.month for one in looks.periods(retired, NOON.date())] == [1, 4]


def test_each_period_that_ended_is_counted_once() -> None:
    monthly, retired = make_listed(cadence="month"), make_listed()
    acts.retire(retired, "person-0")
    make_indicator()
    make_look(make_target(), country="listed")
    assert read_ended.func() == 1
    with time_machine.travel(dt.datetime(2027, 1, 5, 12, tzinfo=dt.UTC)):
        assert (read_ended.func(), read_ended.func()) == (2, 0)
    assert [(row.starts_on.month, row.value) for row in looks.course(monthly)] == [(10, None), (11, 1), (12, 1)]
    assert looks.course(retired) == []


def test_facts_that_come_in_late_make_another_reading_for_a_month() -> None:
    indicator = make_listed(cadence="month")
    november = period_of(NOON.date(), "month")
    late, later = make_target(), make_target()
    with time_machine.travel(dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC), tick=False):
        read_ended.func()
        make_look(late, NOON, country="listed")
        assert (read_ended.func(), read_ended.func()) == (1, 0)
    assert [row.value for row in looks.readings_of(indicator).filter(ends_on=november.end)] == [1, None]
    with time_machine.travel(dt.datetime(2027, 1, 5, 12, tzinfo=dt.UTC), tick=False):
        read_ended.func()
        make_look(later, NOON, country="missing")
        assert read_ended.func() == 1
    assert [row.value for row in looks.course(indicator)] == [None, 1, Decimal("0.5")]
