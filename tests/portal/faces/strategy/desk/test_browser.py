"""The strategy's desk in a real browser: two people at the same words, and every page on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.strategy.plan.models import Objective
from tests.portal.faces.strategy.desk.make import addresses, coordinator, make_plan
from tests.portal.strategy.make import make_objective

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def page_of(browser: Any, live_server: Any, client: Client, **more: Any) -> Any:
    """A page of somebody who is signed in."""
    context = browser.new_context(base_url=live_server.url, locale="en-GB", **more)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context.new_page()


def test_two_people_at_the_same_words_lose_nothing(browser: Any, live_server: Any) -> None:
    make_objective(make_plan().version, "shared", about={"en": "As it was."})
    address = "/desk/strategy/plans/plan/parts/objective/shared/"
    besa = page_of(browser, live_server, coordinator(name="Besa"))
    drita = page_of(browser, live_server, coordinator(name="Drita"), viewport={"width": 360, "height": 740})
    for page in (besa, drita):
        page.goto(address)
    besa.get_by_label("What it is: English").fill("As Besa wrote.")
    drita.get_by_label("What it is: English").fill("As Drita wrote.")
    drita.get_by_label("Name: Shqip").fill("Emri i Dritës")
    for page in (besa, drita):
        page.get_by_role("button", name="Save").click()
    assert besa.get_by_text("Saved.").count() == 1
    assert drita.get_by_role("heading", name="Two wordings").count() == 1
    shown = drita.locator(".met").inner_text()
    assert [words in shown for words in ("Besa", "As Besa wrote.", "You wrote", "As Drita wrote.")] == [True] * 4
    joined = drita.get_by_label("What it is: English")
    assert joined.input_value() == "As Besa wrote.\n\nAs Drita wrote."
    joined.fill("As both wrote.")
    drita.get_by_role("button", name="Save the joined words").click()
    drita.wait_for_url(f"**{address}")
    row = Objective.objects.get(key="shared")
    assert (row.about, row.names["sq"]) == ({"en": "As both wrote."}, "Emri i Dritës")


def test_no_page_is_wider_than_a_phone_or_logs_a_fault(browser: Any, live_server: Any) -> None:
    look = {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}
    page = page_of(browser, live_server, coordinator(), **look)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    wide: dict[str, int] = {}
    for name, address in addresses(make_plan()).items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        wide[name] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert ({name: by for name, by in wide.items() if by > 0}, said) == ({}, [])
