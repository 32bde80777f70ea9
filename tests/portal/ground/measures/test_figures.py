"""Cases in; numbers, shares, means and medians with intervals that hold what they say, out."""

from __future__ import annotations

import datetime as dt
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.measures import Figure, Period
from portal.ground.measures.figures import bounds, mean, middle, number, share, split, weighted, wilson

VALUES = st.lists(st.floats(0, 10_000), min_size=1, max_size=200)


def test_a_period_holds_its_last_day_whole_and_in_the_zone_of_the_portal() -> None:
    begins, ends = bounds(Period(dt.date(2026, 3, 1), dt.date(2026, 3, 31)))
    assert (begins.astimezone(dt.UTC), ends.astimezone(dt.UTC)) == (
        dt.datetime(2026, 2, 28, 23, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 31, 22, tzinfo=dt.UTC),
    )


@given(st.floats(0, 1), st.integers(1, 10_000))
def test_the_interval_holds_the_mean_and_stays_between_nothing_and_all(mean: float, count: int) -> None:
    low, high = wilson(mean, count)
    assert 0 <= low <= mean + 1e-12
    assert mean - 1e-12 <= high <= 1


def test_the_interval_is_that_of_the_literature() -> None:
    # Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662 by the score method.
    assert tuple(round(bound, 4) for bound in wilson(81 / 263, 263)) == (0.2553, 0.3662)


def test_an_interval_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="one case"):
        wilson(0.5, 0)


def test_a_number_counts_what_may_belong_to_it_as_unknown() -> None:
    assert number(3, unknown=1) == Figure(3.0, known=3, expected=4)
    assert number(0) == Figure(0.0)


def test_a_share_of_nothing_known_is_unknown() -> None:
    assert share(0, 0, 4) == Figure(None, expected=4)


def test_weights_that_are_equal_give_the_plain_share() -> None:
    cases = [(1.0, 5.0)] * 3 + [(0.0, 5.0)] * 7
    found, plain = weighted(cases, 12), share(3, 10, 12)
    assert found.value is not None
    assert (found.value, found.low, found.high) == pytest.approx((plain.value, plain.low, plain.high))
    assert (found.known, found.expected) == (10, 12)


def test_one_giant_among_dwarfs_is_hardly_more_than_one_case() -> None:
    found = weighted([(1.0, 1_000_000.0), *[(0.0, 1.0)] * 50], 51)
    alone = wilson(1.0, 1)
    assert found.value == pytest.approx(1, abs=1e-3)
    assert (found.low, found.high) == pytest.approx(alone, abs=1e-3)


def test_what_weighs_nothing_is_not_known() -> None:
    assert weighted([(1.0, 0.0)], 1) == Figure(None, expected=1)


@given(VALUES)
def test_the_median_lies_between_its_bounds_and_these_are_values_themselves(values: list[float]) -> None:
    found = middle(values, len(values))
    assert found.value is not None
    if len(values) < 6:
        assert (found.low, found.high) == (None, None)
        return
    assert found.low in values
    assert found.high in values
    assert found.low <= found.value <= found.high  # type: ignore[operator]


@given(st.integers(6, 300))
def test_the_bounds_of_the_median_are_the_closest_that_reach_95_percent(many: int) -> None:
    found = middle([float(rank) for rank in range(many)], many)
    assert found.low is not None
    outside = sum(comb(many, rank) for rank in range(int(found.low) + 1)) / 2**many
    closer = outside + comb(many, int(found.low) + 1) / 2**many
    assert (2 * outside <= 0.05, 2 * closer > 0.05, found.high) == (True, True, many - 1 - found.low)


def test_a_mean_of_one_value_has_no_interval() -> None:
    assert mean([4.0], 3) == Figure(4.0, known=1, expected=3)
    assert mean([], 3) == Figure(None, expected=3)


def test_a_mean_has_the_interval_of_its_standard_error() -> None:
    found = mean([1.0, 2.0, 3.0], 3)
    assert (found.low, found.value, found.high) == pytest.approx((0.868414, 2.0, 3.131586), abs=1e-6)


def test_groups_are_told_apart_by_name() -> None:
    assert split(["b", "a", "b"], str, lambda rows: number(len(rows))) == {
        "a": Figure(1.0, known=1, expected=1),
        "b": Figure(2.0, known=2, expected=2),
    }
