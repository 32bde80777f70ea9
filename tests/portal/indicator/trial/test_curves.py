"""Curves, means and the log-rank test against numbers that textbooks print or that a hand can work out."""

from __future__ import annotations

import math

import pytest

from portal.indicator.trial.curves import Curve, curve, log_rank, restricted_mean, share_within
from tests.portal.indicator.trial.make import PLACEBO, TREATED, make_spells

# Five targets: listed on day 1, then one lost sight of on day 2, two listed on day 3, one watched to day 5.
FIVE = make_spells((1, 1), (2, 0), (3, 1), (3, 1), (5, 0))


def test_the_curve_of_the_textbook() -> None:
    found = curve(make_spells(*TREATED))
    left = {step.day: round(1 - step.share, 4) for step in found.steps}
    printed = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    assert {day: left[day] for day in printed} == printed
    assert {step.day: step.at_risk for step in found.steps if step.day in printed} == {
        6: 21, 7: 17, 10: 15, 13: 12, 16: 11, 22: 7, 23: 6,
    }  # fmt: skip
    assert (found.spells, found.listed, found.days, found.last, found.median) == (21, 9, 359, 35, 23)


def test_a_curve_by_hand_with_its_interval() -> None:
    found = curve(FIVE)
    assert [(step.day, step.at_risk) for step in found.steps] == [(0, 5), (1, 5), (2, 4), (3, 3), (5, 1)]
    # 4/5 are left after day 1, and of these 1/3 after day 3.
    assert [round(step.share, 6) for step in found.steps] == [0, 0.2, 0.2, round(1 - 4 / 15, 6), round(1 - 4 / 15, 6)]
    # Greenwood on the scale of log(-log): on day 1 the variance of log S is 1 / (5 x 4).
    left = 4 / 5
    error = math.sqrt(1 / 20) / abs(math.log(left))
    low, high = (left ** math.exp(1.959964 * sign * error) for sign in (1, -1))
    assert (found.steps[1].low, found.steps[1].high) == pytest.approx((1 - high, 1 - low), abs=1e-6)


def test_curves_without_anybody_without_a_listing_and_with_nobody_left() -> None:
    assert curve([]) == Curve(0, 0, 0, 0, None)
    assert [(step.share, step.low, step.high) for step in curve(make_spells((3, 0), (4, 0))).steps] == [(0, 0, 0)] * 3
    assert curve(make_spells((1, 1), (2, 1))).steps[-1].share == 1.0


def test_the_share_within_some_days_is_not_guessed_beyond_the_watch() -> None:
    assert share_within(FIVE, 2) == pytest.approx(0.2)
    assert (share_within(FIVE, 6), share_within([], 1)) == (None, None)


def test_the_restricted_mean_and_its_error_by_hand() -> None:
    found = restricted_mean(FIVE, 4)
    # 1 day whole, 2 days at 4/5, 1 day at 4/15.
    assert found.days == pytest.approx(1 + 2 * 4 / 5 + 4 / 15)
    # Behind day 1 lie 2 x 4/5 + 4/15, behind day 3 4/15; by 1/(5 x 4) and 2/(3 x 1).
    variance = (8 / 5 + 4 / 15) ** 2 / 20 + (4 / 15) ** 2 * 2 / 3
    assert found.error == pytest.approx(math.sqrt(variance))


def test_the_log_rank_test_of_the_textbook() -> None:
    found = log_rank(make_spells(*TREATED), make_spells(*((week, 1) for week in PLACEBO)))
    assert found.statistic == pytest.approx(16.793, abs=0.001)
    assert found.p == pytest.approx(4.17e-5, rel=0.01)
