"""A day and a cadence in; the periods of the calendar out."""

import datetime as dt

import pytest

from portal.ground.measures import Period
from portal.indicator.readings.periods import period_of, periods_between


@pytest.mark.parametrize(
    ("cadence", "start", "end"),
    [
        ("month", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("quarter", dt.date(2024, 1, 1), dt.date(2024, 3, 31)),
        ("year", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    ],
)
def test_a_period_is_one_of_the_calendar(cadence: str, start: dt.date, end: dt.date) -> None:
    assert period_of(dt.date(2024, 2, 29), cadence) == Period(start, end)


def test_the_last_month_of_a_year_ends_with_it() -> None:
    assert period_of(dt.date(2025, 12, 31), "month") == Period(dt.date(2025, 12, 1), dt.date(2025, 12, 31))


def test_periods_follow_each_other_without_a_gap() -> None:
    found = periods_between(dt.date(2025, 11, 20), dt.date(2026, 5, 1), "quarter")
    assert found == [
        Period(dt.date(2025, 10, 1), dt.date(2025, 12, 31)),
        Period(dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        Period(dt.date(2026, 4, 1), dt.date(2026, 6, 30)),
    ]


def test_there_is_no_period_before_the_first_day() -> None:
    assert periods_between(dt.date(2026, 1, 2), dt.date(2026, 1, 1), "month") == []


def test_only_known_cadences_have_periods() -> None:
    with pytest.raises(ValueError, match="week"):
        period_of(dt.date(2026, 1, 1), "week")
