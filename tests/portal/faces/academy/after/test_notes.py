"""Pages of notes: for one participant and their mentor alone; nothing that was typed is lost."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from portal.academy.after.models import Note
from portal.academy.programme.models import Crew, CrewRole, Participant
from portal.ground.people.models import Person, Role
from tests.portal.academy.make import make_crew, make_edition, make_participant, make_team
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
HERE = "/en/academy/autumn/notes/"


@pytest.fixture
def pair() -> tuple[Participant, Crew]:
    edition = make_edition(slug="autumn")
    participant = make_participant(edition, pseudonym="Lynx")
    mentor = make_crew(edition, CrewRole.MENTOR, name="Besa")
    make_team(edition, participant, mentor=mentor, name="Owls")
    return participant, mentor


def as_(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def shown(client: Client, path: str = HERE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ").split())  # type: ignore[union-attr]


def test_two_write_to_each_other(pair: tuple[Participant, Crew]) -> None:
    participant, mentor = pair
    as_(participant.person).post(HERE, {"text": "Is one source enough?"}, follow=True)
    assert "Lynx 1 new note" in shown(as_(mentor.person))
    assert "Is one source enough?" in shown(as_(mentor.person), f"{HERE}1/")
    assert "new note" not in shown(as_(mentor.person))
    as_(mentor.person).post(f"{HERE}1/", {"text": "Find a second one."})
    assert "Besa" in shown(as_(participant.person))
    assert "Find a second one." in shown(as_(participant.person))
    assert Note.objects.filter(read_at=None).count() == 0


def test_nobody_else_reads_them(pair: tuple[Participant, Crew]) -> None:
    participant, _ = pair
    as_(participant.person).post(HERE, {"text": "A private word."})
    others = {
        "organiser": make_crew(participant.edition).person,
        "another mentor": make_crew(participant.edition, CrewRole.MENTOR).person,
        "administrator": make_person(Role.ADMIN),
        "stranger": make_person(),
    }
    for who, person in others.items():
        answers = [as_(person).get(path) for path in (HERE, f"{HERE}1/")]
        assert (who, answers[1].status_code) == (who, 404)
        assert (who, [name for name in ("Lynx", "A private word") if name in answers[0].content.decode()]) == (who, [])
    assert as_(others["stranger"]).get(HERE).status_code == 404
    other = make_participant(participant.edition)
    assert "A private word." not in shown(as_(other.person))


def test_who_is_not_signed_in_signs_in_first(client: Client, pair: tuple[Participant, Crew]) -> None:
    for path in (HERE, f"{HERE}1/"):
        assert client.get(path)["Location"] == f"/en/sign-in/?next={path}"


def test_a_note_without_words_is_said_at_the_field(pair: tuple[Participant, Crew]) -> None:
    participant, _ = pair
    answer = as_(participant.person).post(HERE, {"text": "   "})
    assert "Write a few words first." in answer.content.decode()
    long = "word " * 1000
    answer = as_(participant.person).post(HERE, {"text": long})
    assert BeautifulSoup(answer.content, "html.parser").select_one("textarea").get_text().strip() == long.strip()  # type: ignore[union-attr]
    assert Note.objects.count() == 0


def test_without_a_mentor_the_page_says_so() -> None:
    participant = make_participant(make_edition(slug="autumn"))
    assert "No mentor yet" in shown(as_(participant.person))


def test_pages_of_notes_are_kept_nowhere(pair: tuple[Participant, Crew]) -> None:
    answer = as_(pair[0].person).get(HERE)
    assert "no-store" in answer["Cache-Control"]
