"""The citizen's whole way in a real browser: from the front page to a confirmed letter, in every language and size."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.request.models import Signature
from tests.browser import DESK, PHONE, follow, listen
from tests.portal.make import make_contact, make_look, make_target

LANGUAGES = ("en", "sq", "sr", "sr-latn")


def go(tab: Page, css: str) -> None:
    """Press what a thumb can reach, and wait for the page behind it."""
    follow(tab, tab.locator(css).first)


def find(tab: Page, words: str) -> None:
    """From the front page to the page of a target, by searching."""
    go(tab, "main a[href$='/targets/']")
    tab.locator("main input[type=search]").first.fill(words)
    tab.locator("main input[type=search]").first.press("Enter")
    tab.wait_for_url(re.compile(f"q={words}"))
    go(tab, "main .card a, main table a")


def sign_in(tab: Page, address: str) -> None:
    """With the code out of the mail that came."""
    tab.locator("#id_email").fill(address)
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url(re.compile("/sign-in/code/"), timeout=60_000)
    code = re.search(r"^\s*([A-Z0-9][A-Z0-9 -]{4,11})\b", str(mail.outbox[-1].body))
    assert code is not None
    tab.locator("#id_code").fill(code[1])
    tab.locator("main form button[type=submit]").first.click()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_from_the_front_page_to_a_confirmed_letter(
    live_server: LiveServer, browser: Browser, language: str, size: dict[str, int]
) -> None:
    target = make_target(name="River list", found="river list")
    make_contact(target)
    make_look(target, country="missing")
    tab = browser.new_page(viewport=size)
    said = listen(tab)
    tab.goto(f"{live_server.url}/{language}/")
    find(tab, "river")
    go(tab, "main a[href$='/stand/']")
    tab.locator("#id_name").fill("Arta")
    tab.locator("#id_words").fill("Nuk munda të porosisja.")
    tab.locator("#id_old_enough").check()
    go(tab, "main form[method=post] .button--mark")
    sign_in(tab, f"arta-{language}@example.org")
    tab.wait_for_url(re.compile("/stand/sign/"))
    expect(tab.locator("main")).to_contain_text("Nuk munda të porosisja.")
    go(tab, "main form[method=post] .button--mark")
    tab.wait_for_url(re.compile("/thanks/"))
    expect(tab.locator("main img").first).to_have_js_property("naturalWidth", 1200)
    go(tab, "main a[href$='/mine/']")
    expect(tab.locator("main")).to_contain_text("River list")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert said == []
    signature = Signature.objects.get()
    assert (signature.name, signature.request.target, signature.request.state) == ("Arta", target, "to-check")
