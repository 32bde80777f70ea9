"""Programmes and editions as organisers fill them in: one of three languages is enough, faults at their fields."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from portal.academy.programme.models import Crew, Edition, Programme
from portal.ground.people.models import Role
from tests.portal.academy.make import make_edition, make_programme, make_session, make_venue
from tests.portal.faces.academy.make import crew_client, signed_in
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def fields(**changes: Any) -> dict[str, Any]:
    """An edition as its form sends it."""
    values = {
        "names_en": "Wiki Academy Prizren",
        "about_en": "Three days.",
        "place": "Prizren",
        "starts_at": "2027-06-01T09:00",
        "ends_at": "2027-06-03T18:00",
        "apply_from": "2027-04-01T00:00",
        "apply_until": "2027-05-01T00:00",
        "confirm_days": "7",
        "team_least": "2",
        "team_most": "4",
        "guardian_below": "18",
        "keep_days": "90",
        "organiser": "The library",
        "contact": "academy@example.org",
        "funders": "A town\n A fund ",
        "track0_names_en": "Writing",
        "track0_seats": "20",
    }
    return {**values, **changes}


def test_a_coordinator_makes_a_programme_and_its_first_edition() -> None:
    person = make_person(Role.COORDINATOR)
    client = signed_in(person)
    client.post("/en/academy/new/", {"names_sr": "Вики академија", "kind": "wiki", "slug": ""})
    programme = Programme.objects.get()
    assert (programme.slug, programme.names) == ("viki-akademija", {"sr": "Вики академија"})
    client.post(f"/en/academy/programmes/{programme.slug}/new/", fields())
    made = Edition.objects.get()
    assert (made.slug, made.state, made.funders, made.keep_days) == (
        "wiki-academy-prizren",
        "draft",
        ["A town", "A fund"],
        90,
    )
    assert made.tracks == [{"slug": "writing", "names": {"en": "Writing"}, "seats": 20}]
    assert made.starts_at == dt.datetime(2027, 6, 1, 7, tzinfo=dt.UTC)
    assert [crew.person for crew in Crew.objects.all()] == [person]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("names_sq", {"names_en": ""}),
        ("slug", {"slug": "certificates"}),
        ("slug", {"slug": "new"}),
        ("ends_at", {"ends_at": "2027-05-01T09:00"}),
        ("starts_at", {"starts_at": "soon"}),
        ("apply_until", {"apply_until": "2027-03-01T00:00"}),
        ("team_most", {"team_least": "5"}),
        ("contact", {"contact": "nobody"}),
        ("track0_seats", {"track0_seats": "0"}),
        ("keep_days", {"keep_days": "4000"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(field: str, change: dict[str, str]) -> None:
    programme = make_programme()
    client = signed_in(make_person(Role.COORDINATOR))
    answer = client.post(f"/en/academy/programmes/{programme.slug}/new/", fields(organiser="Kept <b>words", **change))
    assert (list(answer.context["form"].errors), Edition.objects.count()) == ([field], 0)
    assert "Kept &lt;b&gt;words" in answer.content.decode()


def test_only_coordinators_begin_programmes_and_only_their_organisers_editions() -> None:
    edition = make_edition()
    slug = edition.programme.slug
    organiser, citizen = crew_client(edition), signed_in()
    assert [one.get("/en/academy/new/").status_code for one in (organiser, citizen)] == [403, 403]
    addresses = (f"/en/academy/programmes/{slug}/new/", f"/en/academy/programmes/{make_programme().slug}/new/")
    assert [organiser.get(address).status_code for address in addresses] == [200, 403]
    assert citizen.get(addresses[0]).status_code == 403
    assert organiser.get(f"/en/academy/programmes/{slug}/change/").status_code == 403


def test_an_edition_is_changed_but_not_the_address_that_was_announced() -> None:
    edition = make_edition(state="announced")
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/change/"
    assert client.get(address).context["form"]["names_sq"].value() == edition.names["sq"]
    client.post(address, fields(slug="another", track0_slug="writing", place="Gjakova"))
    edition.refresh_from_db()
    assert (edition.place, edition.names) == ("Gjakova", {"en": "Wiki Academy Prizren"})
    assert edition.slug != "another"


def test_a_copy_brings_places_and_hours_to_the_new_days() -> None:
    edition = make_edition()
    make_session(edition, venue=make_venue(edition))
    client = crew_client(edition)
    client.post(f"/en/academy/{edition.slug}/crew/copy/", {"names_en": "The next one", "starts_at": "2028-01-10T09:00"})
    made = Edition.objects.get(slug="the-next-one")
    assert (made.state, made.venues.count(), made.sessions.count(), made.participants.count()) == ("draft", 1, 1, 0)


def test_a_programme_keeps_its_kind_and_changes_its_words() -> None:
    programme = make_programme()
    client = signed_in(make_person(Role.COORDINATOR))
    client.post(f"/en/academy/programmes/{programme.slug}/change/", {"names_en": "Renamed", "kind": "app"})
    programme.refresh_from_db()
    assert (programme.names, programme.kind) == ({"en": "Renamed"}, "wiki")
