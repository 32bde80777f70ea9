"""The choice of language."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.ground.people.models import Person
from tests.portal.faces.people.conftest import Visitor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accept", "path"),
    [
        ("sq-XK,sq;q=0.9,en;q=0.5", "/sq/"),
        ("sr-Latn-RS,en;q=0.5", "/sr-latn/"),
        ("sr-RS,sr;q=0.9", "/sr/"),
        ("de-CH", "/en/"),
        ("", "/en/"),
    ],
)
def test_the_door_leads_to_what_the_browser_asks_for(accept: str, path: str) -> None:
    answer = Client().get("/", headers={"accept-language": accept})
    assert (answer.status_code, answer["Location"], answer["Vary"]) == (302, path, "Accept-Language, Cookie")


def test_a_choice_is_remembered_over_what_the_browser_asks_for(visitor: Visitor) -> None:
    answer = visitor.get("sign-in/?language=sr-latn&next=/en/settings/")
    assert answer["Location"] == "/sr-latn/sign-in/?next=%2Fen%2Fsettings%2F"
    assert visitor.client.get("/", headers={"accept-language": "sq"})["Location"] == "/sr-latn/"


def test_reading_a_page_in_another_language_is_no_choice(visitor: Visitor) -> None:
    visitor.get("sign-in/?language=sq")
    visitor.client.get("/en/sign-in/")
    assert visitor.client.get("/")["Location"] == "/sq/"


@pytest.mark.parametrize("language", ["xx", "", "sr_Latn", "../sq", "SQ"])
def test_what_is_no_language_of_ours_changes_nothing(visitor: Visitor, language: str) -> None:
    answer = visitor.client.get("/en/sign-in/", {"language": language})
    assert (answer.status_code, "language" in answer.cookies) == (200, False)


def test_a_switch_leads_nowhere_else() -> None:
    answer = Client().get("//evil.example/en/?language=sq")
    assert not answer["Location"].startswith("//")


def test_a_link_does_not_change_the_language_of_mail_but_the_settings_do(visitor: Visitor) -> None:
    visitor.sign_in("ana@example.org")
    visitor.get("settings/?language=sr")
    assert Person.objects.get().locale == "en"
    visitor.post("settings/wishes/", {"locale": "sq", "wants_mail": "on"})
    assert Person.objects.get().locale == "sq"


def test_the_switch_on_every_page_remembers_and_stays_on_the_page(visitor: Visitor) -> None:
    page = visitor.get("sign-in/?next=/en/settings/").content.decode()
    assert 'href="/sr/sign-in/?next=/en/settings/&amp;language=sr" rel="nofollow" lang="sr-Cyrl"' in page
    assert [name for name in ("Shqip", "Српски", "Srpski", "English") if f">{name}</a>" not in page] == []


@pytest.mark.parametrize(
    ("path", "back"),
    [("settings/name/", "settings"), ("settings/data/", "settings"), ("sign-in/wait/", "sign-in")],
)
def test_the_switch_works_where_only_forms_are_taken(visitor: Visitor, path: str, back: str) -> None:
    visitor.sign_in("ana@example.org")
    answer = visitor.get(f"{path}?language=sq")
    assert answer["Location"] == f"/sq/{path}"
    assert visitor.client.get(answer["Location"])["Location"] == f"/sq/{back}/"
