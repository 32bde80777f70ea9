"""A list means the whole world, or a part of it."""

from __future__ import annotations

import random

import pytest

from listed.verdict.scope import around, is_world
from tests.listed.verdict.make_answers import names, world

NEAR = sorted(names.neighbours("XK"))


def of(continent: str) -> list[str]:
    return [code for code in world() if names.continent(code) == continent]


def some(count: int, seed: int = 0) -> set[str]:
    """So many places from all over the world, Kosovo's neighbours among them."""
    far = [code for code in world("XK") if code not in NEAR]
    return {*NEAR, *random.Random(seed).sample(far, count - len(NEAR))}


def test_the_neighbours_of_kosovo_are_known() -> None:
    assert around(names) == {"AL", "ME", "MK", "RS"}


@pytest.mark.parametrize(
    ("territories", "wanted"),
    [
        pytest.param(set(world()), True, id="all"),
        pytest.param({code for code in world() if names.sovereign(code)}, True, id="states"),
        pytest.param(set(world("XK RS ME MK AL")), True, id="all but the neighbours"),
        pytest.param(set(world()) - set(of("Oceania")), True, id="one continent less"),
        pytest.param(set(world()) - set(of("Oceania")) - set(of("Americas")), False, id="two continents less"),
        pytest.param(some(120), True, id="120 with the neighbours"),
        pytest.param(some(120) - {"AL"}, False, id="119 without a neighbour"),
        pytest.param(some(109), False, id="109"),
        pytest.param(set(of("Europe")), False, id="Europe"),
        pytest.param(set(of("Africa")), False, id="Africa"),
        pytest.param({*of("Africa"), *of("Europe")}, False, id="Africa and Europe"),
        pytest.param(set(), False, id="none"),
    ],
)
def test_scope(territories: set[str], wanted: bool) -> None:
    assert is_world(names, territories) is wanted


@pytest.mark.parametrize("seed", range(5))
def test_kosovo_itself_changes_no_scope(seed: int) -> None:
    for count in (20, 80, 115, 130, 150, 240):
        rows = some(count, seed)
        assert is_world(names, rows) == is_world(names, rows | {"XK"})
