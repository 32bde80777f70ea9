"""Alumni: on a list by their own wish alone, invited once, and mentors when an organiser says yes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.academy.after import acts, looks
from portal.academy.after.states import OfferState
from portal.academy.programme.models import Crew, CrewRole, Edition, Participant
from portal.catalogue.acts import opt_out
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=365)


def make_past(person: Person | None = None, years: int = 1, **fields: object) -> Participant:
    """Somebody who took part in an edition that is closed."""
    now = timezone.now()
    times = {"starts_at": now - years * YEAR, "ends_at": now - years * YEAR + dt.timedelta(days=3)}
    return make_participant(make_edition(state="closed", **times, **fields), person)


def make_next(**fields: object) -> Edition:
    return make_edition(**{"state": "applying", "slug": "next", **fields})


def test_nobody_is_on_the_list_who_did_not_say_so() -> None:
    one, other, third = make_past(), make_past(), make_past()
    acts.choose(one, is_listed=True)
    acts.choose(other, is_invited=True)
    assert list(looks.alumni()) == [one]
    acts.choose(one, is_listed=False)
    assert list(looks.alumni()) == []
    assert looks.alumnus_of(third).hears is True


def test_the_list_holds_editions_that_ended_and_were_no_rehearsal() -> None:
    running = make_participant()
    rehearsed = make_past(is_rehearsal=True)
    for one in (running, rehearsed):
        acts.choose(one, is_listed=True)
    assert list(looks.alumni()) == []


def test_a_wish_changes_only_what_it_names() -> None:
    one = make_past()
    acts.choose(one, is_listed=True, hears=False)
    acts.choose(one, is_invited=True)
    kept = looks.alumnus_of(one)
    assert (kept.hears, kept.is_listed, kept.is_invited) == (False, True, True)
    assert [row.body for row in Entry.objects.filter(verb="alumni.chose").order_by("number")] == [
        {"participant": one.number, "hears": False, "is_listed": True},
        {"participant": one.number, "is_invited": True},
    ]


def test_who_wants_it_is_invited_once_in_their_language() -> None:
    wants = make_past(make_person(locale="en"))
    make_past()
    acts.choose(wants, is_invited=True)
    edition = make_next()
    assert (acts.invite(edition, "organiser"), acts.invite(edition, "organiser")) == (1, 0)
    mail = Outgoing.objects.get()
    assert (mail.recipient, "/en/academy/next/" in bytes(mail.raw).decode()) == (wants.person.email, True)
    assert Entry.objects.filter(verb="alumni.invited").count() == 1


def test_somebody_of_two_editions_gets_one_letter() -> None:
    person = make_person()
    for years in (1, 2):
        acts.choose(make_past(person, years), is_invited=True)
    assert acts.invite(make_next(), "organiser") == 1


def test_who_takes_part_already_or_wants_no_mail_is_not_invited() -> None:
    there, deaf, gone = make_past(), make_past(make_person(wants_mail=False)), make_past()
    edition = make_next()
    for one in (there, deaf, gone):
        acts.choose(one, is_invited=True)
    make_participant(edition, there.person)
    opt_out(gone.person.email, "asked", "machine")
    assert acts.invite(edition, "organiser") == 0


def test_an_alumnus_offers_to_mentor_and_becomes_one() -> None:
    past, edition = make_past(), make_next()
    assert looks.may_mentor(past.person) == [(edition, past)]
    offer = acts.offer(edition, past.person)
    assert acts.offer(edition, past.person).pk == offer.pk
    assert list(looks.offers(edition)) == [offer]
    acts.settle(offer, "accept", "organiser")
    assert [(one.person, one.role, one.name) for one in Crew.objects.all()] == [
        (past.person, CrewRole.MENTOR, past.pseudonym)
    ]
    assert looks.may_mentor(past.person) == []
    assert [row.verb for row in Entry.objects.order_by("number")] == ["mentor.offered", "mentor.accepted"]


def test_an_offer_can_be_taken_back_and_made_again() -> None:
    past, edition = make_past(), make_next()
    acts.settle(acts.offer(edition, past.person), "withdraw", past)
    assert list(looks.offers(edition)) == []
    assert acts.offer(edition, past.person).state == OfferState.OFFERED
    assert Crew.objects.count() == 0


def test_a_stranger_does_not_offer() -> None:
    with pytest.raises(NotAllowedError):
        acts.offer(make_next(), make_person())
