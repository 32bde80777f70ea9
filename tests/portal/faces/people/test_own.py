"""What people decide about themselves."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from portal.academy.after.models import Told
from portal.academy.media.models import Draft
from portal.faces.people.data import all_about
from portal.ground.ledger.models import Entry
from portal.ground.people.models import Person, Role
from tests.portal.academy.world import make_academy
from tests.portal.faces.people.conftest import Visitor
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(visitor: Visitor) -> Visitor:
    """Ana, signed in."""
    visitor.sign_in("ana@example.org")
    return visitor


def test_strangers_are_asked_to_sign_in(visitor: Visitor) -> None:
    for path in ("settings/", "settings/leave/", "settings/passkeys/"):
        assert visitor.get(path).url.startswith("/en/sign-in/")
    for path in ("settings/name/", "settings/wishes/", "settings/data/"):
        assert visitor.post(path).url.startswith("/en/sign-in/")


def test_a_name_is_chosen_and_given_up(ana: Visitor) -> None:
    assert "Ana Hoxha" in ana.client.post("/en/settings/name/", {"name": " Ana   Hoxha "}, follow=True).content.decode()
    assert Person.objects.get().public_name == "Ana Hoxha"
    ana.post("settings/name/", {"name": ""})
    assert Person.objects.get().public_name == "A citizen"
    assert "Ana" not in str(list(Entry.objects.values_list("body", "subject")))


def test_a_name_that_is_an_address_is_refused_with_the_reason(ana: Visitor) -> None:
    page = ana.post("settings/name/", {"name": "shop.example.com"}).content.decode()
    assert "cannot hold the address of a page" in page
    assert Person.objects.get().name == ""


def test_language_and_mail_are_chosen(ana: Visitor) -> None:
    answer = ana.post("settings/wishes/", {"locale": "sr-latn"})
    person = Person.objects.get()
    assert (person.locale, person.wants_mail, answer.cookies["language"].value) == ("sr-latn", False, "sr-latn")
    assert ana.post("settings/wishes/", {"locale": "xx"}).status_code == 200
    assert Person.objects.get().locale == "sr-latn"


def test_all_that_is_kept_can_be_downloaded(ana: Visitor) -> None:
    answer = ana.post("settings/data/")
    about = json.loads(answer.content)
    assert answer["Content-Disposition"] == f'attachment; filename="{Person.objects.get().handle}.json"'
    assert about["person"]["email"] == "ana@example.org"
    assert [row["verb"] for row in about["ledger"]] == ["person.joined"]
    assert about["request.signature.person"] == []
    assert "password" not in about["person"]


def test_leaving_erases_and_ends_every_session(ana: Visitor) -> None:
    handle = Person.objects.get().handle
    elsewhere = Visitor()
    elsewhere.sign_in("ana@example.org")
    assert ana.post("settings/leave/").status_code == 200
    assert Person.objects.get().is_active
    ana.post("settings/leave/", {"sure": "on"})
    person = Person.objects.get()
    assert (person.handle, person.email, person.name, person.is_active) == (handle, None, "", False)
    assert elsewhere.get("settings/").status_code == 302
    assert "ana@example.org" not in str(list(Person.objects.values()))


def test_who_left_and_comes_back_starts_anew(ana: Visitor) -> None:
    first = Person.objects.get().pk
    ana.post("settings/leave/", {"sure": "on"})
    Visitor().sign_in("ana@example.org")
    assert Person.objects.get(email="ana@example.org").pk != first


def test_the_last_administrator_stays(ana: Visitor) -> None:
    Person.objects.update(role=Role.ADMIN)
    assert "last administrator" in ana.post("settings/leave/", {"sure": "on"}).content.decode()
    assert Person.objects.get().is_active


def test_the_download_holds_what_academies_keep_of_a_participant() -> None:
    world = make_academy()
    Draft.objects.update(sealed=b"locked")
    Told.objects.create(participant=world.participant, days=30, facts={"words": 7}, at=timezone.now())
    about = all_about(world.citizen)
    own = [
        "programme.visit", "programme.certificate", "results.account", "media.draft", "topics.topic", "after.note",
        "after.alumnus", "after.told",
    ]  # fmt: skip
    assert {name: len(about[f"{name}.participant"]) > 0 for name in own} == dict.fromkeys(own, True)
    assert about["after.note.participant"][0]["text"] == "Well done."
    assert [note["text"] for note in all_about(world.mentor.person)["after.note.mentor"]] == ["Well done."]
    keys = {key for rows in about.values() for row in (rows if isinstance(rows, list) else [rows]) for key in row}
    assert keys & {"password", "token", "sealed", "code"} == set()
    stranger = all_about(make_person())
    assert {name: stranger[name] for name in stranger if name not in ("person", "ledger") and stranger[name]} == {}
