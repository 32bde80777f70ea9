"""Venues and hours: added, changed, removed; a poster for each door with the code that checks in."""

from __future__ import annotations

import pytest

from portal.academy.programme.models import Session, Venue
from tests.portal.academy.make import make_edition, make_participant, make_session, make_venue
from tests.portal.faces.academy.make import crew_client

pytestmark = pytest.mark.django_db
HOUR = {"names_en": "How to cite", "kind": "training", "starts_at": "2027-06-01T09:00", "ends_at": "2027-06-01T11:00"}


def test_a_place_and_an_hour_are_added_and_changed() -> None:
    edition = make_edition()
    client, crew = crew_client(edition), f"/en/academy/{edition.slug}/crew"
    client.post(f"{crew}/venues/new/", {"do": "keep", "keep-name": "Library", "keep-seats": "30"})
    venue = Venue.objects.get()
    client.post(f"{crew}/sessions/new/", {**HOUR, "venue": str(venue.pk)})
    session = Session.objects.get()
    assert (session.venue, session.names, len(session.code)) == (venue, {"en": "How to cite"}, 8)
    code = session.code
    client.post(f"{crew}/sessions/{session.pk}/", {**HOUR, "names_en": "Sources"})
    session.refresh_from_db()
    assert (session.names, session.code, session.venue) == ({"en": "Sources"}, code, None)
    client.post(f"{crew}/sessions/{session.pk}/", {"do": "remove"})
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "change"),
    [("ends_at", {"ends_at": "2027-06-01T08:00"}), ("kind", {"kind": "party"}), ("seats", {"seats": "-1"})],
)
def test_what_is_wrong_with_an_hour_is_said_at_its_field(field: str, change: dict[str, str]) -> None:
    edition = make_edition()
    answer = crew_client(edition).post(f"/en/academy/{edition.slug}/crew/sessions/new/", {**HOUR, **change})
    assert list(answer.context["form"].errors) == [field]
    assert 'value="How to cite"' in answer.content.decode()


def test_two_hours_in_one_place_are_asked_about() -> None:
    edition = make_edition()
    venue = make_venue(edition)
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/sessions/new/"
    client.post(address, {**HOUR, "venue": str(venue.pk)})
    assert list(client.post(address, {**HOUR, "venue": str(venue.pk)}).context["form"].errors) == ["starts_at"]
    client.post(address, {**HOUR, "venue": str(venue.pk), "even_so": "on"})
    assert Session.objects.count() == 2


def test_a_venue_of_another_edition_cannot_be_chosen() -> None:
    edition, foreign = make_edition(), make_venue(make_edition())
    answer = crew_client(edition).post(
        f"/en/academy/{edition.slug}/crew/sessions/new/", {**HOUR, "venue": str(foreign.pk)}
    )
    assert list(answer.context["form"].errors) == ["venue"]


def test_an_hour_that_somebody_was_at_stays() -> None:
    edition = make_edition()
    session = make_session(edition)
    session.visits.create(participant=make_participant(edition), at=session.starts_at, by="x")
    page = crew_client(edition).post(
        f"/en/academy/{edition.slug}/crew/sessions/{session.pk}/", {"do": "remove"}, follow=True
    )
    assert ("so it stays" in page.content.decode(), Session.objects.count()) == (True, 1)


def test_posters_show_the_code_as_picture_and_in_letters() -> None:
    edition = make_edition()
    sessions = [make_session(edition), make_session(edition)]
    page = crew_client(edition).get(f"/en/academy/{edition.slug}/crew/posters/").content.decode()
    assert [one.code in page for one in sessions] == [True, True]
    assert page.count("data:image/svg+xml;base64,") == 2
