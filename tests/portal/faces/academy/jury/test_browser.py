"""A juror with a phone without script, and one with the keyboard alone, in a real chromium."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from portal.academy.jury.looks import seats_of
from portal.academy.jury.models import Ballot
from portal.ground.people.models import Person
from tests.browser import DESK, PHONE, listen
from tests.portal.academy.jury.make import make_jury, waiting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened(browser: Browser, base: str, who: Person, **look: object) -> Page:
    context = browser.new_context(**look)  # type: ignore[arg-type]
    client = Client()
    client.force_login(who)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    return context.new_page()


def test_a_juror_judges_on_a_phone_without_script(live_server: LiveServer, browser: Browser) -> None:
    about = make_jury(works=2, jurors=1, quorum=1)
    tab = opened(browser, live_server.url, seats_of(about)[0].person, viewport=PHONE, java_script_enabled=False)
    tab.goto(f"{live_server.url}/en/academy/{about.edition.slug}/judge/1/")
    tab.get_by_role("link", name="Judge the next work").click()
    for _ in range(2):
        for name in ("Sources", "Style"):
            choice = tab.get_by_role("group", name=name).locator("label", has_text="4")
            box = choice.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            choice.click()
        tab.get_by_role("button", name="Save and go on").click()
    assert "You have judged 2 of 2 works." in tab.content()
    assert [one.marks for one in Ballot.objects.all()] == [{"stars": {"1": 4, "2": 4}}] * 2


def test_a_juror_judges_with_the_keyboard_alone(live_server: LiveServer, browser: Browser) -> None:
    about = make_jury(works=2, jurors=1, quorum=1)
    tab = opened(browser, live_server.url, seats_of(about)[0].person, viewport=DESK)
    said = listen(tab)
    tab.goto(f"{live_server.url}/en/academy/{about.edition.slug}/judge/1/{waiting(about)[0].entry.number}/")
    for _ in range(2):
        with tab.expect_navigation():
            for key in ("5", "3", "Enter"):
                tab.keyboard.press(key)
    assert ([one.marks for one in Ballot.objects.all()], said) == ([{"stars": {"1": 5, "2": 3}}] * 2, [])
