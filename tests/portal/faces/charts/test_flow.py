"""The flow through the layers keeps its proportions, and says in words and in a table what it draws."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from portal.faces.charts.flow import TALL, WIDE, By, Frame, Layer, Link, Part, bands, flow, labelled, stacks

LAYERS = [
    Layer("Standards", {"missing": Part(1, 9), "listed": Part(3, 1)}, "downloads a month", is_followed=True),
    Layer("Libraries", {"missing": Part(20, 3_000_000), "listed": Part(20, 1_000_000)}, "downloads a month"),
]
LINKS = [Link(0, "missing", 1, "missing", 10), Link(0, "missing", 1, "listed", 5), Link(0, "listed", 1, "listed", 10)]


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+\.\d+", path)]


@pytest.mark.parametrize("frame", [WIDE, TALL])
def test_a_stack_fills_its_length_in_the_order_of_verdicts(frame: Frame) -> None:
    made = stacks(LAYERS[0], frame)
    assert [stack.verdict for stack in made] == ["listed", "missing"]
    assert made[0].long == pytest.approx(3 * made[1].long)
    assert made[-1].start + made[-1].long == pytest.approx(frame.start + frame.along)


def test_a_single_target_among_thousands_is_still_seen() -> None:
    made = stacks(Layer("All", {"listed": Part(9_999), "missing": Part(1)}), WIDE)
    assert made[1].long > 5


def test_words_stand_beside_a_thin_part_where_there_is_room_for_them() -> None:
    roomy = Layer("All", {"listed": Part(2), "unclear": Part(98)})
    crowded = Layer("All", {"listed": Part(1), "qualified": Part(1), "mixed": Part(98)})
    assert labelled(stacks(roomy, WIDE)) == {"listed", "unclear"}
    assert labelled(stacks(crowded, WIDE)) == {"listed", "mixed"}


def test_bands_of_one_stack_lie_beside_each_other_and_stay_within_it() -> None:
    both = [stacks(layer, WIDE) for layer in LAYERS]
    made = bands(WIDE, both, LINKS)
    missing = both[0][1]
    ends = sorted((numbers(path)[1], numbers(path)[-1]) for _verdict, path in made)[-2:]
    assert ends[0][0] == pytest.approx(missing.start, abs=0.1)
    assert ends[0][1] == pytest.approx(ends[1][0], abs=0.1)
    assert ends[1][1] == pytest.approx(missing.start + missing.long, abs=0.1)


def test_a_band_covers_the_share_of_targets_that_took_their_list_so() -> None:
    both = [stacks(layer, WIDE) for layer in LAYERS]
    path = bands(WIDE, both, LINKS)[-1][1]
    at = numbers(path)
    assert at[9] - at[7] == pytest.approx(both[1][1].long / 2, abs=0.2)


def test_a_link_to_nothing_is_left_out() -> None:
    both = [stacks(layer, WIDE) for layer in LAYERS]
    assert bands(WIDE, both, [Link(0, "mixed", 1, "missing", 4)]) == []


def cells(page: BeautifulSoup) -> list[list[str]]:
    return [[cell.get_text() for cell in row.select("th, td")] for row in page.select("tr")]


def test_the_figure_says_what_it_draws() -> None:
    page = BeautifulSoup(flow(LAYERS, LINKS), "html.parser")
    said = "Standards: 3 of 4 have Kosovo. Libraries: 20 of 40 have Kosovo."
    assert [tag.get_text() for tag in page.select("svg > desc")] == [said, said]
    assert cells(page) == [
        ["Layer", "Lists", "Listed", "Missing", "Reach"],
        ["Standards", "4", "3", "1", "–"],
        ["Libraries", "40", "20", "20", "4 million downloads a month"],
        ["Layer", "Listed", "Missing", "Source not known"],
        ["Libraries", "10", "15", "15"],
    ]


def test_by_downloads_the_same_lists_weigh_what_is_downloaded() -> None:
    links = [Link(0, "missing", 1, "missing", 10, 2_000_000), Link(0, "listed", 1, "listed", 10, 1_000_000)]
    page = BeautifulSoup(flow(LAYERS, links, By.DOWNLOADS), "html.parser")
    assert [row[1:] for row in cells(page)[1:3]] == [
        ["4", "1", "9", "10 downloads a month"],
        ["40", "1 million", "3 million", "4 million downloads a month"],
    ]
    assert cells(page)[-1] == ["Libraries", "1 million", "2 million", "1 million"]
    assert [one.get_text() for one in page.select(".chart__wide text.halo")][-1] == "3 million Missing"


def test_a_layer_whose_downloads_nobody_knows_is_drawn_as_unknown_and_not_as_nothing() -> None:
    layer = Layer("Sites", {"missing": Part(3)})
    assert [(one.verdict, one.number, one.word) for one in stacks(layer, WIDE, By.DOWNLOADS)] == [
        ("unclear", "", "Not known")
    ]
    assert cells(BeautifulSoup(flow([layer], [], By.DOWNLOADS), "html.parser"))[1] == ["Sites", "3", "–", "–"]


def test_a_band_has_the_colour_of_where_the_list_comes_from() -> None:
    both = [stacks(layer, WIDE) for layer in LAYERS]
    assert [verdict for verdict, _path in bands(WIDE, both, LINKS)] == ["listed", "missing", "missing"]


def test_names_of_layers_are_text() -> None:
    layer = Layer("<script>alert(1)</script>", {"listed": Part(1)})
    assert BeautifulSoup(flow([layer], []), "html.parser").select("script") == []
