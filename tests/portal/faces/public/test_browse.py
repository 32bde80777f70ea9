"""The list of targets is found by words and filters, page by page, with plain links."""

from __future__ import annotations

import pytest

from tests.portal.faces.public.pages import get, text, texts
from tests.portal.make import make_look, make_owner, make_request, make_target

pytestmark = pytest.mark.django_db


def test_a_card_says_what_it_is_how_it_stands_and_who_asks() -> None:
    owner = make_owner(name="The keepers")
    make_request(make_target(owner, name="Alpha", reach=1_200_000, reach_unit="downloads a month"))
    [card] = texts(get("/en/targets/"), ".card")
    assert card == "Alpha Missing 1 citizen asks Library The keepers 1.2 million downloads a month"


def test_widest_reach_comes_first_and_24_are_on_a_page() -> None:
    owner = make_owner()
    for number in range(60):
        make_target(owner, name=f"Target {number:02}", reach=number)
    first, last = get("/en/targets/"), get("/en/targets/?page=3")
    assert text(first, "#found") == "60 targets"
    assert texts(first, ".card h3") == [f"Target {number}" for number in range(59, 35, -1)]
    assert texts(last, ".card h3") == [f"Target {number:02}" for number in range(11, -1, -1)]
    assert [link["href"] for link in first.select(".pages a")] == ["?page=2", "?page=3", "?page=2"]
    assert texts(get("/en/targets/?page=99"), ".pages [aria-current]") == ["3"]


def test_words_are_folded_and_kept_in_the_field() -> None:
    make_target(name="Đakovica", found="dakovica")
    make_target(name="Other", found="other")
    page = get("/en/targets/?q=Ђаковица")
    assert texts(page, ".card h3") == ["Đakovica"]
    assert page.select_one("#q")["value"] == "Ђаковица"  # type: ignore[index]


def test_chips_count_and_switch_on_and_off() -> None:
    make_target(kind="website", layer=3)
    make_look(make_target(), country="missing")
    page = get("/en/targets/?kind=library")
    kinds, verdicts = page.select("ul.chips")
    assert texts(kinds, "li") == ["All 2", "Libraries 1", "Websites 1"]
    assert [link["href"] for link in kinds.select("a")] == ["?", "?", "?kind=website"]
    assert texts(kinds, "[aria-current]") == ["Libraries 1"]
    assert texts(verdicts, "li") == ["All 1", "Missing 1"]


def test_what_is_chosen_can_be_taken_out_again() -> None:
    make_target(category="flag")
    page = get("/en/targets/?layer=1&category=flag&criterion=country&q=target&asked=1")
    chosen = page.select("ul.chips")[-1]
    taken = [" ".join(link.get_text(" ").split()).removesuffix(" Remove this filter") for link in chosen.select("a")]
    assert taken == ["Words: target", "Layer: Libraries", "Flags", "Country list", "With an open request"]
    assert chosen.select("a")[2]["href"] == "?q=target&layer=1&criterion=country&asked=1"


def test_nothing_found_says_what_to_do() -> None:
    page = get("/en/targets/?q=nothing")
    assert text(page, "#found") == "0 targets"
    assert text(page, ".empty") == (
        "No target is like this Try fewer filters or other words. "
        "You can also tell us about a site that is not here yet. Report a site"
    )


def test_the_canonical_address_says_nothing_needlessly() -> None:
    make_target()
    page = get("/en/targets/?utm=x&sort=reach&page=1&kind=library&verdict=nonsense")
    assert page.select_one('link[rel="canonical"]')["href"].endswith("/en/targets/?kind=library")  # type: ignore[index,union-attr]
