"""Small groups are put together, so that no figure points at somebody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.academy.after.groups import FEWEST, folded


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({}, {}),
        ({"Prizren": 12, "Peja": 9}, {"Prizren": 12, "Peja": 9}),
        ({"Prizren": 12, "Peja": 3, "Gjakova": 2}, {"Prizren": 12, "": 5}),
        ({"Prizren": 12, "Peja": 9, "Gjakova": 1}, {"Prizren": 12, "": 10}),
        ({"Prizren": 12, "Gjakova": 1}, {}),
        ({"Prizren": 2, "Gjakova": 1}, {}),
        ({"Prizren": 12, "": 8}, {"Prizren": 12, "": 8}),
    ],
)
def test_groups_of_fewer_than_five_are_put_together(counts: dict[str, int], shown: dict[str, int]) -> None:
    assert folded(counts) == shown


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 12)))
def test_no_group_is_small_and_nobody_is_lost(counts: dict[str, int]) -> None:
    found = folded(counts)
    assert all(many >= FEWEST for many in found.values())
    assert not found or sum(found.values()) == sum(counts.values())
