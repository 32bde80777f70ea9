"""The first page shows where Kosovo gets lost, what to do, and only wins that were proven."""

from __future__ import annotations

import pytest

from portal.outcome.models import Outcome
from portal.request.states import RequestState
from tests.portal.faces.public.graph import make_link
from tests.portal.faces.public.pages import get, section, text, texts
from tests.portal.make import NOON, make_look, make_owner, make_request, make_target

pytestmark = pytest.mark.django_db


def test_an_empty_portal_invents_nothing() -> None:
    page = get("/en/")
    assert text(page, "h1") == "Where does Kosovo get lost?"
    assert section(page, "The index now") == "The index now Nobody has looked yet, so there is no index."
    assert "No win has been proven here yet" in section(page, "Won lately")
    assert "Nothing to ask for right now" in section(page, "What you can do in two minutes")
    assert section(page, "Latest looks") == "Latest looks Nobody has looked yet."


def test_the_flow_is_a_picture_with_the_figures_beside_it() -> None:
    standard = make_target(layer=0, kind="standard", address="")
    library = make_target(reach=7, reach_unit="downloads a month")
    make_link(library, standard)
    make_look(standard, country="missing")
    make_look(library, country="missing")
    make_target(layer=3, kind="website")
    page = get("/en/")
    assert len(page.select("#flow svg[role=img] title")) == 2
    assert len(page.select("#flow .chart__wide .band")) == 1
    assert texts(page, "#flow thead th") == [
        *("Layer", "Lists", "Missing", "Not known yet", "Reach"),
        *("Layer", "Missing", "Source not known"),
    ]
    assert texts(page, "#flow tbody tr") == [
        "Standards 1 1 0 –",
        "Libraries 1 1 0 7 downloads a month",
        "Components 0 0 0 –",
        "Websites and apps 1 0 1 –",
        "Libraries 1 0",
    ]
    told = section(page, "From standards to the sites you use")
    assert (
        "We looked at 2 of 3 targets. 1 link was measured in packages. Downloads are known for 1 of 1 package." in told
    )


def test_the_flow_can_be_weighed_by_downloads_without_a_script() -> None:
    library = make_target(reach=7, reach_unit="downloads a month")
    make_look(library, country="missing")
    make_link(library, make_target(layer=0, kind="standard", address=""))
    assert texts(get("/en/"), ".chips [aria-current]") == ["By number of lists"]
    page = get("/en/?by=downloads")
    assert texts(page, ".chips [aria-current]") == ["By downloads a month"]
    assert texts(page, "#flow tbody tr")[:2] == [
        "Standards 1 0 7 7 downloads a month",
        "Libraries 1 7 0 7 downloads a month",
    ]


def test_the_index_is_given_with_interval_and_coverage() -> None:
    make_look(make_target(reach=30), country="listed")
    make_look(make_target(reach=10), country="missing")
    make_target()
    figures = texts(get("/en/"), ".stat__figure")
    assert figures == ["50 %", "9 % to 91 %", "75 %", "67 %"]


def test_two_minutes_go_to_the_widest_lists_that_may_be_asked() -> None:
    from django.utils import timezone

    make_look(make_target(name="Far", reach=1), country="missing")
    make_request(make_target(name="Near", reach=5))
    make_request(make_target(name="Refused", reach=9), state=RequestState.REFUSED)
    make_look(make_target(make_owner(opted_out_at=timezone.now()), name="Left alone", reach=9), country="missing")
    make_look(make_target(name="Fine", reach=9), country="listed")
    make_look(make_target(name="Half", reach=3), country="listed", flag="missing")
    page = get("/en/")
    assert texts(page, "section[aria-labelledby=do-title] h3") == ["Near", "Half", "Far"]
    assert texts(page, ".card .row") == ["Missing 1 citizen asks", "In some lists only", "Missing"]


def test_a_win_is_shown_with_its_proof() -> None:
    target = make_target(name="Alpha", slug="a")
    request = make_request(target, state=RequestState.WON)
    look = make_look(target, at=NOON.replace(day=25), country="listed")
    proof = look.observations.get()
    Outcome.objects.create(request=request, kind="won", proof=proof, rivals="A new release.", at=NOON, by="machine")
    won = section(get("/en/"), "Won lately")
    assert won == "Won lately Alpha Listed 23 November 2026 What else may have caused it: A new release. All wins"


def test_looks_that_only_cite_are_not_the_latest_looks() -> None:
    make_look(make_target(name="Cited"), observer="cited", country="listed")  # type: ignore[arg-type]
    make_look(make_target(name="Seen"), country="listed", flag="missing")
    assert texts(get("/en/"), "section[aria-labelledby=looks-title] tbody tr")[0].startswith("Seen In some lists only")


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
def test_the_page_is_there_in_each_language(language: str) -> None:
    tags = {"sr": "sr-Cyrl", "sr-latn": "sr-Latn"}
    assert get(f"/{language}/").select_one("html")["lang"] == tags.get(language, language)  # type: ignore[index]
