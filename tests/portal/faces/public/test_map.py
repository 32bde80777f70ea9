"""The page of root causes ranks what one fix would change, says how sure that is, and hides nothing unknown."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.catalogue.models import How
from portal.faces.public.flow import whole
from tests.portal.faces.public.graph import make_leverage, make_link, make_node
from tests.portal.faces.public.pages import get, section, text, texts
from tests.portal.make import NOON, make_look, make_person, make_request, make_target

pytestmark = pytest.mark.django_db


def test_an_empty_portal_says_that_nothing_is_worked_out() -> None:
    assert "The graph of packages is not loaded" in section(get("/en/map/"), "What one fix would change")


def test_the_ranking_goes_by_downloads_then_by_packages_and_says_how_sure_it_is() -> None:
    make_leverage(make_target(name="Small"), 2, 10)
    wide = make_target(name="Wide", ask="Add the row.")
    make_look(wide, country="missing")
    sure = {"packages_low": 30, "packages_high": 90, "downloads_low": 2_000_000, "downloads_high": 9_000_000}
    make_leverage(wide, 40, 5_000_000, unknown=3, **sure)
    make_leverage(make_target(name="Unknown"), 7, None, unknown=7)
    page = get("/en/map/")
    assert texts(page, ".levers__head") == [
        "1 Wide Missing Library",
        "2 Small Not known yet Library",
        "3 Unknown Not known yet Library",
    ]
    assert texts(page, ".levers__words") == [
        "5 million downloads a month from 2 million to 9 million 40 packages from 30 to 90 3 with unknown downloads",
        "10 downloads a month 2 packages",
        "Downloads not known 7 packages 7 with unknown downloads",
    ]
    assert texts(page, ".levers__ask") == ["Add the row."]
    assert len(page.select("svg.lever")) == 2
    assert texts(page, "#levers tbody tr")[::2] == [
        "Wide 5 million 2 million 9 million 40 30 90 3",
        "Unknown – – – 7 7 7 7",
    ]


def test_a_row_leads_to_the_target_and_to_what_is_asked_there() -> None:
    target = make_target(slug="a", name="Alpha")
    make_request(target, make_person())
    make_leverage(target, 1, 1)
    page = get("/en/map/")
    assert [one["href"] for one in page.select(".levers__rows a")] == ["/en/targets/a/", "/en/targets/a/#request"]
    assert texts(page, ".levers__ask") == ["Waits for a person to read the letter · 1 citizen asks"]


def test_links_narrow_the_ranking_to_a_layer_and_a_registry() -> None:
    library, standard = make_target(name="Library"), make_target(name="Standard", layer=0, kind="standard", address="")
    python = make_target(name="Python", address="pypi:python")
    for target in (library, standard, python):
        make_node(target)
        make_leverage(target, 1, 1)
    names = {
        query: texts(get(f"/en/map/?{query}"), ".levers__rows h3")
        for query in ("", "layer=0", "layer=1", "layer=1&registry=pypi", "registry=npm", "layer=9&registry=x")
    }
    assert names == {
        "": ["Library", "Standard", "Python"],
        "layer=0": ["Standard"],
        "layer=1": ["Library", "Python"],
        "layer=1&registry=pypi": ["Python"],
        "registry=npm": ["Library"],
        "layer=9&registry=x": ["Library", "Standard", "Python"],
    }
    assert "Nothing here is like this" in section(get("/en/map/?layer=3"), "What one fix would change")
    chips = [one["href"] for one in get("/en/map/?by=downloads&layer=1&page=2").select(".chips a")]
    assert "?by=downloads&layer=1&registry=npm#rank" in chips


def test_the_ranking_can_go_by_packages() -> None:
    make_leverage(make_target(name="Downloaded"), 1, 100)
    make_leverage(make_target(name="Wide"), 50, None)
    page = get("/en/map/?sort=packages")
    assert texts(page, ".levers__rows h3") == ["Wide", "Downloaded"]
    assert len(page.select("svg.lever")) == 2
    assert "The longest line ends at 50 packages." in text(page, "#levers figcaption")


def test_hidden_targets_are_neither_ranked_nor_drawn() -> None:
    hidden, seen = make_target(hidden=True), make_target()
    make_leverage(hidden, 1, 1)
    make_link(seen, hidden)
    assert "not loaded" in section(get("/en/map/"), "What one fix would change")
    assert (whole().measured, whole().river.links) == (0, [])


def test_places_go_on_over_pages() -> None:
    for number in range(21):
        make_leverage(make_target(), 1, number)
    assert [one["value"] for one in get("/en/map/?page=2").select(".levers__rows li")] == ["21"]


def test_packages_that_nobody_tracks_are_part_of_the_map() -> None:
    library = make_target(reach=9, reach_unit="downloads a month")
    make_look(library, country="missing")
    make_node("npm:widget", downloads=4, verdict="no-country-list")
    make_link("npm:widget", library)
    make_link("npm:copy", library, How.COPIES)
    make_link(library, make_target(layer=0, kind="standard", address=""), How.SAYS)
    found = whole()
    assert [(one.origin, one.was, one.to, one.now, one.targets, one.reach) for one in found.river.links] == [
        (0, "unclear", 1, "missing", 1.0, 9.0),
        (1, "missing", 2, "missing", 1.0, 4.0),
        (1, "missing", 2, "unclear", 1.0, 0.0),
    ]
    assert (found.measured, found.cited, found.packages, found.known, found.as_of) == (2, 1, 3, 2, NOON.date())


@pytest.mark.parametrize("query", ["page=0", "page=99", "page=x", "by=nothing", "layer=%00&registry=%3Cscript%3E"])
def test_what_makes_no_sense_in_an_address_breaks_nothing(query: str) -> None:
    make_leverage(make_target(), 1, 1)
    assert Client().get(f"/en/map/?{query}").status_code == 200
