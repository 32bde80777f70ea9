"""Any figures for any periods in; a course whose periods never overlap, and not one reading lost, out."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.ground.measures import Period
from portal.indicator.readings import looks
from portal.indicator.readings.acts import ReadingError
from portal.indicator.readings.models import Reading
from tests.portal.indicator.make import make_indicator, make_reading
from tests.portal.make import NOON

DAYS = st.integers(0, 90).map(lambda day: dt.date(2026, 7, 1) + dt.timedelta(days=day))
PERIODS = st.tuples(DAYS, DAYS).map(lambda pair: Period(min(pair), max(pair)))
ENTRIES = st.lists(st.tuples(PERIODS, st.decimals(0, 10**9, places=6)), max_size=12)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None)
@given(ENTRIES)
def test_the_newest_figure_of_each_period_stands_and_periods_never_overlap(
    entries: list[tuple[Period, Decimal]],
) -> None:
    indicator = make_indicator()
    stands: dict[Period, Decimal] = {}
    kept = 0
    with time_machine.travel(NOON, tick=False):
        for period, value in entries:
            overlaps = any(one != period and one.start <= period.end and period.start <= one.end for one in stands)
            if overlaps:
                with pytest.raises(ReadingError):
                    make_reading(indicator, value, period)
            else:
                make_reading(indicator, value, period)
                stands[period] = value
                kept += 1
    course = looks.course(indicator)
    assert {Period(row.starts_on, row.ends_on): row.value for row in course} == stands
    assert [row.ends_on for row in course] == sorted(row.ends_on for row in course)
    assert all(one.ends_on < two.starts_on for one, two in pairwise(course))
    assert Reading.objects.filter(indicator=indicator).count() == kept
