"""Certificates by organisers: issued once to all who lack one, revoked, and all of them in one archive."""

from __future__ import annotations

import io
import zipfile

import pytest

from portal.academy.programme.models import Certificate
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.faces.academy.make import crew_client

pytestmark = pytest.mark.django_db


def test_they_are_issued_to_all_who_lack_one_and_revoked_one_by_one() -> None:
    edition = make_edition(state="judging")
    for _ in range(2):
        make_participant(edition)
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/certificates/"
    client.post(address, {"do": "issue", "issue-shown": "name"})
    assert Certificate.objects.filter(revoked_at=None).count() == 2
    first = Certificate.objects.order_by("pk").first()
    assert first is not None
    client.post(address, {"do": f"revoke-{first.pk}"})
    client.post(address, {"do": "issue", "issue-shown": "pseudonym"})
    assert Certificate.objects.filter(revoked_at=None).count() == 2
    assert Certificate.objects.count() == 3


def test_none_is_issued_while_the_edition_runs() -> None:
    edition = make_edition()
    make_participant(edition)
    answer = crew_client(edition).post(
        f"/en/academy/{edition.slug}/crew/certificates/", {"do": "issue", "issue-shown": "name"}
    )
    assert (answer.status_code, Certificate.objects.count()) == (409, 0)


def test_all_of_them_come_as_papers_and_that_is_written_down() -> None:
    edition = make_edition(state="closed")
    make_participant(edition)
    client = crew_client(edition)
    client.post(f"/en/academy/{edition.slug}/crew/certificates/", {"do": "issue", "issue-shown": "name"})
    answer = client.get(f"/en/academy/{edition.slug}/crew/certificates/all.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        papers = [archive.read(name)[:5] for name in archive.namelist()]
    assert papers == [b"%PDF-"]
    assert [row.body for row in Entry.objects.filter(verb="private.seen")] == [{"what": "certificates", "count": 1}]
