"""Releases over the interface: every version in its order, and what changed between those that were read."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.audit.models import Change, Release
from tests.portal.audit.make_releases import make_line
from tests.portal.make import make_target

pytestmark = pytest.mark.django_db


def test_releases_of_a_target_with_how_kosovo_stood(client: Client) -> None:
    target = make_target(slug="places")
    make_line(target, v1="missing", v2="")

    found = client.get("/api/1/targets/places/releases").json()

    first, second = Release.objects.order_by("place")
    stood = {"country": {"verdict": "missing", "label": "", "value": "", "entries": 250}}
    assert found == {
        "items": [
            {
                "id": first.pk,
                "version": "v1",
                "place": 0,
                "released_at": "2015-01-01T00:00:00Z",
                "yanked": False,
                "read_at": "2026-11-23T12:00:00Z",
                "tool": "listed 0.1.0",
                "verdict": "missing",
                "criteria": stood,
                "failed": False,
            },
            {
                "id": second.pk,
                "version": "v2",
                "place": 1,
                "released_at": "2015-01-31T00:00:00Z",
                "yanked": False,
                "read_at": None,
                "tool": "",
                "verdict": "",
                "criteria": {},
                "failed": False,
            },
        ],
        "next": None,
    }


def test_changes_are_filtered_and_come_in_pages(client: Client) -> None:
    one, other = make_target(slug="one"), make_target(slug="other")
    make_line(one, v1="missing", v2="listed")
    make_line(other, w1="listed", w2="missing", w3="listed")
    make_line(make_target(hidden=True), h1="listed", h2="missing")

    def asked(query: str) -> list[tuple[str, str, str, str]]:
        found = client.get(f"/api/1/changes?{query}").json()["items"]
        return [(row["target"], row["before"], row["version"], row["shift"]) for row in found]

    lost = ("other", "w1", "w2", "disappeared")
    assert asked("shift=disappeared") == [lost]
    assert asked("target=one&criterion=country") == [("one", "v1", "v2", "appeared")]
    first = client.get("/api/1/changes?limit=1").json()
    assert "cursor=" in first["next"]
    assert asked(f"cursor={first['items'][0]['id']}") == [lost, ("other", "w2", "w3", "appeared")]
    assert Change.objects.count() == 4


@pytest.mark.parametrize("query", ["shift=gone", "criterion=x", "limit=0", "cursor=-1"])
def test_a_query_that_makes_no_sense_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/api/1/changes?{query}").status_code == 422


def test_releases_of_what_nobody_sees_are_shown_to_nobody(client: Client) -> None:
    make_target(slug="hidden", hidden=True)
    assert client.get("/api/1/targets/hidden/releases").status_code == 404
