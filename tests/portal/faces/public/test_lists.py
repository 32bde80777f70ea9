"""Wins and requests are listed as they are, with counts, proof and source."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.outcome.models import Outcome, Regression
from portal.request.acts import stand_behind
from portal.request.states import RequestState
from tests.portal.faces.public.pages import get, text, texts
from tests.portal.make import NOON, make_look, make_person, make_request, make_target

pytestmark = pytest.mark.django_db


def test_without_a_win_the_page_says_so() -> None:
    page = get("/en/wins/")
    assert text(page, ".empty h2") == "No win has been proven here yet"
    assert not page.select(".history")


def test_wins_come_newest_first_and_only_wins() -> None:
    for number, kind in enumerate(("won", "refused", "won")):
        request = make_request(make_target(name=f"Target {number}"), state=RequestState.WON)
        Outcome.objects.create(request=request, kind=kind, at=NOON + dt.timedelta(days=number), by="machine")
    page = get("/en/wins/")
    assert text(page, "#won") == "2 wins"
    assert texts(page, ".history li") == ["Target 2 25 November 2026", "Target 0 23 November 2026"]


def test_a_win_that_was_undone_is_told() -> None:
    target = make_target(name="Alpha")
    look = make_look(target, country="missing")
    Regression.objects.create(target=target, criterion="country", seen=look.observations.get(), at=NOON)
    assert texts(get("/en/wins/"), "section .history li") == ["Alpha · Country list 23 November 2026"]


def test_open_requests_with_most_citizens_come_first() -> None:
    make_request(make_target(name="One"))
    make_request(two := make_target(name="Two"), state=RequestState.SENT, sent_at=NOON)
    stand_behind(two, make_person())
    make_request(make_target(name="Won"), state=RequestState.WON)
    page = get("/en/requests/")
    assert text(page, "#found") == "2 requests"
    rows = texts(page, "tbody tr")
    assert rows[0].startswith("Two Sent, waiting for an answer 2 ")
    assert rows[1].startswith("One Waits for a person to read the letter 1 ")


def test_requests_are_filtered_by_where_they_stand() -> None:
    make_request(make_target(name="One"))
    make_request(make_target(name="No"), state=RequestState.REFUSED)
    assert texts(get("/en/requests/?state=refused"), "tbody th") == ["No"]
    page = get("/en/requests/?state=to-check")
    assert texts(page, "tbody th") == ["One"]
    assert texts(page, ".chips li") == ["All open 1", "Waits for a person to read the letter 1", "Refused 1"]
    assert texts(get("/en/requests/?state=nonsense"), "tbody th") == ["One"]
    assert "Nothing is asked for here" in text(get("/en/requests/?state=silent"), ".empty")
