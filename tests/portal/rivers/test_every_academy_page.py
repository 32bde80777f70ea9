"""Every page of an academy: nothing serious for axe, nothing on the console, nothing wider than the screen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from portal.ground.people.models import Person
from tests.browser import DESK, PHONE
from tests.portal.academy import world
from tests.portal.rivers.pages import names
from tests.portal.rivers.test_every_page import visit

LANGUAGES = ("sq", "sr")  # English by night on a desk below; Latin is made from Cyrillic


def groups(academy: world.Academy) -> list[tuple[Mapping[str, str], Person | None]]:
    return [
        (world.everybody(academy), None),
        (world.taking_part(academy), academy.citizen),
        (world.mentoring(academy), academy.mentor.person),
        (world.running_it(academy), academy.organiser),
        (world.judging(academy), academy.juror),
    ]


@pytest.mark.django_db
def test_every_page_of_academies_is_looked_at() -> None:
    looked_at = {name for paths, _ in groups(world.make_academy()) for name in paths} | world.NO_PAGES
    assert {name: path for path, name in names() if "/academy/" in path and name not in looked_at} == {}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_everybody_are_for_all(live_server: LiveServer, browser: Browser, language: str) -> None:
    paths = {name: f"{language}/{path}" for name, path in world.everybody(world.make_academy()).items()}
    assert visit(browser, live_server.url, paths, None, viewport=PHONE) == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_pages_of_participants_crew_and_jurors_are_for_all_on_a_phone(
    live_server: LiveServer, browser: Browser
) -> None:
    wrong = []
    for paths, who in groups(world.make_academy())[1:]:
        there = {name: f"sq/{path}" for name, path in paths.items()}
        wrong += visit(browser, live_server.url, there, who, viewport=PHONE)
    assert wrong == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_all_pages_are_for_all_by_night_and_on_a_desk(live_server: LiveServer, browser: Browser) -> None:
    wrong = []
    for paths, who in groups(world.make_academy()):
        there = {name: f"en/{path}" for name, path in paths.items()}
        wrong += visit(browser, live_server.url, there, who, viewport=DESK, color_scheme="dark")
    assert wrong == []
