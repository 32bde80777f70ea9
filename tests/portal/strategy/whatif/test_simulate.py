"""Courses follow the closed forms of what they are made of, spread as little is known, and repeat by their seed."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.strategy.whatif.simulate import Assumptions, Mix, Rate, arrived, band, reached, simulate

SURE = math.inf
MONTHS = 24
SHARES = st.floats(0.1, 1)


def make_assumptions(**values: object) -> Assumptions:
    known = Assumptions(
        won=Rate(0.5, SURE), days_to_win=Rate(0, SURE), taken=Rate(0.5, SURE), days_to_fix=Rate(0, SURE),
        flips=Rate(3, SURE), undone=Rate(0, SURE), articles=Rate(40, SURE), lasting=Rate(0.9, SURE),
    )  # fmt: skip
    return replace(known, **values)  # type: ignore[arg-type]


def mean_is(values: np.ndarray, expected: float) -> bool:
    """Whether a mean lies within six standard errors of what it should be: by chance once in 10^9."""
    error = float(values.std(ddof=1)) / math.sqrt(len(values))
    return abs(float(values.mean()) - expected) <= 6 * error + 1e-9


@settings(max_examples=25, deadline=None)
@given(
    letters=st.floats(1, 40), share=SHARES, days=st.floats(0, 700), seed=st.integers(0, 2**31),
)  # fmt: skip
def test_wins_of_letters_have_the_mean_and_variance_of_delayed_poisson(
    letters: float, share: float, days: float, seed: int
) -> None:
    known = make_assumptions(won=Rate(share, SURE), days_to_win=Rate(days, SURE))
    wins = simulate(Mix(letters=letters), known, seed=seed, draws=800, months=MONTHS).wins[:, -1]
    delay = days / (365.25 / 12)
    lost = delay * (1 - math.exp(-MONTHS / delay)) if delay > 0 else 0
    expected = letters * share * (MONTHS - lost)
    assert mean_is(wins, expected)
    # The variance of a Poisson variable is its mean; that of its sample variance follows from the fourth moment.
    error = math.sqrt((2 * expected**2 + expected) / 800)
    assert abs(float(wins.var(ddof=1)) - expected) <= 7 * error + 1e-9


@settings(max_examples=15, deadline=None)
@given(fixes=st.floats(1, 30), share=SHARES, flips=st.floats(1, 50), seed=st.integers(0, 2**31))
def test_each_taken_fix_flips_its_lists(fixes: float, share: float, flips: float, seed: int) -> None:
    known = make_assumptions(taken=Rate(share, SURE), flips=Rate(flips, SURE))
    wins = simulate(Mix(fixes=fixes), known, seed=seed, draws=800, months=MONTHS).wins[:, -1]
    assert mean_is(wins, fixes / 12 * share * flips * MONTHS)


@settings(max_examples=15, deadline=None)
@given(editions=st.floats(0, 12), articles=st.floats(1, 200), lasting=SHARES, seed=st.integers(0, 2**31))
def test_articles_come_with_editions_and_a_share_lasts(
    editions: float, articles: float, lasting: float, seed: int
) -> None:
    known = make_assumptions(articles=Rate(articles, SURE), lasting=Rate(lasting, SURE))
    made = simulate(Mix(editions=editions), known, seed=seed, draws=800, months=MONTHS).articles[:, -1]
    assert mean_is(made, math.floor(MONTHS * editions / 12 + 1e-9) * articles * lasting)


@settings(max_examples=15, deadline=None)
@given(letters=st.floats(1, 20), undone=st.floats(0, 0.9), seed=st.integers(0, 2**31))
def test_the_index_rises_by_the_wins_that_stand(letters: float, undone: float, seed: int) -> None:
    known = make_assumptions(undone=Rate(undone, SURE), won=Rate(1, SURE), index=0.4, losing=100_000)
    index = simulate(Mix(letters=letters), known, seed=seed, draws=800, months=MONTHS).index
    assert index is not None
    stays = (1 - undone) ** (1 / 12)
    standing = sum(letters * stays ** (MONTHS - month) for month in range(1, MONTHS + 1))
    assert mean_is(index[:, -1], 0.4 + 0.6 * standing / 100_000)


@settings(max_examples=20, deadline=None)
@given(goal=st.integers(1, 12), pace=st.floats(0.5, 6), seed=st.integers(0, 2**31))
def test_the_month_of_a_goal_is_that_of_erlang(goal: int, pace: float, seed: int) -> None:
    known = make_assumptions(won=Rate(1, SURE))
    wins = simulate(Mix(letters=pace), known, seed=seed, draws=2000, months=MONTHS).wins
    below = sum(math.exp(-pace * MONTHS) * (pace * MONTHS) ** k / math.factorial(k) for k in range(goal))
    assert reached(wins, goal).share == pytest.approx(
        1 - below, abs=7 * math.sqrt(max(below * (1 - below), 1e-4) / 2000)
    )


@settings(max_examples=20, deadline=None)
@given(value=st.floats(0, 1), cases=st.floats(0, 500), seed=st.integers(0, 2**31))
def test_a_share_is_drawn_from_jeffreys_posterior(value: float, cases: float, seed: int) -> None:
    # With a pace without end and no delay the share of wins is the drawn share itself.
    known = make_assumptions(won=Rate(value, cases))
    drawn = simulate(Mix(letters=1e7), known, seed=seed, draws=1500, months=1).wins[:, -1] / 1e7
    a, b = value * cases + 0.5, (1 - value) * cases + 0.5
    assert mean_is(drawn, a / (a + b))
    assert float(drawn.var()) == pytest.approx(a * b / ((a + b) ** 2 * (a + b + 1)), rel=0.5, abs=1e-5)


def test_what_rests_on_fewer_cases_spreads_wider() -> None:
    def width(cases: float) -> float:
        courses = simulate(Mix(letters=10), make_assumptions(won=Rate(0.3, cases)), months=60)
        low, _, high = band(courses.wins)
        return float(high[-1] - low[-1])

    assert width(2) > width(20) > width(200) > width(SURE) > 0


def test_more_of_anything_never_comes_later() -> None:
    known = make_assumptions(days_to_win=Rate(90, 5), won=Rate(0.3, 8))
    months = [reached(simulate(Mix(letters=pace), known).wins, 60).middle for pace in (4, 8, 16, 32)]
    assert None not in months
    assert months == sorted(months, key=lambda month: -(month or 0))


def test_courses_never_fall_and_end_at_what_there_is_to_win() -> None:
    courses = simulate(Mix(letters=50, fixes=12, editions=3), make_assumptions(losing=80, index=0.2))
    for one in (courses.wins, courses.articles, courses.index):
        assert one is not None
        assert (np.diff(one, axis=1) >= 0).all()
    assert courses.wins.max() == 80
    assert courses.index is not None
    assert courses.index.max() == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_courses_and_another_one_others() -> None:
    known = make_assumptions(won=Rate(0.4, 10))
    first, again, other = (simulate(Mix(letters=5), known, seed=seed, draws=50).wins for seed in (7, 7, 8))
    assert (first == again).all()
    assert (first != other).any()


def test_nothing_done_reaches_nothing() -> None:
    courses = simulate(Mix(), make_assumptions(index=0.5, losing=10), draws=20)
    assert courses.wins.max() == courses.articles.max() == 0
    assert courses.index is not None
    assert set(courses.index.flat) == {0.5}
    result = reached(courses.wins, 1)
    assert (result.early, result.middle, result.late, result.share) == (None, None, None, 0.0)


def test_without_an_index_now_there_is_none_later() -> None:
    assert simulate(Mix(letters=3), make_assumptions(losing=10), draws=5).index is None


def test_what_has_set_out_arrives_at_last() -> None:
    time = np.array([0.0, 1.0, 1000.0])
    assert arrived(time, 2.0, np.array([[0.0]])).tolist() == [[0.0, 2.0, 2000.0]]
    assert arrived(time, 2.0, np.array([[3.0]]))[0, -1] == pytest.approx(2 * (1000 - 3))
