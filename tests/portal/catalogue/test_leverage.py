"""Leverage on plain graphs: what flips with a target, once each, and what is added up, checked against brute force."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.catalogue.leverage import HAS, LACKS, PASSES_ON, Figures, Place, Tie, figures, open_share

KEYS = "abcde"


def make_place(verdict: str = "missing", downloads: int | None = 10) -> Place:
    """A package that lacks Kosovo."""
    return Place(verdict, downloads)


def flips(places: Mapping[str, Place], *ties: Tie, of: str = "a") -> Figures | None:
    """The figures of one target."""
    return figures(places, ties, [of]).get(of)


def sure(packages: int, downloads: int | None, unknown: int = 0) -> Figures:
    """Figures without any doubt."""
    return Figures(packages, packages, packages, downloads, downloads, downloads, unknown)


def test_a_list_that_nothing_takes_flips_alone() -> None:
    assert flips({"a": make_place(downloads=7)}) == sure(1, 7)


@pytest.mark.parametrize("verdict", ["listed", "qualified", "not-expected", "no-country-list"])
def test_what_has_nothing_to_fix_has_no_leverage(verdict: str) -> None:
    assert flips({"a": make_place(verdict), "b": make_place()}, Tie("b", "a", "depends")) is None


def test_a_dependent_flips_and_its_downloads_are_within_those_of_what_it_pulls_in() -> None:
    places = {"a": make_place(downloads=100), "b": make_place("no-country-list", 30)}

    assert flips(places, Tie("b", "a", "depends")) == sure(2, 100)


def test_a_copy_flips_only_when_somebody_carries_the_fix_over_and_adds_its_downloads() -> None:
    places = {"a": make_place(downloads=100), "b": make_place(downloads=30)}

    assert flips(places, Tie("b", "a", "copies")) == Figures(1, 2, 2, 100, 130, 130, 0)


def test_what_depends_on_a_copy_adds_nothing_to_it() -> None:
    places = {"a": make_place(downloads=100), "b": make_place(downloads=30), "c": make_place(downloads=20)}

    found = flips(places, Tie("b", "a", "copies"), Tie("c", "b", "depends"))

    assert found == Figures(1, 3, 3, 100, 130, 130, 0)


def test_what_pulls_in_the_target_through_a_closed_package_is_within_its_downloads_too() -> None:
    places = {"a": make_place(downloads=100), "b": make_place("listed", 40), "c": make_place(downloads=20)}

    found = flips(places, Tie("b", "a", "depends"), Tie("c", "b", "depends"), Tie("c", "a", "says"))

    assert found == Figures(1, 2, 2, 100, 100, 100, 0)


def test_a_package_whose_lists_all_have_the_place_stops_the_way() -> None:
    places = {"a": make_place(), "b": make_place("listed"), "c": make_place()}

    assert flips(places, Tie("b", "a", "depends"), Tie("c", "b", "depends")) == sure(1, 10)


def test_a_diamond_counts_once() -> None:
    places = {key: make_place() for key in "abcd"}
    ties = [Tie("b", "a", "depends"), Tie("c", "a", "depends"), Tie("d", "b", "depends"), Tie("d", "c", "depends")]

    assert flips(places, *ties) == sure(4, 10)


def test_in_a_circle_the_most_downloaded_stands_for_all() -> None:
    places = {"a": make_place(downloads=5), "b": make_place(downloads=9), "c": make_place(downloads=7)}
    ties = [Tie("b", "a", "depends"), Tie("c", "b", "depends"), Tie("a", "c", "depends")]

    assert flips(places, *ties) == sure(3, 9)


def test_a_standard_flips_others_but_is_no_package() -> None:
    places = {"a": Place("missing", None, counts=False), "b": make_place(downloads=30)}

    assert flips(places, Tie("b", "a", "says")) == Figures(0, 1, 1, 0, 30, 30, 0)


def test_unknown_downloads_are_told_as_unknown_and_never_as_none_at_all() -> None:
    places = {"a": make_place(downloads=None), "b": make_place(downloads=None), "c": make_place(downloads=3)}

    alone = flips({"a": places["a"], "b": places["b"]}, Tie("b", "a", "depends"))
    beside = flips(places, Tie("b", "a", "depends"), Tie("c", "a", "depends"))

    assert (alone, beside) == (sure(2, None, 2), sure(3, 3, 2))


def test_an_unread_package_is_open_as_often_as_those_that_were_read() -> None:
    places = {"a": make_place(), **{f"b{n}": make_place("listed", 0) for n in range(8)}, "c": make_place("", 1000)}
    ties = [Tie(key, "a", "copies") for key in places if key != "a"]

    found = flips(places, *ties)

    assert open_share(places, ties) == pytest.approx(0.1)
    assert found is not None
    assert (found.packages_low, found.packages_high, found.downloads_low, found.downloads_high) == (1, 2, 10, 1010)
    assert found.downloads == pytest.approx(110, abs=40)


def test_a_target_that_nobody_read_flips_for_sure_nothing() -> None:
    found = flips({"a": make_place("unclear", 100), "b": make_place()}, Tie("b", "a", "depends"))

    assert found is not None
    assert (found.packages_low, found.packages_high, found.downloads_low, found.downloads_high) == (0, 2, 0, 100)


def test_where_a_dependent_has_more_downloads_than_what_it_pulls_in_the_larger_sum_stands() -> None:
    places = {"a": Place("missing", None, counts=False), "b": make_place(downloads=50), "c": make_place("", 1)}
    ties = [Tie("b", "a", "says"), Tie("b", "c", "depends"), Tie("c", "a", "says")]

    found = flips(places, *ties)

    assert found is not None
    assert found.downloads_low == 0
    assert found.downloads is not None
    assert found.downloads_high is not None
    assert found.downloads <= found.downloads_high


verdicts = st.sampled_from(["missing", "mixed", "no-country-list", "listed", "", "unclear"])
graphs = st.tuples(
    st.fixed_dictionaries(
        {key: st.builds(Place, verdicts, st.none() | st.integers(0, 99), st.booleans()) for key in KEYS}
    ),
    st.lists(
        st.builds(
            Tie,
            st.sampled_from(KEYS),
            st.sampled_from(KEYS),
            st.sampled_from(["says", "depends", "copies"]),
            st.sampled_from([0.3, 0.8, 1.0]),
        ),
        max_size=8,
        unique_by=lambda tie: (tie.node, tie.upstream, tie.how),
    ).map(lambda ties: [tie for tie in ties if tie.node != tie.upstream]),
)


@settings(max_examples=150, deadline=None)
@given(graphs)
def test_it_is_the_same_each_time_and_in_order(graph: tuple[dict[str, Place], list[Tie]]) -> None:
    places, ties = graph

    found = figures(places, ties, KEYS)

    assert figures(dict(reversed(places.items())), ties[::-1], reversed(KEYS)) == found
    for one in found.values():
        assert one.packages_low <= one.packages <= one.packages_high
        told = [value for value in (one.downloads_low, one.downloads, one.downloads_high) if value is not None]
        assert told == sorted(told)


@settings(max_examples=150, deadline=None)
@given(graphs, st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from(["says", "depends", "copies"]))
def test_one_more_link_never_lowers_what_is_not_ruled_out(
    graph: tuple[dict[str, Place], list[Tie]], node: str, upstream: str, how: str
) -> None:
    places, ties = graph

    before = figures(places, ties, KEYS)
    after = figures(places, [*ties, Tie(node, upstream, how)] if node != upstream else ties, KEYS)

    assert all(after[key].packages_high >= one.packages_high for key, one in before.items())
    assert all(after[key].packages_low >= one.packages_low for key, one in before.items())


@settings(max_examples=60, deadline=None)
@given(graphs)
def test_packages_agree_with_every_world_one_by_one(graph: tuple[dict[str, Place], list[Tie]]) -> None:
    places, ties = graph

    found = figures(places, ties, KEYS)

    for key in KEYS:
        low, likely, high = brute(places, ties, key)
        told = found.get(key, Figures(0, 0, 0, 0, 0, 0, 0))
        assert (told.packages_low, told.packages_high) == (low, high)
        # The mean of 1,000 draws of at most five packages, five of its standard errors away, and rounded.
        assert abs(told.packages - likely) <= 5 * (5 / 2) / 1000**0.5 + 0.5


def brute(places: dict[str, Place], ties: Sequence[Tie], target: str) -> tuple[int, float, int]:
    """What flips in the certain world, over all worlds by their probability, and in the fullest one."""
    share = open_share(places, ties)
    unread = [key for key in places if places[key].verdict not in LACKS | PASSES_ON | HAS]
    chances = [*[tie.confidence for tie in ties], *[share for _ in unread]]
    doubtful = [number for number, chance in enumerate(chances) if chance < 1]
    mean = 0.0
    for drawn in itertools.product((False, True), repeat=len(doubtful)):
        there = dict(zip(doubtful, drawn, strict=True))
        weight = 1.0
        for number, is_there in there.items():
            weight *= chances[number] if is_there else 1 - chances[number]
        links = [tie for number, tie in enumerate(ties) if there.get(number, True)]
        opened = {key for number, key in enumerate(unread, len(ties)) if there.get(number, True)}
        mean += weight * reached(places, links, opened, target)
    certain = [tie for tie in ties if tie.how == "depends" and tie.confidence == 1]
    return reached(places, certain, set(), target), mean, reached(places, ties, set(unread), target)


def reached(places: dict[str, Place], links: Sequence[Tie], opened: set[str], target: str) -> int:
    """How many packages flip where exactly these links are there and these unread packages are open."""
    is_open = {key for key, place in places.items() if place.verdict in LACKS | PASSES_ON or key in opened}
    found = {target} & is_open if places[target].verdict not in PASSES_ON else set()
    for _ in places:
        found |= {tie.node for tie in links if tie.upstream in found and tie.node in is_open}
    return sum(places[key].counts for key in found)
