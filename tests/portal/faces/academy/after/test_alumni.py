"""The page of alumni, what each wishes, offers to mentor, and what an organiser does after an edition."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from portal.academy.after import acts
from portal.academy.after.looks import alumnus_of
from portal.academy.after.models import Offer
from portal.academy.programme.models import Crew, CrewRole, Participant
from portal.ground.mail.models import Outgoing
from portal.ground.people.models import Person
from tests.portal.academy.make import make_crew, make_edition, make_participant
from tests.portal.faces.academy.results.make import make_results
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=365)


def make_past(pseudonym: str = "Lynx", slug: str = "autumn") -> Participant:
    now = timezone.now()
    edition = make_edition(slug=slug, state="closed", starts_at=now - YEAR, ends_at=now - YEAR + dt.timedelta(days=3))
    return make_participant(edition, pseudonym=pseudonym)


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def shown(client: Client, path: str = "/en/academy/alumni/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ").split())  # type: ignore[union-attr]


def test_the_public_list_has_who_wants_to_be_on_it(client: Client) -> None:
    one = make_past()
    make_participant(one.edition, pseudonym="Heron")
    assert "Nobody is on the list yet." in shown(client)
    as_(one.person).post("/en/academy/autumn/alumni/wishes/", {"is_listed": "on", "hears": "on"})
    assert "Lynx" in shown(client)
    assert "Heron" not in shown(client)
    kept = alumnus_of(one)
    assert (kept.hears, kept.is_listed, kept.is_invited) == (True, True, False)


def test_the_mails_on_ones_own_figures_are_stopped_here() -> None:
    one = make_past()
    as_(one.person).post("/en/academy/autumn/alumni/wishes/", {})
    assert alumnus_of(one).hears is False


def test_nobody_wishes_for_others(client: Client) -> None:
    one = make_past()
    assert client.post("/en/academy/autumn/alumni/wishes/").status_code == 302
    assert as_(make_person()).post("/en/academy/autumn/alumni/wishes/", {"is_listed": "on"}).status_code == 404
    assert alumnus_of(one).is_listed is False


def test_an_alumnus_comes_back_as_a_mentor() -> None:
    past, ahead = make_past(), make_edition(slug="next", state="applying")
    organiser = as_(make_crew(ahead).person)
    assert "I would like to mentor" in shown(as_(past.person))
    as_(past.person).post("/en/academy/next/alumni/offer/")
    assert "Waits for an answer" in shown(as_(past.person))
    assert "Lynx" in shown(organiser, "/en/academy/next/after/")
    organiser.post(f"/en/academy/next/after/offers/{Offer.objects.get().pk}/", {"verb": "accept"})
    assert Crew.objects.filter(edition=ahead, person=past.person, role=CrewRole.MENTOR).count() == 1
    assert "Accepted" in shown(as_(past.person))


def test_an_offer_is_taken_back() -> None:
    past = make_past()
    make_edition(slug="next", state="applying")
    as_(past.person).post("/en/academy/next/alumni/offer/")
    as_(past.person).post("/en/academy/next/alumni/offer/", {"withdraw": "1"})
    assert "I would like to mentor" in shown(as_(past.person))


def test_who_never_took_part_is_told_that_it_is_not_possible() -> None:
    make_edition(slug="next", state="applying")
    answer = as_(make_person()).post("/en/academy/next/alumni/offer/", follow=True)
    assert "This is not possible any more." in answer.content.decode()


def test_an_organiser_invites_the_alumni_once() -> None:
    past, ahead = make_past(), make_edition(slug="next", state="applying")
    acts.choose(past, is_invited=True)
    organiser = as_(make_crew(ahead).person)
    assert "1 alumnus of earlier editions wants to hear" in shown(organiser, "/en/academy/next/after/")
    first = organiser.post("/en/academy/next/after/invite/", follow=True).content.decode()
    again = organiser.post("/en/academy/next/after/invite/", follow=True).content.decode()
    assert ("1 letter is on its way." in first, "Everybody who wants it is invited already." in again) == (True, True)
    assert Outgoing.objects.count() == 1


@pytest.mark.parametrize("path", ["after/", "after/invite/", "after/offers/1/"])
def test_the_page_after_an_edition_is_for_organisers(client: Client, path: str) -> None:
    edition = make_results(slug="autumn")
    mentor = make_crew(edition, CrewRole.MENTOR).person
    assert client.get(f"/en/academy/autumn/{path}").status_code == 302
    assert as_(mentor).post(f"/en/academy/autumn/{path}").status_code == 403
