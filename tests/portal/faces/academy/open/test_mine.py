"""My academy: each state says what it means and what can be done, to its owner alone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from portal.academy.programme.models import Application, Participant
from portal.academy.programme.states import ApplicationState
from portal.academy.results.acts import add_site, track
from portal.academy.results.models import Account
from tests.portal.academy.make import make_application, make_edition, make_participant, make_session, make_work
from tests.portal.faces.academy.make import signed_in
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ApplicationState.values)
def test_every_state_of_an_application_has_a_page_in_words(state: str) -> None:
    edition, person = make_edition(state="applying"), make_person()
    make_application(edition, person, state=state, decided_at=timezone.now())
    page = signed_in(person).get(f"/en/academy/{edition.slug}/mine/").content.decode()
    assert str(ApplicationState(state).label) in page
    assert '<p class="lead"></p>' not in page


def test_strangers_sign_in_first_and_others_are_led_on(client: Client) -> None:
    open_one, over = make_edition(state="applying"), make_edition(state="closed")
    assert client.get(f"/en/academy/{over.slug}/mine/")["Location"].startswith("/en/sign-in/?next=")
    other = signed_in()
    assert other.get(f"/en/academy/{open_one.slug}/mine/")["Location"] == f"/en/academy/{open_one.slug}/apply/"
    assert "You have not applied" in other.get(f"/en/academy/{over.slug}/mine/").content.decode()


def test_a_seat_is_confirmed_under_a_pseudonym_that_does_not_tell_the_name() -> None:
    edition, person = make_edition(state="selecting"), make_person()
    make_application(edition, person, state="accepted", full_name="Arta Secretfamily")
    client, address = signed_in(person), f"/en/academy/{edition.slug}/mine/"
    refused = client.post(address, {"do": "confirm", "confirm-pseudonym": "Secretfamily 5"})
    assert (refused.status_code, "This tells your real name." in refused.content.decode()) == (400, True)
    assert "Secretfamily 5" in refused.content.decode()
    client.post(address, {"do": "confirm", "confirm-pseudonym": "Blue Lynx"})
    assert Participant.objects.get().pseudonym == "Blue Lynx"
    assert "Hello, Blue Lynx" in client.get(address).content.decode()


def test_what_is_not_possible_any_more_is_said_and_nothing_happens() -> None:
    edition, person = make_edition(state="selecting"), make_person()
    made = make_application(edition, person, state="declined", decided_at=timezone.now())
    answer = signed_in(person).post(
        f"/en/academy/{edition.slug}/mine/", {"do": "confirm", "confirm-pseudonym": "Blue Lynx"}
    )
    made.refresh_from_db()
    assert (answer.status_code, made.state, Participant.objects.count()) == (409, "declined", 0)


def test_withdrawing_needs_a_press_and_frees_the_seat() -> None:
    edition, person = make_edition(state="selecting"), make_person()
    made = make_application(edition, person, state="accepted")
    client, address = signed_in(person), f"/en/academy/{edition.slug}/mine/"
    client.get(address)
    made.refresh_from_db()
    assert made.state == "accepted"
    client.post(address, {"do": "withdraw"})
    made.refresh_from_db()
    assert made.state == "withdrawn"


def test_accounts_are_named_and_faults_stand_at_the_field() -> None:
    me = make_participant()
    wiki = add_site("sq", "Albanian Wikipedia", "https://sq.example.org/w/api.php", "sq", by="owner")
    track(me.edition, wiki, "owner")
    client, address = signed_in(me.person), f"/en/academy/{me.edition.slug}/mine/"
    wrong = client.post(address, {"do": "account-sq", "account-sq-name": "https://sq.example.org/Arta"})
    assert "Type the name alone" in wrong.content.decode()
    client.post(address, {"do": "account-sq", "account-sq-name": "arta_writes"})
    assert Account.objects.get().name == "Arta writes"
    Account.objects.update(state="missing")
    assert "This wiki has no account “Arta writes”." in client.get(address).content.decode()
    client.post(address, {"do": "account-sq", "account-sq-name": ""})
    assert Account.objects.count() == 0


def test_the_page_shows_my_hours_works_and_visits() -> None:
    me = make_participant()
    session = make_session(me.edition, names={"en": "How to cite"})
    make_work(me.edition, me, title="Old bazaar")
    make_work(me.edition, title="Of somebody else")
    page = signed_in(me.person).get(f"/en/academy/{me.edition.slug}/mine/").content.decode()
    assert (session.name in page, "Old bazaar" in page, "Of somebody else" in page) == (True, True, False)


def test_who_withdrew_is_no_participant_any_more() -> None:
    me = make_participant()
    client, address = signed_in(me.person), f"/en/academy/{me.edition.slug}/mine/"
    client.post(address, {"do": "withdraw"})
    me.refresh_from_db()
    page = client.get(address).content.decode()
    assert (me.state, Application.objects.get().state) == ("withdrawn", "withdrawn")
    assert "You withdrew your application." in page
    assert "Hello" not in page
