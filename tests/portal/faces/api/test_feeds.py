"""Feeds: valid Atom, in the language of the address, the same entry under the same id in all of them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from portal.outcome.acts import read_ledger
from tests.portal.audit.make_releases import MONTH, START, make_line
from tests.portal.audit.make_releases import read as read_release
from tests.portal.faces.api.make import make_world
from tests.portal.make import make_look, make_target

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FEEDS = (
    "/feeds/wins.atom",
    "/feeds/changes.atom",
    "/feeds/regressions.atom",
    "/feeds/targets/b-won.atom",
    "/feeds/targets/c-lost.atom",
)
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def read(client: Client, address: str) -> ET.Element:
    """A feed as it is served."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ET.fromstring(answer.content)


def texts(feed: ET.Element, path: str) -> list[str]:
    """The texts at a path."""
    return [one.text or "" for one in feed.findall(path, ATOM)]


@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize(("language", "tag"), [("", "en"), ("sq", "sq"), ("sr", "sr-Cyrl"), ("sr-latn", "sr-Latn")])
def test_a_feed_has_all_that_atom_requires(client: Client, address: str, language: str, tag: str) -> None:
    make_world()
    read_ledger()

    feed = read(client, f"{address}?language={language}" if language else address)

    assert (feed.tag, feed.get(LANG)) == ("{http://www.w3.org/2005/Atom}feed", tag)
    entries = feed.findall("a:entry", ATOM)
    for one in [feed, *entries]:
        for name in ("id", "title", "updated"):
            assert [bool(text) for text in texts(one, f"a:{name}")] == [True], name
        assert DATE.fullmatch(texts(one, "a:updated")[0])
    assert texts(feed, "a:author/a:name") == ["Digital Kosovo"]
    assert [one.get("rel") for one in feed.findall("a:link", ATOM)] == ["alternate", "self"]
    assert all(one.find("a:link[@rel='alternate']", ATOM) is not None for one in entries)
    ids = texts(feed, "a:entry/a:id")
    assert (len(set(ids)), all(one.startswith("tag:127.0.0.1,2026:") for one in ids)) == (len(ids), True)


def test_the_feed_of_changes_tells_each_once_wherever_it_moves(client: Client) -> None:
    target = make_target(name="Places <1>")
    make_line(target, v1="missing", v2="", v3="listed")
    before = texts(read(client, "/feeds/changes.atom"), "a:entry/a:id")
    read_release(target, "v2", "listed")

    feed = read(client, "/feeds/changes.atom")

    assert (texts(feed, "a:entry/a:id"), len(before)) == (before, 1)
    assert texts(feed, "a:entry/a:title") == ["Places <1> v2, Country list: Kosovo appeared"]
    assert texts(feed, "a:entry/a:updated") == [(START + MONTH).strftime("%Y-%m-%dT%H:%M:%S+00:00")]
    assert "In version v1: Missing. Now: Listed." in texts(feed, "a:entry/a:summary")[0]
    assert texts(read(client, f"/feeds/targets/{target.slug}.atom"), "a:entry/a:id") == before


def test_the_feed_of_wins_tells_who_came_to_list_kosovo(client: Client) -> None:
    make_world()

    feed, other = read(client, "/feeds/wins.atom"), read(client, "/feeds/wins.atom?language=sq")

    assert texts(feed, "a:entry/a:title") == ["A won list lists Kosovo: Country list"]
    assert texts(feed, "a:entry/a:id") == texts(other, "a:entry/a:id")
    assert texts(feed, "a:entry/a:updated") == ["2026-11-13T12:00:00+00:00"]


def test_the_feed_of_regressions_tells_which_wins_were_undone(client: Client) -> None:
    world = make_world()
    read_ledger()
    make_look(world.won, timezone.now(), country="missing", flag="listed")
    read_ledger()

    assert texts(read(client, "/feeds/regressions.atom"), "a:entry/a:title") == [
        "A won list no longer lists Kosovo: Country list"
    ]


def test_a_name_that_holds_markup_or_control_signs_breaks_no_feed(client: Client) -> None:
    target = make_target(slug="odd", name="<b>\x0b&odd\ufffe</b>")
    make_look(target, country="missing")

    assert texts(read(client, "/feeds/targets/odd.atom"), "a:title") == ["<b>&odd</b> · Digital Kosovo"]


def test_a_hidden_target_has_no_feed(client: Client) -> None:
    make_world()

    assert client.get("/feeds/targets/d-hidden.atom").status_code == 404
