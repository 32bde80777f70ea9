"""The history of the index: every day as a slow reading of the records has it, however the looks came in."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.indicator.index.day import day_on
from portal.indicator.index.history import history
from portal.indicator.index.method import method
from portal.indicator.index.rows import CRITERIA, VERDICTS
from portal.indicator.index.sums import SHAPE
from tests.portal.indicator.index.world import FIRST, LAST, Made, Saw, make_world, passing, slow_sums

pytestmark = pytest.mark.django_db
WORDS = st.sampled_from(CRITERIA[:3])
TARGETS = st.lists(
    st.builds(
        Made,
        layer=st.integers(0, 3),
        reach=st.none() | st.integers(0, 10**9),
        criteria=st.lists(WORDS, unique=True, max_size=3).map(tuple),
        added=st.integers(0, 4000),
        hidden=st.sampled_from((False, False, False, True)),
    ),
    min_size=1,
    max_size=4,
)
# Hours apart that lie near the days on which something grows old, and near midnight.
HOURS = st.integers(0, 8700) | st.sampled_from(
    (22, 23, 24, 180 * 24, 180 * 24 + 22, 180 * 24 + 23, 181 * 24, 181 * 24 + 22)
)
DAYS = st.lists(st.dates(FIRST, LAST), min_size=1, max_size=3)


def sees(count: int) -> st.SearchStrategy[list[Saw]]:
    one = st.builds(Saw, st.integers(0, count - 1), HOURS, WORDS, st.sampled_from(VERDICTS))
    return st.lists(one, max_size=14)


@settings(max_examples=60)
@given(st.data())
def test_each_day_is_as_its_records_say(data: st.DataObject) -> None:
    targets = data.draw(TARGETS)
    seen = data.draw(sees(len(targets)))
    days = data.draw(DAYS)
    with passing():
        make_world(targets, seen)
        whole = history(FIRST, LAST)
        for day in days:
            slow = slow_sums(day)
            one = day_on(day)
            np.testing.assert_array_equal(whole[(day - FIRST).days], slow)
            np.testing.assert_array_equal(one.sums(one.weight, method()), slow)


def test_days_before_anything_was_known_are_empty() -> None:
    make_world([Made(1, 10, ("country",))], [Saw(0, 0, "country", "listed")])
    found = history(dt.date(2012, 7, 27), dt.date(2025, 12, 31))
    np.testing.assert_array_equal(found, np.zeros((4906, *SHAPE)))


def test_without_any_record_there_is_nothing_to_add_up() -> None:
    np.testing.assert_array_equal(history(FIRST, FIRST), np.zeros((1, *SHAPE)))


def test_a_part_of_the_history_is_the_same_as_that_part_of_all_of_it() -> None:
    make_world(
        [Made(3, 10, ("country", "phone-code")), Made(1, None, ())],
        [Saw(0, 10, "country", "missing"), Saw(0, 3000, "country", "listed"), Saw(1, 5000, "country", "mixed")],
    )
    late = dt.date(2026, 8, 1)
    np.testing.assert_array_equal(history(late, LAST), history(FIRST, LAST)[(late - FIRST).days :])
