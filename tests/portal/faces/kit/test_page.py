"""Every page stands on the base page: its languages, its weight, its rules for script and style, its reach for all."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

LANGUAGES = ("en", "sq", "sr", "sr-latn")
SCRIPTS = {"en": ("latin",), "sq": ("latin",), "sr": ("latin", "cyrillic"), "sr-latn": ("latin", "latin-ext")}
BUDGET = 100 * 1024


def page(language: str) -> BeautifulSoup:
    answer = Client(headers={"host": "127.0.0.1"}).get(f"/{language}/kit/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def weight(path: str) -> int:
    """Bytes that travel: what is compressed already as it is, all else by gzip."""
    body = Path(finders.find(path) or "").read_bytes()
    return len(body) if path.endswith((".woff2", ".png", ".ico")) else len(gzip.compress(body, 9))


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_names_itself_in_each_language(language: str) -> None:
    found = [(link["hreflang"], link["href"]) for link in page(language).select("link[hreflang]")]
    assert [tag for tag, _ in found] == ["sq", "sr-Cyrl", "sr-Latn", "en"]
    assert [href.partition("8000")[2] for _, href in found] == [f"/{c}/kit/" for c in ("sq", "sr", "sr-latn", "en")]


@pytest.mark.django_db
def test_a_page_has_no_style_or_script_inside() -> None:
    living = page("en")
    assert living.select("style, [style], script:not([src])") == []
    assert [name for tag in living.find_all(True) for name in tag.attrs if re.match(r"on[a-z]+$", name)] == []


@pytest.mark.django_db
def test_every_id_is_used_once() -> None:
    ids = [tag["id"] for tag in page("en").select("[id]")]
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_load_is_light(language: str) -> None:
    living = page(language)
    files = [tag.get("href") or tag.get("src") for tag in living.select('link[rel="stylesheet"], script[src]')]
    files = [name.removeprefix("/static/") for name in files]
    # The switch of languages is written in both scripts, so its letters are loaded on every page.
    fonts = {"latin", "cyrillic", *SCRIPTS[language]}
    total = sum(weight(name) for name in files) + sum(
        weight(f"portal/fonts/listed-sans-{name}.woff2") for name in fonts
    )
    assert total + weight("portal/icons/mark.svg") < BUDGET - 10 * 1024  # ten are left for the page itself


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_living_page_is_for_all(live_server: LiveServer, browser: Browser, width: int, scheme: str) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    for language in LANGUAGES:
        tab.goto(f"{live_server.url}/{language}/kit/")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(tab).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert said == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_menu_of_a_phone_opens_without_script(live_server: LiveServer, browser: Browser) -> None:
    phone = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    phone.goto(f"{live_server.url}/en/kit/")
    menu = phone.get_by_role("navigation", name="Main menu")
    assert not menu.is_visible()
    phone.get_by_role("button", name="Menu").click()
    assert menu.is_visible()
    phone.get_by_role("button", name="Close").click()
    assert not menu.is_visible()
