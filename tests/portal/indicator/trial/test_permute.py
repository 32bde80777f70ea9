"""The test over the drawing: its statistic and p by hand, its level without an effect, its power with one."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest

from portal.indicator.trial.curves import log_rank
from portal.indicator.trial.permute import Permuted, permuted
from portal.indicator.trial.spells import Case, Spell
from tests.portal.indicator.trial.make import PLACEBO, make_cases

WAVES = [0, 40, 80]
# Eight targets of one layer; four were asked on day 0 and four are asked on day 100, after all that happened.
LISTED = {"a": 2, "b": 3, "c": 5, "d": None, "e": 9, "f": None, "g": None, "h": None}


def make_eight(asked: str = "abcd") -> list[Case]:
    """The eight with some of them asked."""
    return [Case(1, name, 0 if name in asked else 100, day) for name, day in LISTED.items()]


def by_hand(asked: str) -> float:
    """The standardised log-rank statistic of the eight, event by event."""
    score = variance = 0.0
    for day in (2, 3, 5, 9):
        watched = [name for name, listed in LISTED.items() if listed is None or listed >= day]
        share = sum(name in asked for name in watched) / len(watched)
        score += sum(name in asked for name in watched if LISTED[name] == day) - share
        variance += share * (1 - share)
    return score / math.sqrt(variance)


def test_the_statistic_and_what_chance_expects_by_hand() -> None:
    found = permuted(make_eight(), [0, 100], 50, 100, 1)
    # 4 of 8, 3 of 7, 2 of 6 and 1 of 5 were asked on the four days.
    expected = 4 / 8 + 3 / 7 + 2 / 6 + 1 / 5
    variance = 4 * 4 / 64 + 3 * 4 / 49 + 2 * 4 / 36 + 1 * 4 / 25
    assert (found.observed, found.compared, found.draws) == (3, 4, 100)
    assert (found.expected, found.statistic) == pytest.approx((expected, (3 - expected) / math.sqrt(variance)))


def test_p_is_the_share_of_all_drawings_that_differ_as_much() -> None:
    all_of_them = [by_hand("".join(asked)) for asked in combinations("abcdefgh", 4)]
    exact = sum(abs(each) >= abs(by_hand("abcd")) - 1e-9 for each in all_of_them) / len(all_of_them)
    found = permuted(make_eight(), [0, 100], 50, 20_000, 1)
    assert found.p == pytest.approx(exact, abs=0.01)


def test_it_is_the_log_rank_test_of_the_library_where_all_are_asked_at_once_or_never() -> None:
    weeks = [(week, 0) for week in PLACEBO] + [(week, 100) for week in (6, 6, 6, 7, 10, 13, 16, 22, 23)]
    cases = [Case(0, str(number), begins, week - 1) for number, (week, begins) in enumerate(weeks)]
    found = permuted(cases, [0, 100], 50, 100, 1)
    library = log_rank([Spell(week, True) for week in PLACEBO], [Spell(week, True) for week, day in weeks if day])
    assert found.statistic is not None
    assert found.statistic**2 == pytest.approx(library.statistic)


def test_the_same_seed_gives_the_same_answer() -> None:
    cases = make_cases(np.random.default_rng(3), 60, WAVES, 120, 0.004, 0.012)
    assert permuted(cases, WAVES, 120, 400, 7) == permuted(cases, WAVES, 120, 400, 7)


@pytest.mark.parametrize(
    "cases",
    [
        [],
        make_eight(""),  # all are asked after the days that count
        [Case(0, "a", 0, None), Case(0, "b", 40, None)],  # nothing was listed
        [Case(0, "a", 0, 3), Case(1, "b", 40, 3)],  # each alone in its layer
        [Case(0, "a", 0, -3), Case(0, "b", 40, 60)],  # one listed before, one when nobody waits
    ],
)
def test_where_nothing_can_be_compared_there_is_no_p(cases: list[Case]) -> None:
    found = permuted(cases, [0, 40], 50 if cases else 0, 100, 1)
    assert (found.statistic, found.p, found.compared) == (None, None, 0)
    assert isinstance(found, Permuted)


@pytest.mark.parametrize("a_unit", [1, 3])
def test_without_an_effect_it_keeps_its_five_percent(a_unit: int) -> None:
    # The chance of a listing rises over the calendar for all, and owners with three targets list them on one day.
    chance = np.random.default_rng(20120727 + a_unit)
    trials = 1_000
    cases = [make_cases(chance, 60, WAVES, 120, 0.006, 0.006, a_unit=a_unit) for _ in range(trials)]
    found = [permuted(each, WAVES, 120, 199, number).p for number, each in enumerate(cases)]
    wrong = sum(p is not None and p <= 0.05 for p in found)
    # 50 of 1,000 with a standard deviation of 6.9: three of them to each side.
    assert 29 <= wrong <= 71


def test_an_effect_is_found() -> None:
    chance = np.random.default_rng(20130817)
    found = [
        permuted(make_cases(chance, 120, WAVES, 120, 0.002, 0.012), WAVES, 120, 199, number) for number in range(40)
    ]
    right = sum(each.p is not None and each.p <= 0.05 and (each.statistic or 0) > 0 for each in found)
    assert right >= 34
