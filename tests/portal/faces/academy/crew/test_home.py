"""The organiser's first page: what waits, and each step with what follows, said before it is done."""

from __future__ import annotations

import pytest

from portal.academy.programme.states import EDITION, EditionState
from portal.faces.academy.crew.home import told, waits
from tests.portal.academy.make import make_application, make_edition, make_participant, make_team
from tests.portal.faces.academy.make import crew_client

pytestmark = pytest.mark.django_db


def test_every_step_says_what_follows() -> None:
    verbs = {verb for state in EditionState for verb in EDITION.verbs(state)}
    assert all(all(told(verb)) for verb in verbs)


@pytest.mark.parametrize("state", EditionState.values)
def test_each_state_offers_the_steps_of_the_table(state: str) -> None:
    edition = make_edition(state=state)
    answer = crew_client(edition).get(f"/en/academy/{edition.slug}/crew/")
    assert list(answer.context["deeds"]) == list(EDITION.verbs(state))


def test_a_step_is_taken_once_and_one_that_lacks_something_says_what() -> None:
    edition = make_edition(state="draft", organiser="")
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/"
    refused = client.post(address, {"do": "announce"}).content.decode()
    assert "Say who organises it before it is announced." in refused
    edition.organiser = "The library"
    edition.save()
    client.post(address, {"do": "announce"})
    edition.refresh_from_db()
    assert edition.state == "announced"
    assert client.post(address, {"do": "announce"}).status_code == 409


def test_what_waits_is_counted() -> None:
    edition = make_edition(state="running")
    make_application(edition)
    make_application(edition, state="accepted")
    make_team(edition, make_participant(edition))
    make_participant(edition)
    assert [one.words for one in waits(edition)] == [
        "1 application waits to be read.",
        "1 person has not confirmed yet.",
        "1 participant has no team.",
        "1 team is too small.",
    ]
