"""The ledger is public, and handles stand under public signatures too: no row of an academy names who takes part."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from portal.academy.jury.voting import vote
from portal.academy.media.models import Wish
from portal.academy.programme.models import Crew
from portal.ground.ledger.models import Entry
from portal.ground.people.models import Person, Role
from tests.portal.academy.world import Academy, make_academy
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def make_deeds(world: Academy) -> None:
    """What somebody who takes part does at the pages of an academy."""
    client = Client()
    client.force_login(world.citizen)
    here = f"/en/academy/{world.edition.slug}"
    wish = Wish.objects.create(edition=world.edition, title="Bridge", made_by="machine", made_at=world.edition.ends_at)
    client.post(f"{here}/wanted/{wish.pk}/", {"deed": "take"})
    client.post(f"{here}/wanted/{wish.pk}/", {"deed": "leave"})
    client.post(f"{here}/notes/", {"text": "Thank you."})
    client.post(f"{here}/alumni/wishes/", {"is_listed": "on"})
    client.post(f"{here}/media/{world.draft.pk}/discard/")
    client.post(f"{here}/topics/{world.topic.pk}/sources/", {"title": "A map", "kind": "web"})
    client.post(f"{here}/topics/{world.topic.pk}/do/", {"deed": "release"})
    client.force_login(world.offer.participant.person)
    client.post(f"/en/academy/{world.applying.slug}/alumni/offer/", {"withdraw": "on"})
    voter = make_person()
    vote(world.judged, voter, [world.judged.entries.all()[1].number])
    vote(world.judged, voter, [])


DONE = {
    "wish.taken", "wish.open", "note.written", "alumni.chose", "media.discarded", "source.added", "topic.released",
    "mentor.offered", "mentor.withdrawn", "vote.cast", "visit.noted", "application.made", "topic.claimed",
    "certificate.issued",
}  # fmt: skip


def test_no_row_of_an_academy_holds_the_handle_of_who_takes_part_or_votes() -> None:
    make_deeds(make_academy())
    rows = list(Entry.objects.exclude(verb__startswith="person."))
    crew = Crew.objects.exclude(person=None).values("person")
    outside = Person.objects.filter(role=Role.CITIZEN).exclude(pk__in=crew).exclude(seats__isnull=False)
    handles = set(outside.values_list("handle", flat=True))
    said = [(row.verb, f"{row.actor} {row.subject} {json.dumps(row.body)}") for row in rows]
    assert DONE - {row.verb for row in rows} == set()
    assert len(handles) > 5
    assert [(verb, handle, text) for verb, text in said for handle in handles if handle in text] == []
