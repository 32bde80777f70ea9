"""The desk in a real browser: every page on a phone and a desktop, light and dark, without fault, by keyboard."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from portal.request.models import Request
from tests.portal.faces.desk.make import addresses, make_client, make_desk, make_letter

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1280, 900), "phone": (360, 740)}
NO_PAGES = {"desk-take", "desk-bulk", "desk-attachment", "desk-original", "desk-paper", "desk-screenshot"}
# Where this names a folder, pictures of every page are kept there to be looked at.
PICTURES = os.environ.get("DESK_PICTURES", "")


def open_desk(browser: Any, live_server: Any, size: str = "desktop", scheme: str = "light") -> Any:
    """A page of somebody who may do everything, signed in."""
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", color_scheme=scheme, viewport={"width": width, "height": height}
    )
    cookie = make_client().cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return context.new_page()


def all_pages() -> dict[str, str]:
    """Every page of the desk, and further ones where rows stand elsewhere."""
    desk = make_desk()
    pages = {name: address for name, address in addresses(desk).items() if name not in NO_PAGES}
    more = {
        "queue-of-letters": "/desk/?kind=letter",
        "reply-unmatched": f"/desk/replies/{desk.unmatched.pk}/",
        "reply-read": f"/desk/replies/{desk.read.pk}/",
        "request-silent": f"/desk/requests/{desk.silent.pk}/",
        "request-by-hand": f"/desk/requests/{desk.by_hand.pk}/",
    }
    return {**pages, **more}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_or_is_wider_than_the_screen(
    browser: Any, live_server: Any, size: str, scheme: str
) -> None:
    page = open_desk(browser, live_server, size, scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    faults: dict[str, list[str]] = {}
    for name, address in all_pages().items():
        page.goto(address)
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"{name}-{size}-{scheme}.png", full_page=True)
        found = Axe().run(page).response["violations"]
        serious = [
            f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in {"serious", "critical"}
        ]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if serious or wide > 0 or said:
            faults[name] = [*serious, f"{wide} pixels too wide", *said]
            said.clear()
    assert faults == {}


def test_letters_are_approved_by_keyboard_alone(browser: Any, live_server: Any) -> None:
    make_letter()
    make_letter()
    page = open_desk(browser, live_server)
    page.goto("/desk/?kind=letter")
    for box in page.get_by_role("checkbox").all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="show what would change").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Do it").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").wait_for()
    assert {one.state for one in Request.objects.all()} == {"ready"}
