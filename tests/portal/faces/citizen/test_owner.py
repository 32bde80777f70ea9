"""Owners: checked again without an account, left alone at one press, and only by who holds the letter."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Schedule
from portal.catalogue.models import OptOut
from portal.ground import links
from portal.ground.mail.addresses import opt_out_token
from portal.outcome.acts import read_ledger
from portal.request.acts import RequestError, stand_behind
from tests.portal.make import make_contact, make_look, make_person, make_request, make_target


@pytest.mark.django_db
def test_an_owner_presses_check_again_without_an_account(client: Client) -> None:
    target = make_target()
    make_look(target, country="missing")
    page = client.get(f"/t/{target.slug}/check", follow=True)
    assert page.status_code == 200
    client.post(page.redirect_chain[-1][0])
    assert Schedule.objects.get(target=target).asked_by == "owner"


@pytest.mark.django_db
def test_pressing_all_day_long_asks_no_more_than_six_times(client: Client) -> None:
    target = make_target()
    make_look(target, country="missing")
    for _ in range(9):
        page = client.post(f"/en/targets/{target.slug}/check/", follow=True)
    assert "several times today" in page.content.decode()


@pytest.mark.django_db
def test_one_press_stops_all_letters_to_an_owner_and_ends_what_is_open(client: Client) -> None:
    request = make_request()
    target = request.target
    address = links.leave(target.owner.slug).replace("http://127.0.0.1:8000", "")
    page = client.get(address, follow=True)
    with_button = page.content.decode()
    client.post(page.redirect_chain[-1][0])
    read_ledger()
    request.refresh_from_db()
    assert "Stop all letters" in with_button
    assert request.state == "opted-out"
    with pytest.raises(RequestError, match="we obey"):
        stand_behind(target, make_person())


@pytest.mark.django_db
def test_nobody_stops_the_letters_of_others_without_the_signature(client: Client) -> None:
    target = make_target()
    assert client.get(f"/en/leave/{target.owner.slug}:forged/").status_code == 404


@pytest.mark.django_db
def test_a_mail_program_stops_all_mail_by_itself() -> None:
    target = make_target()
    contact = make_contact(target)
    strict = Client(enforce_csrf_checks=True)
    address = reverse("opt-out", args=[opt_out_token(contact.address)])
    assert strict.get(address).status_code == 200
    assert OptOut.objects.count() == 0
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert OptOut.objects.get().address == contact.address
