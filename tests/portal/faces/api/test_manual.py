"""The pages on open data: what there is, in words, and nothing of it is run."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.faces.api.files.dictionary import tables
from portal.faces.api.service import service
from portal.ground.ledger.looks import head
from tests.portal.faces.api.make import make_world
from tests.portal.make import make_target

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
def test_the_page_names_every_file_and_the_end_of_the_ledger(client: Client, language: str) -> None:
    make_world()

    text = client.get(f"/{language}/open-data/").content.decode()

    assert [file for table in tables() for file in table.files if f'href="/open/{file}"' not in text] == []
    assert head()[1] in text


def test_snippets_are_shown_and_not_run(client: Client) -> None:
    make_target(slug="one", name="<img src=x onerror=alert(1)>", reach=10**9)

    text = client.get("/en/open-data/").content.decode()

    assert "&lt;iframe src=&quot;http://127.0.0.1:8000/embed/targets/one/&quot;" in text
    assert ("<iframe" in text, "<img src=x" in text, re.search(r"<[^>]+\son\w+=", text)) == (False, False, None)


@pytest.mark.parametrize("address", ["/en/open-data/", "/en/open-data/dictionary/", "/api/1/docs"])
def test_pages_hold_no_style_and_no_script_of_their_own_or_of_others(client: Client, address: str) -> None:
    make_world()

    text = client.get(address).content.decode()

    assert re.findall(r'\sstyle=|<style|<script(?! src="/static/)|src="https?:', text) == []


def test_the_reference_names_every_call_and_every_field(client: Client) -> None:
    text = client.get("/api/1/docs").content.decode()
    schema = service.get_openapi_schema()

    assert [path for path in schema["paths"] if f"<code>GET {path}</code>" not in text] == []
    fields = {name for shape in schema["components"]["schemas"].values() for name in shape.get("properties", {})}
    assert [name for name in fields if f"<code>{name}</code>" not in text] == []


def test_the_dictionary_tells_of_every_column(client: Client) -> None:
    text = client.get("/en/open-data/dictionary/").content.decode()

    assert [one.name for table in tables() for one in table.columns if f"<code>{one.name}</code>" not in text] == []
