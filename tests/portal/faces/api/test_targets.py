"""Targets over the interface: filtered, in pages, whole; hidden ones never."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from portal.audit.models import Observation, Standing
from tests.portal.faces.api.make import make_world

pytestmark = pytest.mark.django_db


def slugs(client: Client, query: str) -> list[str]:
    """The targets that a query gives."""
    return [one["slug"] for one in client.get(f"/api/1/targets?{query}").json()["items"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["a-standard", "b-won", "c-lost"]),
        ("kind=standard", ["a-standard"]),
        ("layer=1", ["b-won", "c-lost"]),
        ("verdict=missing", ["c-lost"]),
        ("verdict=unclear", ["a-standard"]),
        ("verdict=listed&criterion=flag", ["b-won"]),
        ("asked=true", ["c-lost"]),
        ("category=nothing", []),
        ("q=%00%20", ["a-standard", "b-won", "c-lost"]),
    ],
)
def test_targets_are_those_that_match(client: Client, query: str, found: list[str]) -> None:
    make_world()

    assert slugs(client, query) == found


def test_the_next_page_begins_where_the_last_one_ended(client: Client) -> None:
    make_world()
    first = client.get("/api/1/targets?limit=2&layer=1").json()
    only = client.get("/api/1/targets?limit=1&layer=1").json()
    second = client.get(only["next"].removeprefix(settings.SITE_ADDRESS)).json()

    assert (first["next"], [one["slug"] for one in second["items"]], second["next"]) == (None, ["c-lost"], None)


def test_a_target_is_told_with_how_it_stands_and_who_asks(client: Client) -> None:
    world = make_world()

    told: dict[str, Any] = client.get("/api/1/targets/c-lost").json()

    assert (told["name"], told["verdict"], told["signatures"], told["request"], told["page"]) == (
        "A <lost> list",
        "missing",
        1,
        world.request.pk,
        "http://127.0.0.1:8000/t/c-lost",
    )
    assert [(one["criterion"], one["verdict"], one["until"]) for one in told["standings"]] == [
        ("country", "missing", None)
    ]
    assert told["upstreams"] == [
        {"target": "c-lost", "upstream": "a-standard", "source": "its manual", "as_of": "2026-11-23"}
    ]
    assert told["downstreams"] == []


def test_the_history_of_a_target_is_every_verdict_that_held(client: Client) -> None:
    world = make_world()

    past = client.get("/api/1/targets/b-won/history").json()["items"]
    now = client.get("/api/1/targets/b-won/standings").json()["items"]
    seen = client.get("/api/1/targets/b-won/observations").json()["items"]

    assert [one["observation"] for one in past] == list(
        Standing.objects.filter(target=world.won).order_by("-since", "criterion").values_list("observation", flat=True)
    )
    assert [(one["criterion"], one["verdict"]) for one in now] == [("country", "listed"), ("flag", "listed")]
    assert [one["id"] for one in seen] == list(
        Observation.objects.filter(target=world.won).order_by("pk").values_list("pk", flat=True)
    )


@pytest.mark.parametrize("rest", ["", "/history", "/standings", "/observations"])
def test_a_hidden_target_is_nowhere(client: Client, rest: str) -> None:
    make_world()

    assert client.get(f"/api/1/targets/d-hidden{rest}").status_code == 404
    assert client.get("/api/1/observations?target=d-hidden").json()["items"] == []
