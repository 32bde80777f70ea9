"""A real chromium in; tabs of it, with what they complain about kept, out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}


@contextmanager
def started(chromium: str) -> Iterator[Browser]:
    """A browser, closed at the end whatever happens."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def listen(tab: Page) -> list[str]:
    """What the tab complains about from now on: errors in scripts, refusals of the security policy, failed loads."""
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: said.append(str(error)))
    return said


def follow(tab: Page, what: Locator) -> None:
    """Press what leads to another page, and wait for that page: the old one is loaded already, and still there."""
    with tab.expect_event("framenavigated"):
        what.click()
    tab.wait_for_load_state("load")
