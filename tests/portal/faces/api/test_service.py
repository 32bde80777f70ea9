"""The interface as a whole: it keeps what its description says, says what is wrong, and is read-only and bounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as bounds
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from portal.faces.api.door import CALLS, FILES
from portal.ground.ledger.models import Entry
from portal.ground.limits.looks import doer_key, window_at
from portal.ground.limits.models import Count
from portal.ground.limits.rules import Rule
from tests.portal.faces.api.make import make_many, make_world

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]
EVERY = (
    "/api/1/targets",
    "/api/1/targets?verdict=listed&q=many&criterion=country&asked=false",
    "/api/1/targets/many-020",
    "/api/1/targets/many-020/history",
    "/api/1/targets/many-020/standings",
    "/api/1/targets/many-020/observations",
    "/api/1/targets/many-020/releases",
    "/api/1/changes",
    "/api/1/observations",
    "/api/1/observations?since=2026-11-01T00:00:00Z&target=many-020",
    "/api/1/requests",
    "/api/1/outcomes",
    "/api/1/wins",
    "/api/1/regressions",
    "/api/1/index",
    "/api/1/index?day=2026-11-20",
    "/api/1/index/history",
    "/api/1/ledger",
    "/api/1/ledger/head",
    "/api/1/owners",
    "/api/1/owners/project",
    "/api/1/edges",
    "/feeds/wins.atom",
    "/feeds/regressions.atom",
    "/feeds/changes.atom",
    "/feeds/targets/many-020.atom",
    "/t/many-020/badge.svg",
    "/embed/index.svg",
    "/embed/flow.svg",
    "/embed/targets/many-020/",
    "/oembed?url=http://127.0.0.1:8000/t/many-020",
    "/en/open-data/",
    "/en/open-data/dictionary/",
    "/api/1/docs",
)


@pytest.fixture
def _connection_stays() -> Iterator[None]:
    """The server would close, with each request, the connection that holds the transaction of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def make_full(rule: Rule) -> None:
    """As many deeds as the rule allows, by this machine, in the window of now."""
    window = window_at(timezone.now(), rule.seconds)
    doer = doer_key(rule.deed, "127.0.0.1")
    ends = timezone.now() + timedelta(days=1)
    Count.objects.update_or_create(
        deed=rule.deed, doer=doer, window=window, defaults={"count": rule.limit, "ends_at": ends}
    )


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.usefixtures("_connection_stays")
def test_every_answer_is_as_the_description_says(mode: GenerationMode) -> None:
    world = make_world()
    known = {"slug": world.lost.slug, "number": world.request.pk}
    schema = schemathesis.openapi.from_wsgi("/api/1/openapi.json", get_wsgi_application())
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not any(one.location == "query" for one in operation.iter_parameters()):
            continue

        @given(case=operation.as_strategy(generation_mode=mode))
        @bounds(
            max_examples=25,
            phases=[Phase.generate],
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        def _ask(case: schemathesis.Case) -> None:
            Count.objects.all().delete()
            if case.path_parameters and (mode is GenerationMode.NEGATIVE or not case.query):
                case.path_parameters = {name: known[name] for name in case.path_parameters}
            case.call_and_validate(checks=CHECKS, headers={"Host": "127.0.0.1", "Accept-Encoding": "identity"})

        _ask()


@pytest.mark.parametrize("address", EVERY)
def test_an_answer_takes_ten_queries_at_most_however_many_rows_there_are(client: Client, address: str) -> None:
    make_world()
    make_many(40)
    client.get("/api/1/ledger/head")
    cache.clear()

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)

    assert (answer.status_code, len(asked) <= 10) == (200, True), [one["sql"][:120] for one in asked]


def test_a_wrong_query_is_answered_with_what_is_wrong_where(client: Client) -> None:
    answer = client.get("/api/1/targets?kind=shoe&limit=0")

    assert answer.status_code == 422
    said: Mapping[str, Any] = answer.json()
    assert said["error"] == "wrong-query"
    assert said["fields"] == [
        {"where": "kind", "message": "Input should be 'standard', 'library', 'component', 'website' or 'app'"},
        {"where": "limit", "message": "Input should be greater than or equal to 1"},
    ]


@pytest.mark.parametrize(
    "address", ["/api/1/shoes", "/api/1/targets/no-such", "/api/1/requests/77", "/api/1/owners/no"]
)
def test_what_is_not_there_is_said_in_json(client: Client, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"], answer.json()["error"]) == (
        404,
        "application/json",
        "not-found",
    )


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    answer = getattr(client, method)("/api/1/targets", {}, content_type="application/json")

    assert (answer.status_code, answer["Allow"], answer.json()["error"]) == (405, "GET, HEAD, OPTIONS", "read-only")


def test_every_page_of_the_web_may_read_it_and_none_may_do_more(client: Client) -> None:
    read = client.get("/api/1/targets", headers={"Origin": "https://elsewhere.example"})
    asked = client.options("/api/1/targets", headers={"Origin": "https://elsewhere.example"})

    assert read["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in read
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")


def test_whoever_has_an_answer_already_does_not_get_it_again_until_it_changes(client: Client) -> None:
    make_world()
    first = client.get("/api/1/targets")
    tag, date = first["ETag"], first["Last-Modified"]

    by_tag = client.get("/api/1/targets", headers={"If-None-Match": tag})
    by_date = client.get("/api/1/targets", headers={"If-Modified-Since": date})
    make_many(1)
    later = client.get("/api/1/targets", headers={"If-None-Match": tag})

    assert (first["Cache-Control"], by_tag.status_code, by_tag.content, by_date.status_code) == (
        "public, max-age=60",
        304,
        b"",
        304,
    )
    assert (by_tag["ETag"], by_tag["Access-Control-Allow-Origin"]) == (tag, "*")
    assert (later.status_code, later["ETag"] != tag) == (200, True)


def test_head_tells_the_same_as_get_without_the_answer(client: Client) -> None:
    make_world()

    head, get = client.head("/api/1/targets"), client.get("/api/1/targets")

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", get["ETag"])


@pytest.mark.parametrize(("rule", "address"), [(CALLS, "/api/1/targets"), (FILES, "/open/targets.csv")])
def test_a_network_that_asks_too_often_waits_and_others_do_not(client: Client, rule: Rule, address: str) -> None:
    make_full(rule)

    refused = client.get(address)
    other = client.get(address, REMOTE_ADDR="192.0.2.7")

    assert (refused.status_code, refused.json()["error"], refused["Cache-Control"]) == (429, "too-many", "no-store")
    assert 0 < int(refused["Retry-After"]) <= rule.seconds
    assert other.status_code == 200


def test_the_rows_of_the_ledger_come_in_pages(client: Client) -> None:
    make_world()
    address: str | None = "/api/1/ledger?limit=3"
    found: list[dict[str, Any]] = []
    while address:
        page = client.get(address.removeprefix(settings.SITE_ADDRESS)).json()
        found += page["items"]
        address = page["next"]

    assert found == [entry.as_row() for entry in Entry.objects.order_by("number")]


def test_owners_and_edges_are_those_of_targets_that_the_public_sees(client: Client) -> None:
    make_world()

    owners = client.get("/api/1/owners").json()["items"]
    edges = client.get("/api/1/edges").json()["items"]

    assert [(one["slug"], one["targets"]) for one in owners] == [("project", 3)]
    assert edges == [{"target": "c-lost", "upstream": "a-standard", "source": "its manual", "as_of": "2026-11-23"}]
