"""Light or dark is remembered; the manifest and the living page are served."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

HOST = "127.0.0.1"


@pytest.fixture
def client() -> Client:
    return Client(headers={"host": HOST})


@pytest.mark.django_db
def test_dark_is_remembered_and_leads_back(client: Client) -> None:
    answer = client.get("/theme/dark/?next=/en/kit/")
    assert (answer.status_code, answer["Location"], answer.cookies["theme"].value) == (302, "/en/kit/", "dark")
    assert 'data-theme="dark"' in client.get("/en/kit/").text


@pytest.mark.django_db
def test_what_the_device_says_forgets_the_choice(client: Client) -> None:
    client.get("/theme/dark/")
    client.get("/theme/auto/")
    assert "data-theme" not in client.get("/en/kit/").text


@pytest.mark.parametrize(
    "after", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_choice_never_leads_elsewhere(client: Client, after: str) -> None:
    assert client.get("/theme/dark/", {"next": after})["Location"] == "/"


@pytest.mark.django_db
def test_a_forged_cookie_stays_out_of_the_page(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/en/kit/").text


def test_the_manifest_names_icons(client: Client) -> None:
    manifest = client.get("/manifest.webmanifest").json()
    assert [icon["sizes"] for icon in manifest["icons"]] == ["any", "192x192", "512x512", "512x512"]


@pytest.mark.django_db
def test_the_living_page_is_closed_to_the_public_of_a_real_portal(client: Client, settings: Settings) -> None:
    settings.DEMO = False
    assert client.get("/en/kit/").status_code == 404
