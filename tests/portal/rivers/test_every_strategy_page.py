"""Every page of a strategy, its index and its trials: nothing serious for axe, no word on the console."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser import DESK, PHONE
from tests.portal.rivers.test_every_page import visit
from tests.portal.strategy.world import World, for_coordinators, make_world, pages


@pytest.mark.django_db
def test_pages_of_coordinators_are_theirs_alone_and_the_others_everybodys() -> None:
    there = pages(make_world())
    opened = {name for name, path in there.items() if Client().get(f"/{path}").status_code == 200}
    assert opened == {name for name in there if not for_coordinators(name)}


def split(world: World, language: str) -> tuple[dict[str, str], dict[str, str]]:
    """Pages for everybody and pages for coordinators, in a language where they have one."""
    there = {
        name: f"{language}/{path.removeprefix('en/')}" if path.startswith("en/") else path
        for name, path in pages(world).items()
    }
    theirs = {name: path for name, path in there.items() if for_coordinators(name)}
    return {name: path for name, path in there.items() if name not in theirs}, theirs


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["sq", "sr"])
def test_pages_for_everybody_are_for_all_on_a_phone(live_server: LiveServer, browser: Browser, language: str) -> None:
    everybody, _theirs = split(make_world(), language)
    assert visit(browser, live_server.url, everybody, None, viewport=PHONE) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pages_of_coordinators_are_for_all_on_a_phone(live_server: LiveServer, browser: Browser) -> None:
    world = make_world()
    assert visit(browser, live_server.url, split(world, "sq")[1], world.planner, viewport=PHONE) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_all_pages_are_for_all_by_night_and_on_a_desk(live_server: LiveServer, browser: Browser) -> None:
    world = make_world()
    everybody, theirs = split(world, "en")
    look = {"viewport": DESK, "color_scheme": "dark"}
    wrong = visit(browser, live_server.url, everybody, None, **look)
    assert wrong + visit(browser, live_server.url, theirs, world.planner, **look) == []
