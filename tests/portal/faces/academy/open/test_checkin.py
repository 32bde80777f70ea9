"""Check-in by code: one press on a phone; participants signed in, visitors at open houses without an account."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from portal.academy.programme.models import SessionKind, Visit
from portal.faces.academy.open.checkin import WRONG_CODES
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_edition, make_participant, make_session
from tests.portal.faces.academy.make import signed_in

pytestmark = pytest.mark.django_db


def test_the_code_leads_to_the_session_however_it_is_typed(client: Client) -> None:
    session = make_session(make_edition())
    typed = f" {session.code[:4].lower()}-{session.code[4:].lower()} "
    answer = client.post("/en/academy/check-in/", {"code": typed})
    assert answer["Location"] == f"/en/academy/check-in/{session.code}/"


def test_an_unknown_code_is_said_at_the_field_and_stays(client: Client) -> None:
    page = client.post("/en/academy/check-in/", {"code": "NOCODE99"}).content.decode()
    assert ("No session has this code." in page, "NOCODE99" in page) == (True, True)
    assert client.get("/en/academy/check-in/NOCODE99/").status_code == 404


def test_a_participant_checks_in_once_by_a_press_not_by_the_link() -> None:
    me = make_participant()
    session = make_session(me.edition)
    client, address = signed_in(me.person), f"/en/academy/check-in/{session.code}/"
    assert "I am here" in client.get(address).content.decode()
    assert Visit.objects.count() == 0
    for _ in range(2):
        client.post(address)
    assert [visit.participant for visit in Visit.objects.all()] == [me]
    assert "You are checked in." in client.get(address).content.decode()


def test_a_visitor_of_an_open_house_is_counted_once_without_a_name(client: Client) -> None:
    session = make_session(make_edition(), SessionKind.OPEN_HOUSE)
    address = f"/en/academy/check-in/{session.code}/"
    client.post(address)
    client.post(address)
    Client().post(address)
    assert Visit.objects.filter(participant=None).count() == 2
    assert "You are checked in." in client.get(address).content.decode()
    mark = client.session["visitor"]
    assert [row.subject for row in Entry.objects.all() if mark in str(row.body) or mark in row.subject] == []


def test_training_asks_strangers_to_sign_in_and_tells_others_it_is_not_theirs(client: Client) -> None:
    session = make_session(make_edition())
    address = f"/en/academy/check-in/{session.code}/"
    assert "Sign in to check in" in client.get(address).content.decode()
    assert "sign-in" in client.post(address)["Location"]
    elsewhere = make_participant()
    other = signed_in(elsewhere.person)
    other.post(address)
    assert "This session is for participants" in other.get(address).content.decode()
    assert Visit.objects.count() == 0


@pytest.mark.parametrize("hours", [-5, 5])
def test_too_early_and_too_late_is_said(hours: int) -> None:
    me = make_participant()
    session = make_session(me.edition, starts_at=timezone.now() + dt.timedelta(hours=hours))
    page = signed_in(me.person).post(f"/en/academy/check-in/{session.code}/", follow=True).content.decode()
    wanted = "This session is over." if hours < 0 else "This session has not begun."
    assert (wanted in page, Visit.objects.count()) == (True, 0)


def test_a_session_of_a_draft_is_not_there(client: Client) -> None:
    session = make_session(make_edition(state="draft"), SessionKind.OPEN_HOUSE)
    assert client.get(f"/en/academy/check-in/{session.code}/").status_code == 404


def test_a_whole_open_house_behind_one_address_gets_in_and_wrong_codes_come_to_an_end(client: Client) -> None:
    session = make_session(make_edition(), SessionKind.OPEN_HOUSE)
    for _ in range(WRONG_CODES.limit + 1):
        answer = client.post("/en/academy/check-in/", {"code": "NOCODE99"})
    assert answer.status_code == 429
    Client().post(f"/en/academy/check-in/{session.code}/")
    assert Visit.objects.count() == 1
