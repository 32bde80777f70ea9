"""What other sites show: charts that stand alone, one page that may be framed, oEmbed."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests.portal.faces.api.make import make_world
from tests.portal.make import make_target

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("chart", ["index", "flow"])
@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("sr-latn", "sr-Latn")])
def test_a_chart_stands_alone_with_its_words_and_colours(client: Client, chart: str, language: str, tag: str) -> None:
    make_world()

    answer = client.get(f"/embed/{chart}.svg?language={language}")
    drawing = ET.fromstring(answer.content)

    assert (answer["Content-Type"], "X-Frame-Options" in answer) == ("image/svg+xml; charset=utf-8", False)
    assert drawing.get("{http://www.w3.org/XML/1998/namespace}lang") == tag
    assert drawing.findtext(f"{SVG}title")
    assert drawing.findtext(f"{SVG}desc")
    sheet = drawing.findtext(f"{SVG}style") or ""
    assert ("--link:#" in sheet, "light-dark" in sheet, "url(" in sheet) == (True, False, False)
    assert not [one for one in drawing.iter() if one.tag.removeprefix(SVG) in {"script", "image", "foreignObject"}]


def test_a_chart_of_nothing_says_so(client: Client) -> None:
    drawing = ET.fromstring(client.get("/embed/index.svg").content)

    assert drawing.findtext(f"{SVG}title") == "Nobody has looked yet."


def test_the_frame_alone_may_be_framed(client: Client) -> None:
    make_world()

    frame, page = client.get("/embed/targets/c-lost/"), client.get("/en/open-data/")

    assert ("frame-ancestors *" in frame["Content-Security-Policy"], "X-Frame-Options" in frame) == (True, False)
    assert "script-src 'self'" in frame["Content-Security-Policy"]
    assert ("frame-ancestors 'none'" in page["Content-Security-Policy"], page["X-Frame-Options"]) == (True, "DENY")
    text = frame.content.decode()
    assert ("A &lt;lost&gt; list" in text, "<lost>" in text, "<script" in text) == (True, False, False)


@pytest.mark.parametrize("path", ["/t/c-lost", "/en/targets/c-lost/", "/sr-latn/targets/c-lost/"])
def test_oembed_gives_the_frame_for_the_page_of_a_target(client: Client, path: str) -> None:
    make_world()

    told = client.get("/oembed", {"url": f"http://127.0.0.1:8000{path}", "maxwidth": "300", "format": "json"}).json()

    assert told == {
        "version": "1.0",
        "type": "rich",
        "title": "A <lost> list",
        "provider_name": "Digital Kosovo",
        "provider_url": "http://127.0.0.1:8000",
        "cache_age": 300,
        "width": 300,
        "height": 320,
        "html": '<iframe src="http://127.0.0.1:8000/embed/targets/c-lost/" width="300" height="320"'
        ' title="A &lt;lost&gt; list" loading="lazy"></iframe>',
    }


@pytest.mark.parametrize(
    ("url", "form", "status"),
    [
        ("http://127.0.0.1:8000/t/d-hidden", "json", 404),
        ("http://127.0.0.1:8000/en/wins/", "json", 404),
        ("http://127.0.0.1:8000.evil.example/t/c-lost", "json", 404),
        ("javascript:alert(1)", "json", 404),
        ("", "json", 404),
        ("http://127.0.0.1:8000/t/c-lost", "xml", 501),
    ],
)
def test_oembed_knows_no_other_pages_and_no_other_form(client: Client, url: str, form: str, status: int) -> None:
    make_world()

    assert client.get("/oembed", {"url": url, "format": form}).status_code == status


def test_the_page_of_a_target_can_tell_where_its_frame_and_its_feed_are() -> None:
    words = render_to_string(
        "api/discover.html", {"target": make_target(slug="one", name='A "name"'), "site_address": "https://p.example"}
    )

    assert 'href="https://p.example/oembed?url=https%3A%2F%2Fp.example%2Ft%2Fone"' in words
    assert 'href="https://p.example/feeds/targets/one.atom"' in words
    assert 'title="A &quot;name&quot;"' in words
