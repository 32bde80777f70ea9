"""What everybody sees of academies: editions by where they stand, never a draft, never a real name."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.academy.programme.models import CrewRole, Edition
from portal.faces.academy.open.overview import shelves
from portal.ground.people.models import Role
from tests.portal.academy.make import make_crew, make_edition, make_participant, make_programme, make_team, make_work
from tests.portal.faces.academy.make import crew_client, signed_in
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def test_editions_stand_on_shelves_what_one_can_join_first() -> None:
    states = ("closed", "running", "applying", "announced")
    made = [make_edition(state=state) for state in states]
    found = [[one.state for one in shelf.editions] for shelf in shelves(made)]
    assert found == [["applying"], ["announced"], ["running"], ["closed"]]


def test_an_empty_portal_says_what_comes_and_a_coordinator_what_to_do(client: Client) -> None:
    page = client.get("/en/academy/").content.decode()
    mine = signed_in(make_person(Role.COORDINATOR)).get("/en/academy/").content.decode()
    assert ("No edition is announced yet" in page, "Make a programme" in page, "Make a programme" in mine) == (
        True,
        False,
        True,
    )


def test_figures_of_the_past_stand_with_their_source(client: Client) -> None:
    answer = client.get("/en/academy/")
    assert answer.context["told"] == [
        ("visitors of open houses", "at least 600"),
        ("writers chosen", "140"),
        ("articles written in three days", "about 40"),
        ("photographs", "1,418"),
    ]
    page = answer.content.decode()
    whole = ("at least 600", "1,418", "the first Wiki Academy in 2013", "IPKO Foundation")
    assert [one in page for one in whole] == [True] * 4
    assert "https://ipkofoundation.org/activities/wiki-academy-in-full-swing/" in page


@pytest.mark.parametrize("path", ["", "schedule/", "works/", "people/"])
def test_a_draft_is_there_for_its_crew_alone(client: Client, path: str) -> None:
    edition = make_edition(state="draft")
    address = f"/en/academy/{edition.slug}/{path}"
    answers = [client.get(address), signed_in().get(address), crew_client(edition, CrewRole.TRAINER).get(address)]
    assert [answer.status_code for answer in answers] == [404, 404, 200]


def test_an_edition_says_who_organises_and_who_pays(client: Client) -> None:
    edition = make_edition(organiser="The library", funders=["A town", "A fund"], is_state_funded=True)
    page = client.get(f"/en/academy/{edition.slug}/").content.decode()
    assert [words in page for words in ("The library", "A town, A fund", "Paid from public money")] == [True] * 3


@pytest.mark.parametrize(("count", "is_shown"), [(4, False), (5, True)])
def test_participants_are_listed_from_five_on_by_pseudonym_alone(client: Client, count: int, is_shown: bool) -> None:
    edition = make_edition()
    people = [make_participant(edition, pseudonym=f"Star {number}") for number in range(count)]
    make_team(edition, *people[:2], name="Fortress")
    page = client.get(f"/en/academy/{edition.slug}/people/").content.decode()
    private = people[0].application.private if people[0].application else None
    assert ("Star 0" in page, "Fortress" in page) == (is_shown, is_shown)
    assert private is not None
    assert private.full_name not in page


@pytest.mark.parametrize("language", ["en", "sq", "sr", "sr-latn"])
def test_public_pages_answer_in_each_language(client: Client, language: str) -> None:
    edition = make_edition(state="applying")
    make_work(make_edition(programme=edition.programme))
    paths = ["", f"programmes/{edition.programme.slug}/", *pages_of(edition), "certificates/", "check-in/"]
    answers = {path: client.get(f"/{language}/academy/{path}").status_code for path in paths}
    assert set(answers.values()) == {200}


def pages_of(edition: Edition) -> list[str]:
    return [f"{edition.slug}/{path}" for path in ("", "schedule/", "people/", "works/", "apply/")]


def test_names_that_somebody_typed_stay_text(client: Client) -> None:
    evil = "<script>alert(1)</script>"
    edition = make_edition(make_programme(names={"en": evil}), names={"en": evil}, organiser=evil, place=evil)
    make_crew(edition)
    for path in ("", *pages_of(edition), f"programmes/{edition.programme.slug}/"):
        assert evil not in client.get(f"/en/academy/{path}").content.decode()
