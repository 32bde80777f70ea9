"""Private data: who looked is shown; erased before its time when the edition is over and somebody is sure."""

from __future__ import annotations

import pytest

from portal.academy.programme.models import Private
from tests.portal.academy.make import make_application, make_edition
from tests.portal.faces.academy.make import crew_client

pytestmark = pytest.mark.django_db


def test_erasing_needs_an_edition_that_is_over_and_a_tick() -> None:
    edition = make_edition()
    make_application(edition)
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/private/"
    running = client.post(address, {"do": "erase", "erase-sure": "on"})
    edition.state = "closed"
    edition.save()
    unsure = client.post(address, {"do": "erase"})
    assert (running.status_code, unsure.status_code, Private.objects.count()) == (409, 400, 1)
    client.post(address, {"do": "erase", "erase-sure": "on"})
    edition.refresh_from_db()
    assert (Private.objects.count(), edition.erased_at is not None) == (0, True)
    assert "It was erased on" in client.get(address).content.decode()


def test_who_looked_at_names_is_shown_to_organisers() -> None:
    edition = make_edition(state="selecting")
    made = make_application(edition)
    client = crew_client(edition)
    client.post(f"/en/academy/{edition.slug}/crew/applications/{made.pk}/", {"do": "reveal"})
    answer = client.get(f"/en/academy/{edition.slug}/crew/private/")
    assert [(row.body["count"], bool(name)) for row, name in answer.context["reads"]] == [(1, True)]
