"""Topics known by their Wikidata id get their titles from a server that answers as Wikidata does."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from portal.academy.topics.models import Topic
from portal.academy.topics.naming import name_topics
from portal.academy.topics.tasks import ask_names
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_edition
from tests.portal.academy.topics.make import make_topic

pytestmark = pytest.mark.django_db
# Debian packages no Wikibase: this answers the two calls that are made, in the form of its documentation.
ABOUT = {
    "query": {
        "general": {
            "generator": "MediaWiki 1.45", "sitename": "Wikidata", "wikiid": "wikidatawiki", "lang": "en",
            "case": "first-letter", "time": "2026-11-23T12:00:00Z", "server": "http://127.0.0.1",
            "articlepath": "/wiki/$1",
        },
        "userinfo": {"id": 0, "name": "127.0.0.1", "groups": ["*"], "rights": ["read"]},
        "namespaces": {"0": {"id": 0, "name": ""}}, "extensions": [], "magicwords": [],
    }
}  # fmt: skip
ENTITIES = {
    "Q25270": {
        "labels": {"en": {"language": "en", "value": "Kosovo mill"}},
        "sitelinks": {"sqwiki": {"title": "Mulliri", "url": "https://sq.wikipedia.org/wiki/Mulliri"}},
    },
    "Q5": {"id": "Q5", "missing": ""},
}


@contextmanager
def wikidata(asked: list[dict[str, list[str]]], status: int = 200) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(parse_qs(urlsplit(self.path).query))

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self._answer(parse_qs(self.rfile.read(length).decode()))

        def _answer(self, params: dict[str, list[str]]) -> None:
            asked.append(params)
            is_about = params["action"] == ["query"]
            body = json.dumps(ABOUT if is_about else {"entities": ENTITIES, "success": 1}).encode()
            self.send_response(200 if is_about else status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/w/api.php"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def _near(settings: Settings) -> None:
    settings.WIKI_MAY_BE_PRIVATE = True
    settings.WIKI_PACE = {"tries": 1, "first_wait": 0.01, "longest_wait": 0.01}


def make_unnamed(**fields: Any) -> Topic:
    item = fields.pop("item", "Q25270")
    return make_topic(title=item, item=item, **fields)


@pytest.mark.usefixtures("_near")
def test_titles_come_in_each_language_and_articles_that_are_there_are_linked(settings: Settings) -> None:
    edition = make_edition()
    for language in ("sq", "en", "sr"):
        make_unnamed(edition=edition, language=language)
    make_unnamed(edition=edition, item="Q5")
    make_topic(edition, "Ura")
    asked: list[dict[str, list[str]]] = []
    with wikidata(asked) as settings.WIKIDATA_API:
        ask_names.call()
    rows = edition.topics.order_by("item", "language").values_list("item", "language", "title", "address")
    assert list(rows) == [
        ("", "sq", "Ura", ""),
        ("Q25270", "en", "Kosovo mill", ""),
        ("Q25270", "sq", "Mulliri", "https://sq.wikipedia.org/wiki/Mulliri"),
        ("Q25270", "sr", "Q25270", ""),
        ("Q5", "sq", "Q5", ""),
    ]
    assert [one["ids"] for one in asked if "ids" in one] == [["Q25270|Q5"]]
    assert Entry.objects.get(verb="topics.named").body == {"count": 2}


@pytest.mark.usefixtures("_near")
def test_a_wikidata_that_fails_changes_nothing(settings: Settings) -> None:
    topic = make_unnamed()
    with wikidata([], status=500) as settings.WIKIDATA_API:
        assert name_topics() == 0
    topic.refresh_from_db()
    assert topic.title == "Q25270"


@pytest.mark.usefixtures("_near")
def test_nobody_is_asked_where_nothing_is_unnamed_or_the_operator_says_no(settings: Settings) -> None:
    asked: list[dict[str, list[str]]] = []
    with wikidata(asked) as settings.WIKIDATA_API:
        make_topic()
        assert name_topics() == 0
    settings.WIKIDATA_API = ""
    make_unnamed()
    assert (name_topics(), asked) == (0, [])
