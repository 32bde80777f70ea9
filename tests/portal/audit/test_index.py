"""The index: what counts, how sure it is, and that any past day can be asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.index import Cell, Share, share, wilson
from portal.audit.looks import index_on
from tests.portal.make import NOON, make_look, make_target

DAY = dt.timedelta(days=1)


def test_half_a_listing_counts_half_and_what_is_not_known_lowers_the_coverage_alone() -> None:
    cells = [
        Cell(1, "country", "listed", 3, 300),
        Cell(1, "country", "mixed", 2, 0),
        Cell(1, "country", "missing", 1, 900),
        Cell(1, "country", "unclear", 2, 0),
        Cell(1, "country", "not-expected", 50, 0),
    ]
    found = share(cells)
    assert (found.value, found.known, found.expected, found.coverage, found.by_reach) == (4 / 6, 6, 8, 0.75, 0.25)


def test_where_nothing_is_known_the_index_says_so() -> None:
    assert share([Cell(3, "country", "unclear", 25, 0)]) == Share(None, None, None, 0, 25, None)


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_the_interval_holds_the_mean_and_stays_between_nothing_and_all(mean: float, count: int) -> None:
    low, high = wilson(mean, count)
    assert 0 <= low <= mean + 1e-12
    assert mean - 1e-12 <= high <= 1


def test_the_interval_is_that_of_the_literature() -> None:
    # Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662 by the score method.
    assert tuple(round(bound, 4) for bound in wilson(81 / 263, 263)) == (0.2553, 0.3662)


@pytest.mark.django_db
def test_the_index_of_a_past_day_stays_as_it_was() -> None:
    target, other = make_target(), make_target()
    make_look(target, NOON, country="missing")
    make_look(other, NOON, country="listed")
    before = index_on(NOON + DAY)
    make_look(target, NOON + 10 * DAY, country="listed")
    assert index_on(NOON + DAY) == before
    assert (before.whole.value, index_on(NOON + 11 * DAY).whole.value) == (0.5, 1.0)


@pytest.mark.django_db
def test_targets_nobody_looked_at_are_expected_but_not_known() -> None:
    make_target()
    found = index_on(NOON)
    assert (found.whole.value, found.whole.expected, found.whole.coverage) == (None, 1, 0.0)
