"""Scores in fractions: ties are ties, the order of entry does not matter, decisions hold only for their own works."""

from __future__ import annotations

import random
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from portal.academy.jury.scoring import Cast, Placed, border_tie, means, order, scores, tied_groups, with_public

WEIGHTS = {1: 3, 2: 1, 3: 2}
stars = st.fixed_dictionaries({"stars": st.fixed_dictionaries({str(n): st.integers(1, 5) for n in WEIGHTS})})
ballots = st.dictionaries(st.tuples(st.integers(1, 6), st.integers(1, 9)), stars, min_size=1, max_size=40)


def casts(found: dict[tuple[int, int], dict[str, object]]) -> list[Cast]:
    return [Cast(seat, entry, marks) for (seat, entry), marks in found.items()]


def test_stars_weigh_as_the_criteria_say() -> None:
    given = scores([Cast(1, 7, {"stars": {"1": 5, "2": 1, "3": 3}})], WEIGHTS)
    assert given == {(1, 7): Fraction(3 * 4 + 0 + 2 * 2, 6 * 4)}


def test_yes_is_one_and_no_is_nought() -> None:
    assert scores([Cast(1, 7, {"yes": True}), Cast(2, 7, {"yes": False})], {}) == {(1, 7): 1, (2, 7): 0}


def test_places_lie_evenly_between_one_and_nought_and_a_work_ranked_alone_says_nothing() -> None:
    ranked = [Cast(1, 7, {"place": 1}), Cast(1, 8, {"place": 3}), Cast(1, 9, {"place": 2}), Cast(2, 7, {"place": 1})]
    assert scores(ranked, {}) == {(1, 7): 1, (1, 9): Fraction(1, 2), (1, 8): 0}


def test_thirds_that_floats_tell_apart_are_a_tie() -> None:
    given = {(1, 1): Fraction(1, 10), (2, 1): Fraction(2, 10), (1, 2): Fraction(3, 20), (2, 2): Fraction(3, 20)}
    assert [(one.entry, one.place, one.is_tied) for one in order(means(given, [1, 2]))] == [(1, 1, True), (2, 1, True)]


def test_equal_works_share_a_place_and_the_next_is_counted_on() -> None:
    totals = {1: Fraction(1), 2: Fraction(1, 2), 3: Fraction(1, 2), 4: Fraction(0), 5: None}
    assert order(totals) == [
        Placed(1, 1, Fraction(1)),
        Placed(2, 2, Fraction(1, 2), True),
        Placed(3, 2, Fraction(1, 2), True),
        Placed(4, 4, Fraction(0)),
        Placed(5, None, None),
    ]


def test_a_decision_holds_only_for_exactly_the_works_that_are_equal() -> None:
    tied = {1: Fraction(1), 2: Fraction(1), 3: Fraction(0)}
    assert [(one.entry, one.place, one.is_tied) for one in order(tied, [[2, 1]])] == [
        (2, 1, False), (1, 2, False), (3, 3, False)
    ]  # fmt: skip
    assert tied_groups(order(tied, [[2, 1, 3]])) == [[1, 2]]
    assert [one.entry for one in order(tied, [[2, 1], [1, 2]])] == [1, 2, 3]


def test_a_tie_at_the_border_is_named_and_one_inside_is_not() -> None:
    placed = order({1: Fraction(1), 2: Fraction(1), 3: Fraction(1, 2), 4: Fraction(1, 2), 5: Fraction(0)})
    assert [border_tie(placed, most) for most in range(1, 6)] == [[1, 2], [], [3, 4], [], []]


def test_the_public_has_its_part_and_none_where_nobody_voted() -> None:
    jury = {1: Fraction(1), 2: Fraction(1, 2), 3: None}
    assert with_public(jury, {2: 4, 1: 1}, 20) == {
        1: Fraction(4, 5) + Fraction(1, 20), 2: Fraction(2, 5) + Fraction(1, 5), 3: None
    }  # fmt: skip
    assert with_public(jury, {}, 20) == jury
    assert with_public(jury, {2: 4}, 0) == jury


@given(ballots, st.randoms(use_true_random=False))
def test_the_order_does_not_hang_on_the_order_of_entry(
    found: dict[tuple[int, int], dict[str, object]], chance: random.Random
) -> None:
    rows = casts(found)
    mixed = rows[:]
    chance.shuffle(mixed)
    entries = sorted({row.entry for row in rows})
    backwards = entries[::-1]
    assert order(means(scores(rows, WEIGHTS), entries)) == order(means(scores(mixed, WEIGHTS), backwards))


@given(ballots)
def test_every_score_lies_between_nought_and_one_and_every_ballot_counts_once(
    found: dict[tuple[int, int], dict[str, object]],
) -> None:
    given = scores(casts(found), WEIGHTS)
    assert set(given) == set(found)
    assert all(0 <= score <= 1 for score in given.values())
