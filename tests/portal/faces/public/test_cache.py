"""Pages are kept for readers without a session, told apart by what changes them, and never shown to others."""

from __future__ import annotations

import gzip

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.faces.public.cache import LONGEST_QUERY
from tests.portal.faces.public.pages import get, texts
from tests.portal.make import make_look, make_person, make_target

pytestmark = pytest.mark.django_db
PATHS = ("/en/", "/en/targets/", "/en/targets/a/", "/en/targets/a/history/", "/en/wins/", "/en/requests/",
         "/en/standards/", "/en/method/", "/en/about/", "/en/ledger/")  # fmt: skip


def queries(path: str, client: Client | None = None) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert (client or Client()).get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("path", PATHS)
def test_a_plain_visit_is_cacheable_and_sets_no_cookie(path: str) -> None:
    make_look(make_target(slug="a"), country="missing")
    answer = Client().get(path)
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert {one.strip() for one in answer["Vary"].split(",")} == {"Accept-Encoding", "Cookie"}
    assert answer["ETag"].startswith('W/"')
    assert "Last-Modified" in answer


@pytest.mark.parametrize("path", PATHS)
def test_a_kept_page_costs_one_query(path: str) -> None:
    make_look(make_target(slug="a"), country="missing")
    Client().get(path)
    assert queries(path) == 1


def test_what_did_not_change_is_not_sent_again() -> None:
    first = Client().get("/en/about/")
    by_tag = Client().get("/en/about/", headers={"if-none-match": first["ETag"]})
    by_time = Client().get("/en/about/", headers={"if-modified-since": first["Last-Modified"]})
    assert (by_tag.status_code, by_tag.content, by_tag["ETag"]) == (304, b"", first["ETag"])
    assert by_time.status_code == 304


def test_packed_and_plain_are_the_same_page() -> None:
    plain = Client().get("/en/about/")
    packed = Client().get("/en/about/", headers={"accept-encoding": "br, gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain


def test_a_new_row_of_the_ledger_draws_pages_anew() -> None:
    target = make_target(slug="a")
    assert texts(get("/en/targets/a/"), "header .verdict") == ["Not known yet"]
    make_look(target, country="missing")
    assert texts(get("/en/targets/a/"), "header .verdict") == ["Missing"]


def test_a_new_day_draws_pages_anew() -> None:
    with time_machine.travel("2026-11-23T12:00:00Z", tick=False):
        make_look(make_target(slug="a"), country="missing")
        assert "last seen today" in str(get("/en/targets/a/").get_text(" ")).replace("\n", " ").replace("  ", " ")
    with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
        assert "last seen yesterday" in get("/en/targets/a/").get_text(" ").replace("\n", " ").replace("  ", " ")


def test_language_query_and_theme_are_told_apart() -> None:
    make_target(name="Alpha", found="alpha")
    assert get("/sq/targets/").select_one("html")["lang"] == "sq"  # type: ignore[index]
    assert get("/en/targets/").select_one("html")["lang"] == "en"  # type: ignore[index]
    assert texts(get("/en/targets/?q=beta"), ".card h3") == []
    assert texts(get("/en/targets/?q=alpha"), ".card h3") == ["Alpha"]
    dark = Client()
    dark.cookies["theme"] = "dark"
    assert get("/en/targets/", dark).select_one("html")["data-theme"] == "dark"  # type: ignore[index]
    assert "data-theme" not in (get("/en/targets/").select_one("html") or {})


def test_who_is_signed_in_sees_a_page_of_their_own() -> None:
    make_target(slug="a")
    client = Client()
    client.force_login(make_person())
    answer = client.get("/en/targets/a/")
    assert "private" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert b"csrfmiddlewaretoken" in answer.content
    assert b"csrfmiddlewaretoken" not in Client().get("/en/targets/a/").content


def test_what_is_not_there_is_not_kept() -> None:
    assert Client().get("/en/targets/a/").status_code == 404
    make_target(slug="a")
    assert Client().get("/en/targets/a/").status_code == 200


def test_a_query_that_is_too_long_is_answered_and_not_kept() -> None:
    path = "/en/targets/?q=" + "a" * LONGEST_QUERY
    queries(path)
    assert queries(path) > 1


@pytest.mark.parametrize("path", PATHS)
def test_pages_are_read_and_not_written_to(path: str) -> None:
    make_target(slug="a")
    assert Client().post(path).status_code == 405
    assert Client().head(path).content == b""
