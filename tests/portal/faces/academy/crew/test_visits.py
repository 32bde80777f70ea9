"""Check-in lists by hand: who is ticked came, who is unticked did not; who checked in meanwhile stays."""

from __future__ import annotations

import pytest

from portal.academy.programme.acts.visits import check_in
from portal.academy.programme.models import CrewRole, SessionKind, Visit
from tests.portal.academy.make import make_edition, make_participant, make_session
from tests.portal.faces.academy.make import crew_client

pytestmark = pytest.mark.django_db


def test_a_list_is_taken_and_corrected_and_loses_nobody_who_came_meanwhile() -> None:
    edition = make_edition()
    first, second, meanwhile = (make_participant(edition) for _ in range(3))
    session = make_session(edition)
    client = crew_client(edition, CrewRole.TRAINER)
    address = f"/en/academy/{edition.slug}/crew/sessions/{session.pk}/visits/"
    client.post(address, {"do": "list", "pk": [first.pk, second.pk]})
    check_in(session, meanwhile)
    client.post(address, {"do": "list", "pk": [second.pk], "was": [first.pk, second.pk]})
    assert {visit.participant for visit in Visit.objects.all()} == {second, meanwhile}


def test_visitors_without_a_phone_are_counted_at_open_houses() -> None:
    edition = make_edition()
    session = make_session(edition, SessionKind.OPEN_HOUSE)
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/sessions/{session.pk}/visits/"
    client.post(address, {"do": "visitors", "visitors": "3"})
    assert Visit.objects.filter(participant=None).count() == 3
    wrong = client.post(address, {"do": "visitors", "visitors": "many"})
    assert ("errorlist" in wrong.content.decode(), Visit.objects.count()) == (True, 3)


def test_participants_of_another_edition_are_not_noted() -> None:
    edition, foreign = make_edition(), make_participant(make_edition())
    session = make_session(edition)
    address = f"/en/academy/{edition.slug}/crew/sessions/{session.pk}/visits/"
    crew_client(edition).post(address, {"do": "list", "pk": [foreign.pk, "x"]})
    assert Visit.objects.count() == 0
