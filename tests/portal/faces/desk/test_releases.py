"""The desk's pages about releases: the diff of a change, noted once with a reason; a silent registry, asked again."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Change, Watch
from portal.audit.releases import list_releases
from portal.faces.desk.deeds import stamp
from portal.faces.desk.queue import counts
from portal.ground.ledger.models import Entry
from portal.ground.people.models import Role
from tests.portal.audit.make_releases import make_listed
from tests.portal.audit.make_releases import read as read_release
from tests.portal.faces.desk.make import make_change, make_client, make_watch
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def press(client: Client, address: str, slug: str, do: str, **fields: str) -> int:
    data = {"do": do, "stamp": str(stamp(f"target/{slug}")), **{f"{do}-{name}": text for name, text in fields.items()}}
    return client.post(address, data).status_code


def test_the_page_shows_what_was_and_what_is_now() -> None:
    change = make_change()
    page = make_client(Role.COORDINATOR).get(reverse("desk-change", args=[change.pk])).content.decode()
    for words in ("<del>Listed</del>", "<ins>Missing</ins>", "Kosovo disappeared", "v1", "v2"):
        assert words in page


def test_taking_note_needs_a_reason_and_empties_the_queue() -> None:
    change, client, person = make_change(), make_client(Role.COORDINATOR), make_person(Role.ADMIN)
    address, slug = reverse("desk-change", args=[change.pk]), change.target.slug
    assert press(client, address, slug, "note") == 400
    assert counts(person)["change"] == 1
    assert press(client, address, slug, "note", reason="We asked them about it.") == 302
    assert counts(person)["change"] == 0
    assert Entry.objects.get(verb="change.noted").body["reason"] == "We asked them about it."
    assert press(client, address, slug, "note", reason="Again.") == 409


def test_a_change_that_moved_keeps_its_page() -> None:
    change, client = make_change(), make_client(Role.COORDINATOR)
    target = change.target
    list_releases(target, make_listed("v1", "v1b", "v2"))
    read_release(target, "v1b", "missing")
    moved = Change.objects.get()
    assert (moved.pk, moved.release.version) == (change.pk, "v1b")
    assert client.get(reverse("desk-change", args=[change.pk])).status_code == 200


def test_a_silent_registry_is_in_the_queue_and_can_be_asked_at_once() -> None:
    watch, client, person = make_watch(), make_client(Role.COORDINATOR), make_person(Role.ADMIN)
    assert counts(person)["watch"] == 1
    address = reverse("desk-watch", args=[watch.target.slug])
    assert "did not answer in 60 seconds" in client.get(address).content.decode()
    assert press(client, address, watch.target.slug, "now") == 302
    assert Watch.objects.get().due_at <= timezone.now()


def test_the_pages_are_for_coordinators() -> None:
    change, watch = make_change(), make_watch()
    client = make_client(Role.MODERATOR)
    for address in (reverse("desk-change", args=[change.pk]), reverse("desk-watch", args=[watch.target.slug])):
        assert client.get(address).status_code == 403


def test_the_page_keeps_to_few_queries() -> None:
    change, client = make_change(), make_client(Role.COORDINATOR)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("desk-change", args=[change.pk]))
    assert len(asked) <= 12
