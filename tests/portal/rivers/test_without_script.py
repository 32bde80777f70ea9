"""The citizen's whole way, and every public page, in a real browser that runs no script."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.evidence.models import Report
from portal.faces.people import waits
from portal.ground.people.models import Person
from portal.request.models import Signature
from tests.browser import PHONE, listen, started
from tests.portal.make import make_contact, make_look, make_target
from tests.portal.rivers.pages import make_places, public

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@contextmanager
def plain_tab(chromium: str, base: str) -> Iterator[Page]:
    """A tab of a phone without script."""
    with started(chromium) as browser:
        context = browser.new_context(java_script_enabled=False, viewport=PHONE, base_url=base)
        yield context.new_page()


@pytest.fixture(autouse=True)
def _database_from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def press(tab: Page, words: str) -> None:
    """Press the button or the link with these words in the page itself."""
    tab.locator("main").get_by_role("button", name=words).or_(
        tab.locator("main").get_by_role("link", name=words)
    ).first.click()


def code() -> str:
    found = re.match(r"[0-9]{4}-[0-9]{4}", str(mail.outbox[-1].body))
    assert found is not None
    return found[0]


def sign_in(tab: Page, address: str) -> None:
    """Ask for a code, wait as who has no script must, and type it."""
    tab.get_by_label("Your e-mail address").fill(address)
    press(tab, "Send me a code")
    expect(tab.locator("h1")).to_have_text("One moment")
    press(tab, "Continue")
    expect(tab.locator("h1")).to_have_text("One moment")  # pressed before the wait was over
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=waits.SECONDS + 1)):
        press(tab, "Continue")
    tab.get_by_label("The code from the mail").fill(code())
    press(tab, "Sign in")


def test_from_finding_a_list_to_taking_a_name_back(live_server: LiveServer, chromium: str) -> None:
    target = make_target(name="River list", found="river list")
    make_contact(target)
    make_look(target, country="missing")
    with plain_tab(chromium, live_server.url) as tab:
        tab.goto("/en/")
        press(tab, "Find a service")
        tab.locator("main input[type=search]").fill("river")
        tab.locator("main input[type=search]").press("Enter")
        press(tab, "River list")
        press(tab, "Be the first to ask")
        tab.get_by_label("Your name in public").fill("Arta")
        tab.get_by_label("Your own words").fill("I could not order.")
        press(tab, "Stand behind this letter")
        expect(tab.locator(".faults")).to_contain_text("I am 16 or older.")
        tab.get_by_label("I am 16 or older.").check()
        press(tab, "Stand behind this letter")
        sign_in(tab, "arta@example.org")
        expect(tab.locator("main")).to_contain_text("I could not order.")
        press(tab, "Sign the letter")
        expect(tab.locator("h1")).to_have_text("You stand behind this letter")
        press(tab, "See what I did")
        expect(tab.locator("main")).to_contain_text("River list")
        press(tab, "Take my name back")
        expect(tab.locator(".messages")).to_contain_text("Your name is taken back.")
        tab.goto("/en/sign-out/")
        press(tab, "Sign out")
        expect(tab.locator(".tongues")).to_be_visible()
    assert (Signature.objects.get().state, Person.objects.get().email) == ("withdrawn", "arta@example.org")


def test_reporting_with_a_picture_and_taking_it_back(live_server: LiveServer, chromium: str, tmp_path: Path) -> None:
    picture = tmp_path / "list.png"
    Image.new("RGB", (60, 40), "white").save(picture)
    with plain_tab(chromium, live_server.url) as tab:
        tab.goto("/en/report/")
        tab.get_by_label("Address of the page").fill("https://shop.example.com/checkout")
        tab.get_by_label("Kosovo is not there").first.check()
        tab.get_by_text("I looked at more lists on this page").click()
        tab.get_by_label("Screenshot").set_input_files(picture)
        press(tab, "Send the report")
        sign_in(tab, "ana@example.org")
        expect(tab.locator("main")).to_contain_text("https://shop.example.com/checkout")
        press(tab, "Send the report")
        expect(tab.locator("h1")).to_have_text("Thank you for looking")
        press(tab, "See what I did")
        press(tab, "Take it back")
        expect(tab.locator(".messages")).to_contain_text("Your report is taken back.")
    made = Report.objects.get()
    assert (made.state, made.seen, len(made.picture)) == ("withdrawn", {"country": "missing"}, 64)


def test_filters_pages_language_and_theme_are_links(live_server: LiveServer, chromium: str) -> None:
    for number in range(30):
        make_look(make_target(name=f"List {number:02}", found=f"list {number:02}"), country="missing")
    with plain_tab(chromium, live_server.url) as tab:
        tab.goto("/en/targets/?sort=name")
        tab.get_by_role("link", name="Next page").click()
        expect(tab.locator("main .card")).to_have_count(6)
        tab.locator("main .chips").get_by_role("link", name="Missing").first.click()
        assert "verdict=missing" in tab.url
        tab.get_by_role("link", name="Shqip").click()
        assert (tab.locator("html").get_attribute("lang"), "verdict=missing" in tab.url) == ("sq", True)
        tab.goto("/en/wins/")
        tab.get_by_role("link", name="Dark", exact=True).click()
        assert (tab.locator("html").get_attribute("data-theme"), tab.url.endswith("/en/wins/")) == ("dark", True)


def test_every_public_page_says_what_it_has_to_say(live_server: LiveServer, chromium: str) -> None:
    places = make_places()
    with plain_tab(chromium, live_server.url) as tab:
        said, wrong = listen(tab), []
        for name, path in public(places).items():
            answer = tab.goto(f"/en/{path}")
            words = len(tab.locator("main").inner_text().split())
            if answer is None or answer.status != 200 or tab.locator("main h1:visible").count() != 1 or words < 12:
                wrong.append(f"{name}: {answer and answer.status}, {words} words")
            menu = tab.locator("#menu a").count()
            if not menu:
                wrong.append(f"{name}: no menu")
    assert (wrong, [words for words in said if "Blocked script" not in words]) == ([], [])
