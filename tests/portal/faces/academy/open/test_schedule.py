"""The schedule: hours by the day of Kosovo, venues with how they are reached."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from portal.faces.academy.open.schedule import by_day
from tests.portal.academy.make import make_edition, make_session, make_venue

pytestmark = pytest.mark.django_db


def test_an_hour_after_midnight_in_kosovo_stands_on_the_next_day() -> None:
    edition = make_edition()
    late = make_session(edition, starts_at=dt.datetime(2026, 6, 1, 22, 30, tzinfo=dt.UTC))
    early = make_session(edition, starts_at=dt.datetime(2026, 6, 1, 8, tzinfo=dt.UTC))
    assert by_day([early, late]) == [(dt.date(2026, 6, 1), [early]), (dt.date(2026, 6, 2), [late])]


def test_places_say_how_they_are_reached_or_that_nobody_wrote_it(client: Client) -> None:
    edition = make_edition()
    make_session(edition, venue=make_venue(edition, access="Bus 3, ramp on the left."))
    make_venue(edition, name="Old mill")
    page = client.get(f"/en/academy/{edition.slug}/schedule/").content.decode()
    assert ("Bus 3, ramp on the left." in page, "Nobody wrote yet how it is reached." in page) == (True, True)
