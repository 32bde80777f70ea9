"""The picture counts every list once, follows it to the layer above, and guesses nothing."""

from __future__ import annotations

from portal.faces.charts.flow import Link, Part
from portal.faces.public.river import Place, River, river, sources, stands


def test_a_list_from_several_others_counts_once_in_equal_parts() -> None:
    places = {1: Place(0, "missing"), 2: Place(0, "listed"), 3: Place(1, "mixed", 10)}
    assert river(places, {3: [1, 2]}) == River(
        [{"missing": Part(1, 5), "listed": Part(1, 5)}, {"mixed": Part(1, 10)}, {}, {}],
        [Link(0, "listed", 1, "mixed", 0.5, 5.0), Link(0, "missing", 1, "mixed", 0.5, 5.0)],
    )


def test_a_list_is_followed_through_others_of_its_own_layer() -> None:
    places = {1: Place(1, "missing"), 2: Place(2, "unclear"), 3: Place(2, "unclear")}
    assert sources(places, {3: [2], 2: [1]}) == {3: [1], 2: [1]}


def test_a_circle_ends_where_it_began() -> None:
    places = {1: Place(1, "missing"), 2: Place(2, "unclear"), 3: Place(2, "unclear"), 4: Place(2, "unclear")}
    assert sources(places, {2: [3, 2], 3: [2, 1], 4: [4]}) == {2: [1], 3: [1]}


def test_a_list_that_comes_from_below_or_from_nowhere_known_has_no_source() -> None:
    places = {1: Place(1, "missing"), 2: Place(2, "listed")}
    assert sources(places, {1: [2], 2: [99], 98: [1]}) == {}


def test_a_package_without_a_list_stands_as_its_sources_do() -> None:
    places = {
        1: Place(1, "missing"), 2: Place(1, "listed"), 3: Place(2, "unclear", borrows=True),
        4: Place(2, "unclear", borrows=True), 5: Place(2, "unclear", borrows=True), 6: Place(2, "listed"),
    }  # fmt: skip
    found = stands(places, {3: [1], 4: [1, 2], 6: [1]})
    assert found == {1: "missing", 2: "listed", 3: "missing", 4: "mixed", 5: "unclear", 6: "listed"}


def test_downloads_that_nobody_knows_weigh_nothing() -> None:
    places = {1: Place(0, "missing"), 2: Place(1, "missing", None), 3: Place(1, "missing", 0)}
    found = river(places, {2: [1], 3: [1]})
    assert found.parts[:2] == [{"missing": Part(1, 0)}, {"missing": Part(2, 0)}]
    assert found.links == [Link(0, "missing", 1, "missing", 2.0, 0.0)]
