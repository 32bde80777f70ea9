"""The badge: true to the standing of now, in the language of its address, harmless wherever it is shown."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from django.utils import timezone

from tests.portal.faces.api.make import make_world
from tests.portal.make import make_look, make_target

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
MARKUP = "\"><script>alert(1)</script><svg onload='x'>&"


def said(client: Client, slug: str, query: str = "") -> tuple[str, list[str]]:
    """The title of a badge and its words."""
    drawing = ET.fromstring(client.get(f"/t/{slug}/badge.svg{query}").content)
    return drawing.findtext(f"{SVG}title", ""), [one.text or "" for one in drawing.iter(f"{SVG}text")]


def test_the_badge_says_how_kosovo_stands_now(client: Client) -> None:
    world = make_world()
    before = said(client, "c-lost")
    make_look(world.lost, timezone.now(), country="listed")

    assert (before[1], said(client, "c-lost")[1], said(client, "a-standard")[1]) == (
        ["Kosovo", "Missing"],
        ["Kosovo", "Listed"],
        ["Kosovo", "Not known yet"],
    )


def test_a_name_that_holds_markup_is_text_in_the_badge(client: Client) -> None:
    make_target(slug="odd", name=MARKUP)

    answer = client.get("/t/odd/badge.svg")

    assert said(client, "odd")[0] == f"{MARKUP}: Kosovo, Not known yet"
    assert {one.tag.removeprefix(SVG) for one in ET.fromstring(answer.content).iter()} <= {
        "svg", "title", "path", "g", "text", "rect", "circle"
    }  # fmt: skip


def test_the_badge_may_be_shown_anywhere_and_may_do_nothing_there(client: Client) -> None:
    make_world()

    answer = client.get("/t/b-won/badge.svg")

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/svg+xml; charset=utf-8", "public, max-age=300")
    assert answer["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *; sandbox"
    )
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in answer
    assert "X-Frame-Options" not in answer


def test_the_language_is_that_of_the_address_and_the_answer_is_at_once(client: Client) -> None:
    make_world()

    answer = client.get("/t/b-won/badge.svg?language=sr")

    assert (
        answer.status_code,
        ET.fromstring(answer.content).get("{http://www.w3.org/XML/1998/namespace}lang"),
    ) == (
        200,
        "sr-Cyrl",
    )


def test_a_hidden_target_has_no_badge(client: Client) -> None:
    make_world()

    assert client.get("/t/d-hidden/badge.svg").status_code == 404
