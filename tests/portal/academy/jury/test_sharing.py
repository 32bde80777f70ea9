"""Dealing works: the same for the same seed, as even as can be, never to whom it may not go, nothing lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from portal.academy.jury.sharing import Pair, deal, even

SEATS = range(1, 8)
ENTRIES = range(101, 131)


@st.composite
def juries(draw: st.DrawFn) -> tuple[dict[int, int], list[int], set[Pair]]:
    """Wants of works, seats, and pairs that must not meet."""
    seats = draw(st.lists(st.sampled_from(SEATS), min_size=1, unique=True))
    wants = draw(st.dictionaries(st.sampled_from(ENTRIES), st.integers(1, 4), min_size=1))
    pairs = st.tuples(st.sampled_from(seats), st.sampled_from(sorted(wants)))
    return wants, seats, draw(st.sets(pairs, max_size=25))


def spread(given: list[Pair], seats: list[int]) -> int:
    loads = Counter(seat for seat, _entry in given)
    return max(loads[seat] for seat in seats) - min(loads[seat] for seat in seats)


@given(juries(), st.text("0123456789abcdef", min_size=1, max_size=8))
def test_every_work_gets_what_it_can_and_nobody_gets_what_they_may_not(
    jury: tuple[dict[int, int], list[int], set[Pair]], seed: str
) -> None:
    wants, seats, barred = jury
    made = deal(wants, dict.fromkeys(seats, 0), barred, seed)
    assert not set(made.given) & barred
    assert len(set(made.given)) == len(made.given)
    able = {entry: sum((seat, entry) not in barred for seat in seats) for entry in wants}
    got = Counter(entry for _seat, entry in made.given)
    assert {entry: got[entry] for entry in wants} == {entry: min(wants[entry], able[entry]) for entry in wants}
    short = {entry: wants[entry] - able[entry] for entry in wants if able[entry] < wants[entry]}
    assert made.wanting == short


@given(juries(), st.text("0123456789abcdef", min_size=1, max_size=8))
def test_the_same_seed_deals_the_same_whatever_the_order(
    jury: tuple[dict[int, int], list[int], set[Pair]], seed: str
) -> None:
    wants, seats, barred = jury
    backwards = dict(reversed(wants.items()))
    there = deal(wants, dict.fromkeys(seats, 0), barred, seed)
    back = deal(backwards, dict.fromkeys(seats[::-1], 0), barred, seed)
    assert sorted(there.given) == sorted(back.given)


@given(st.dictionaries(st.sampled_from(ENTRIES), st.integers(1, 4), min_size=1), st.integers(1, 7))
def test_without_conflicts_loads_differ_by_one_at_most(wants: dict[int, int], count: int) -> None:
    seats = list(SEATS)[:count]
    assert spread(deal(wants, dict.fromkeys(seats, 0), (), "seed").given, seats) <= 1


@given(juries())
def test_no_single_move_would_make_the_loads_more_even(jury: tuple[dict[int, int], list[int], set[Pair]]) -> None:
    wants, seats, barred = jury
    given = deal(wants, dict.fromkeys(seats, 0), barred, "seed").given
    loads = Counter(seat for seat, _entry in given)
    better = [
        (seat, entry, other)
        for seat, entry in given
        for other in seats
        if loads[other] <= loads[seat] - 2 and (other, entry) not in barred and (other, entry) not in given
    ]
    assert better == []


@given(juries(), st.data())
def test_evening_out_moves_works_and_loses_none(
    jury: tuple[dict[int, int], list[int], set[Pair]], data: st.DataObject
) -> None:
    wants, seats, barred = jury
    given = deal(wants, dict.fromkeys(seats, 0), barred, "seed").given
    movable = [pair for pair in given if data.draw(st.booleans())]
    everybody = [*seats, 99]
    loads = {seat: sum(one == seat for one, _entry in given) for seat in everybody}
    after = even(movable, loads, set(given) | barred, "seed")
    assert Counter(entry for _seat, entry in after) == Counter(entry for _seat, entry in movable)
    fixed = set(given) - set(movable)
    assert not set(after) & (barred | fixed)


def test_a_juror_who_comes_late_gets_a_part() -> None:
    given = deal(dict.fromkeys(ENTRIES, 2), {1: 0, 2: 0}, (), "seed").given
    after = even(given, {1: 30, 2: 30, 3: 0}, given, "seed")
    assert Counter(seat for seat, _entry in after) == {1: 20, 2: 20, 3: 20}


def test_another_seed_deals_otherwise() -> None:
    wants, loads = dict.fromkeys(ENTRIES, 2), dict.fromkeys(SEATS, 0)
    assert sorted(deal(wants, loads, (), "a").given) != sorted(deal(wants, loads, (), "b").given)
