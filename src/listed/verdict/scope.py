"""The territories of a list in, its scope out: the whole world, or a part of it."""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from listed.names import Names

FEWEST_FOR_THE_WORLD = 110
SURELY_THE_WORLD = 140
_LEAST_OF_A_CONTINENT = 0.4


def is_world(names: Names, territories: Set[str]) -> bool:
    """Whether a list means the whole world: it holds a fair share of the states of all continents but one.

    Below SURELY_THE_WORLD territories it must also hold all neighbours of the place that is asked for: a shop that
    names a hundred countries it ships to does not speak of the others.
    """
    if len(territories) < FEWEST_FOR_THE_WORLD:
        return False
    states = _states(names).values()
    spoken_of = sum(len(members & territories) >= len(members) * _LEAST_OF_A_CONTINENT for members in states)
    if spoken_of < len(states) - 1:
        return False
    return len(territories) >= SURELY_THE_WORLD or around(names) <= territories


@cache
def _states(names: Names) -> dict[str, frozenset[str]]:
    by_continent: dict[str, set[str]] = {}
    for code in names.codes:
        if names.sovereign(code):
            by_continent.setdefault(names.continent(code), set()).add(code)
    return {continent: frozenset(codes) for continent, codes in by_continent.items() if len(codes) >= 10}


@cache
def around(names: Names) -> frozenset[str]:
    """The neighbours of the place that is asked for."""
    return names.neighbours(names.world_place.id)
