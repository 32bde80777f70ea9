"""Observations over the interface: as recorded, from a time on, in pages."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.portal.faces.api.make import DAY, make_world
from tests.portal.make import NOON

pytestmark = pytest.mark.django_db


def test_observations_since_a_time_are_those_of_looks_then_and_later(client: Client) -> None:
    make_world()

    since = (NOON - 10 * DAY).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = client.get(f"/api/1/observations?since={since}").json()["items"]

    assert [(one["target"], one["criterion"], one["verdict"]) for one in found] == [
        ("b-won", "country", "listed"),
        ("b-won", "flag", "listed"),
        ("c-lost", "country", "missing"),
    ]


def test_an_observation_says_who_looked_with_what(client: Client) -> None:
    make_world()

    first = client.get("/api/1/observations?limit=1&target=b-won").json()["items"][0]

    assert (first["at"], first["observer"], first["tool"], first["evidence_page"]) == (
        "2026-11-03T12:00:00Z",
        "machine",
        "listed 0.1.0",
        None,
    )


@pytest.mark.parametrize("since", ["yesterday", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "1e40"])
def test_a_time_that_cannot_be_is_refused(client: Client, since: str) -> None:
    assert client.get(f"/api/1/observations?since={since}").status_code == 422
