"""Which versions are read: the laws that the search keeps, whatever the history was."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, log2

from hypothesis import given
from hypothesis import strategies as st

from listed.scan.search import search

states = st.lists(st.sampled_from(["a", "a", "a", "b", "c", None]), max_size=60)
times = st.one_of(st.none(), st.integers(0, 100).map(float))


def read(row: list[str | None], **limits: int) -> list[int]:
    """The places that the search reads, in its order; None in the row cannot be read."""
    asked: list[int] = []

    def look(place: int) -> str | None:
        asked.append(place)
        return row[place]

    search([None] * len(row), look, **limits)
    return asked


def is_hopeless(row: list[str | None], asked: list[int]) -> bool:
    """Whether the search ended because eight in a row could not be read."""
    return len(asked) >= 8 and all(row[place] is None for place in asked[-8:])


@given(states)
def test_both_sides_of_every_change_it_saw_were_read(row: list[str | None]) -> None:
    asked = read(row, most=1000)
    known = sorted(place for place in asked if row[place] is not None)
    if not is_hopeless(row, asked):
        for low, high in pairwise(known):
            if row[low] != row[high]:
                assert set(range(low + 1, high)) <= set(asked)


@given(states)
def test_the_first_and_the_last_that_can_be_read_are_read(row: list[str | None]) -> None:
    asked = read(row, most=1000)
    readable = [place for place, state in enumerate(row) if state is not None]
    if readable and not is_hopeless(row, asked):
        assert {readable[0], readable[-1]} <= set(asked)


@given(states, st.integers(2, 20))
def test_nothing_is_read_twice_and_never_more_than_the_most(row: list[str | None], most: int) -> None:
    asked = read(row, most=most)
    assert len(asked) == len(set(asked)) <= most


@given(st.integers(2, 500), st.data())
def test_one_change_is_found_in_the_logarithm_of_the_versions(count: int, data: st.DataObject) -> None:
    change = data.draw(st.integers(1, count - 1))
    asked = read(["a"] * change + ["b"] * (count - change), extra=0)
    assert {change - 1, change} <= set(asked)
    assert len(asked) <= 2 + ceil(log2(count))


@given(st.lists(times, min_size=1, max_size=40), st.integers(0, 8))
def test_without_a_change_only_the_ends_and_the_extra_ones_are_read(row: list[float | None], extra: int) -> None:
    asked: list[int] = []

    def look(place: int) -> str:
        asked.append(place)
        return "same"

    search(row, look, extra=extra)
    assert len(asked) == min(len(row), 2 + extra)


def test_the_extra_ones_are_spread_by_date() -> None:
    asked: list[int] = []

    def look(place: int) -> str:
        asked.append(place)
        return "same"

    search([0, 1, 2, 3, 4, 50, 100], look, extra=1)
    assert asked == [0, 6, 5]


def test_what_differs_most_is_sought_first() -> None:
    asked: list[int] = []

    def look(place: int) -> int:
        asked.append(place)
        return (place >= 3) + 10 * (place >= 50)

    search([None] * 60, look, most=10, weigh=lambda one, other: abs(one - other))  # type: ignore[operator]
    assert {49, 50} <= set(asked)
    assert not {2, 3} <= set(asked)


def test_it_gives_up_where_nothing_can_be_read() -> None:
    assert len(read([None] * 100)) == 8
