"""The list of participants: pseudonyms first; names and the CSV by a press that is written down; formulas stay text."""

from __future__ import annotations

import csv
import io

import pytest

from portal.academy.programme.models import Participant
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.faces.academy.make import crew_client

pytestmark = pytest.mark.django_db


def make_one(name: str = "Arta Secretfamily") -> Participant:
    me = make_participant(pseudonym="Blue Lynx")
    assert me.application is not None
    me.application.private.full_name = name
    me.application.private.save()
    return me


def test_names_are_shown_by_a_press_that_is_written_down() -> None:
    me = make_one()
    client, address = crew_client(me.edition), f"/en/academy/{me.edition.slug}/crew/participants/"
    assert "Secretfamily" not in client.get(address).content.decode()
    assert "Secretfamily" in client.post(address, {"do": "reveal"}).content.decode()
    (row,) = Entry.objects.filter(verb="private.seen")
    assert row.body == {"what": "participants", "count": 1}


def test_the_csv_holds_what_organisers_may_have_and_no_formula() -> None:
    me = make_one('=HYPERLINK("https://evil.example")')
    answer = crew_client(me.edition).post(f"/en/academy/{me.edition.slug}/crew/participants.csv")
    text = answer.content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["pseudonym"], row["name"]) == ("Blue Lynx", '\'=HYPERLINK("https://evil.example")')
    assert row["email"] == (me.person.email if me.person else "")
    assert Entry.objects.filter(verb="private.seen").count() == 1


def test_an_adult_is_enrolled_without_an_application() -> None:
    edition = make_edition()
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/participants/"
    data = {"do": "enrol", "enrol-pseudonym": "Sky 4", "enrol-track": "writing", "enrol-email": ""}
    refused = client.post(address, data)
    assert (refused.status_code, Participant.objects.count()) == (400, 0)
    client.post(address, {**data, "enrol-is_adult": "on"})
    assert Participant.objects.get().pseudonym == "Sky 4"


def test_an_organiser_renames_and_releases() -> None:
    me = make_one()
    client, address = crew_client(me.edition), f"/en/academy/{me.edition.slug}/crew/participants/{me.number}/"
    client.post(address, {"do": "rename", "rename-pseudonym": "Olive 7"})
    client.post(address, {"do": "release"})
    me.refresh_from_db()
    assert (me.pseudonym, me.state) == ("Olive 7", "withdrawn")


def test_photographers_see_who_may_be_in_pictures_without_names() -> None:
    me = make_one()
    page = crew_client(me.edition).get(f"/en/academy/{me.edition.slug}/crew/photos/").content.decode()
    assert ("Blue Lynx" in page, "Secretfamily" in page) == (True, False)
