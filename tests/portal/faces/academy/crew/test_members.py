"""The crew: appointed by the address with which somebody signs in, never without an organiser."""

from __future__ import annotations

import pytest

from portal.academy.programme.models import Crew, CrewRole
from tests.portal.academy.make import make_crew, make_edition
from tests.portal.faces.academy.make import crew_client
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def test_somebody_is_appointed_by_their_address_and_dismissed_again() -> None:
    edition, person = make_edition(), make_person(email="juror@example.org")
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/members/"
    data = {"do": "add", "add-email": "Juror@Example.org", "add-role": "juror", "add-name": "Blerta"}
    client.post(address, data)
    row = Crew.objects.get(person=person)
    assert (row.role, row.name) == ("juror", "Blerta")
    client.post(address, {"do": f"dismiss-{row.pk}"})
    assert not Crew.objects.filter(person=person).exists()


def test_an_unknown_address_is_said_at_the_field_and_stays() -> None:
    edition = make_edition()
    data = {"do": "add", "add-email": "new@example.org", "add-role": "juror", "add-name": ""}
    page = crew_client(edition).post(f"/en/academy/{edition.slug}/crew/members/", data).content.decode()
    assert ("Nobody has signed in here with this address yet." in page, "new@example.org" in page) == (True, True)


def test_the_last_organiser_stays_and_others_editions_are_out_of_reach() -> None:
    edition, other = make_edition(), make_edition()
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/members/"
    foreign = make_crew(other, CrewRole.TRAINER)
    page = client.post(address, {"do": f"dismiss-{edition.crew.get().pk}"}).content.decode()
    assert "at least one organiser" in page
    assert client.post(address, {"do": f"dismiss-{foreign.pk}"}).status_code == 409
    assert Crew.objects.count() == 2
