"""Every page: nothing serious for axe, nothing on the console, nothing wider than the screen, in each language."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from portal.ground.people.models import Person
from tests.browser import DESK, PHONE, listen
from tests.portal.rivers.pages import NO_PAGES, PREFIXES, make_places, names, own, public, without_language

LANGUAGES = ("en", "sq", "sr", "sr-latn")


@pytest.mark.django_db
def test_every_page_of_the_portal_is_looked_at() -> None:
    places = make_places()
    looked_at = {*public(places), *own(places), *without_language(places)} | NO_PAGES
    others = {
        name: path for path, name in names() if name not in looked_at and not path.startswith(("desk", *PREFIXES))
    }
    assert others == {}


def visit(browser: Browser, base: str, paths: Mapping[str, str], who: Person | None, **look: object) -> list[str]:
    """What is wrong with each of some pages, in words."""
    context = browser.new_context(**look)  # type: ignore[arg-type]
    if who is not None:
        client = Client()
        client.force_login(who)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    tab = context.new_page()
    said, wrong = listen(tab), []
    for name, path in paths.items():
        answer = tab.goto(f"{base}/{path}")
        if answer is None or answer.status != 200:
            wrong.append(f"{name}: {answer.status if answer else 'no answer'}")
            continue
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{name}: wider than the screen")
        found = Axe().run(tab).response["violations"]
        wrong += [f"{name}: {one['id']}: {one['nodes'][0]['html'][:90]}" for one in found if is_serious(one)]
        wrong += [f"{name}: console: {words[:120]}" for words in said]
        said.clear()
    context.close()
    return wrong


def is_serious(violation: Mapping[str, object]) -> bool:
    return violation["impact"] in ("serious", "critical")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_everybody_are_for_all(live_server: LiveServer, browser: Browser, language: str) -> None:
    places = make_places()
    everybody = {name: f"{language}/{path}" for name, path in public(places).items()} | without_language(places)
    signed_in = {name: f"{language}/{path}" for name, path in own(places).items()}
    wrong = visit(browser, live_server.url, everybody, None, viewport=PHONE)
    wrong += visit(browser, live_server.url, signed_in, places.citizen, viewport=PHONE)
    assert wrong == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pages_are_for_all_by_night_and_on_a_desk(live_server: LiveServer, browser: Browser) -> None:
    places = make_places()
    everybody = {name: f"en/{path}" for name, path in public(places).items()}
    signed_in = {name: f"en/{path}" for name, path in own(places).items()}
    wrong = visit(browser, live_server.url, everybody, None, viewport=DESK, color_scheme="dark")
    wrong += visit(browser, live_server.url, signed_in, places.citizen, viewport=DESK, color_scheme="dark")
    assert wrong == []
