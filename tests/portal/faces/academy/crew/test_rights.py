"""Every page of the crew: who may open it, nothing of another edition by its address, nothing done by a link."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.academy.programme.models import CrewRole, Edition
from portal.academy.results.acts import add_site, track
from portal.faces.academy.crew.urls import urlpatterns
from portal.ground.ledger.models import Entry
from portal.ground.people.models import Role
from tests.portal.academy.make import (
    make_application,
    make_edition,
    make_participant,
    make_session,
    make_team,
    make_venue,
    make_work,
)
from tests.portal.faces.academy.make import crew_client, signed_in
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
FORMS_ALONE = {"edition-crew-fill": 405, "edition-crew-csv": 405, "edition-crew-decide": 302}
NO_FILE_YET = {"edition-crew-certificates-all": 404}
# What trainers and mentors open beside organisers.
HELPERS = {
    CrewRole.TRAINER: {"hours", "visits", "poster", "posters", "read", "read-one", "photos"},
    CrewRole.MENTOR: {"hours", "visits", "poster", "posters", "read", "read-one"},
    CrewRole.JUROR: set[str](),
}


def rows_of(edition: Edition) -> dict[str, list[Any]]:
    """What the addresses of the crew's pages need beside the edition."""
    me = make_participant(edition)
    application, session = make_application(edition), make_session(edition, venue=make_venue(edition))
    team, work = make_team(edition, me), make_work(edition, me)
    return {
        "venue": [edition.venues.get().pk],
        "session": [session.pk],
        "visits": [session.pk],
        "poster": [session.pk],
        "read-one": [application.pk],
        "application": [application.pk],
        "fill": ["writing"],
        "participant": [me.number],
        "team": [team.pk],
        "work": [work.pk],
    }


def pages(edition: Edition, rows: dict[str, list[Any]]) -> dict[str, str]:
    """The address of every page of the crew of an edition, by its name."""
    names = [str(one.name) for one in urlpatterns if str(one.name).startswith("edition-")]
    short = {name: name.removeprefix("edition-crew").removeprefix("-") for name in names}
    return {name: reverse(name, args=[edition.slug, *rows.get(short[name], [])]) for name in names}


def expected(name: str) -> int:
    return {**FORMS_ALONE, **NO_FILE_YET}.get(name, 200)


def test_organisers_and_coordinators_open_every_page() -> None:
    edition = make_edition(state="selecting")
    every = pages(edition, rows_of(edition))
    track(edition, add_site("sq", "Shqip", "https://sq.example.org/w/api.php", "sq", by="owner"), "owner")
    for client in (crew_client(edition), signed_in(make_person(Role.COORDINATOR))):
        found = {name: client.get(address).status_code for name, address in every.items()}
        assert found == {name: expected(name) for name in every}


@pytest.mark.parametrize("role", HELPERS)
def test_the_others_of_the_crew_open_what_is_theirs(role: CrewRole) -> None:
    edition = make_edition(state="selecting")
    every, client = pages(edition, rows_of(edition)), crew_client(edition, role)
    mine = {f"edition-crew-{name}" for name in HELPERS[role]}
    mine |= {"edition-teams"} if role != CrewRole.JUROR else set()
    found = {name: client.get(address).status_code for name, address in every.items()}
    assert found == {
        name: 200 if name in mine else (FORMS_ALONE.get(name) if FORMS_ALONE.get(name) == 405 else 403)
        for name in every
    }


def test_everybody_else_is_sent_to_sign_in_or_refused(client: Client) -> None:
    edition = make_edition(state="selecting")
    every = pages(edition, rows_of(edition))
    participant = signed_in(make_participant(edition).person)
    elsewhere = crew_client(make_edition())
    for name, address in every.items():
        if FORMS_ALONE.get(name) == 405:
            continue
        assert client.get(address)["Location"].startswith("/en/sign-in/?next="), name
        for other in (signed_in(), participant, elsewhere):
            assert [other.get(address).status_code, other.post(address).status_code] in ([403, 403], [403, 405]), name


def test_rows_of_another_edition_are_not_there_under_this_one() -> None:
    mine, other = make_edition(state="selecting"), make_edition(state="selecting")
    client, foreign = crew_client(mine), rows_of(other)
    names = [name for name in foreign if name not in ("fill", "participant")]
    found = {
        name: client.get(reverse(f"edition-crew-{name}", args=[mine.slug, *foreign[name]])).status_code
        for name in names
    }
    assert found == {name: 404 if name != "poster" else 200 for name in names}
    poster = client.get(reverse("edition-crew-poster", args=[mine.slug, *foreign["poster"]])).content.decode()
    assert other.sessions.get().code not in poster


def test_opening_pages_changes_nothing() -> None:
    edition = make_edition(state="selecting")
    every, client = pages(edition, rows_of(edition)), crew_client(edition)
    before = Entry.objects.count()
    for address in every.values():
        client.get(address)
    assert Entry.objects.count() == before


def test_pages_of_the_crew_are_kept_by_no_cache() -> None:
    edition = make_edition(state="selecting")
    client = crew_client(edition)
    for name, address in pages(edition, rows_of(edition)).items():
        if expected(name) == 200:
            assert "no-store" in client.get(address)["Cache-Control"], name
