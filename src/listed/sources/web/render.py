"""A page's address flows in as an argument, and the rendered page flows out as files and a line of JSON.

Run as a program of its own: a page may keep its browser busy for ever, and can then be ended with it from outside.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from listed.lists.document import Document
from listed.sources.errors import SourceError, Unread
from listed.sources.options import Limits, Options
from listed.sources.web.client import user_agent
from listed.sources.web.pickers import open_pickers, serialise
from listed.sources.web.proxy import GuardProxy

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Playwright

_HEAVY = ("image", "font", "media")
_MEDIA = "text/html; charset=utf-8"
# How long a page may go on fetching after it has loaded, in seconds: trackers never come to rest.
_REST = 5.0


def main(target: str, path: str, choices: str) -> None:
    """Render `target` with the browser at `path` into this folder; print where each document is, or an error."""
    from playwright.sync_api import sync_playwright

    told = json.loads(choices)
    options = Options(limits=Limits(page=told.pop("page")), **told)
    try:
        with GuardProxy(allow_private=options.allow_private) as proxy, sync_playwright() as playwright:
            documents, address = _render(playwright, path, proxy, target, options)
        answer: dict[str, Any] = {"address": address, "documents": [_keep(*pair) for pair in enumerate(documents)]}
    except SourceError as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer) + "\n")


def _keep(number: int, item: Document | Unread) -> dict[str, str]:
    """Write one document into a file; what is printed about it."""
    if isinstance(item, Unread):
        return {"path": item.path, "reason": item.reason}
    Path(f"{number}.html").write_bytes(item.data)
    return {"path": item.path, "file": f"{number}.html"}


def _launch(playwright: Playwright, path: str, proxy: GuardProxy, options: Options) -> Browser:
    words = [
        # Everything goes through our proxy, also what would stay on this machine, and nothing beside it.
        "--proxy-bypass-list=<-loopback>",
        "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    return playwright.chromium.launch(
        executable_path=path,
        proxy={"server": proxy.address},
        timeout=options.timeout * 1000,
        # Chromium's own sandbox cannot be set up by root.
        chromium_sandbox=os.geteuid() != 0,
        args=words,
    )


def _render(
    playwright: Playwright,
    path: str,
    proxy: GuardProxy,
    target: str,
    options: Options,
) -> tuple[list[Document | Unread], str]:
    from playwright.sync_api import Error

    deadline = time.monotonic() + options.timeout
    try:
        browser = _launch(playwright, path, proxy, options)
    except Error as error:
        why = error.message.splitlines()[0][:200]
        raise SourceError(f"{target}: the browser does not start ({why}); type `{path} --version`.") from None
    try:
        context = browser.new_context(
            user_agent=f"{_agent(browser)} {user_agent(options)}",
            accept_downloads=False,
            service_workers="block",
            viewport={"width": 1280, "height": 1600},
        )
        page = _load(context, target, deadline)
        documents = [*_frames(page, options), *open_pickers(page, deadline, options.limits.page)]
        return documents, page.url
    except Error as error:
        raise SourceError(f"{target}: {_why_not(error, proxy, target, options)}") from None
    finally:
        browser.close()


def _agent(browser: Browser) -> str:
    """What sites know this browser as, so that they send it what they send to people."""
    major = browser.version.partition(".")[0]
    return f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{major}.0.0.0 Safari/537.36"


def _load(context: BrowserContext, target: str, deadline: float) -> Page:
    page = context.new_page()
    context.route("**/*", lambda route: route.abort() if route.request.resource_type in _HEAVY else route.continue_())
    # Pages that this one opens are nobody's to look at.
    context.on("page", lambda other: other.close() if other != page else None)
    answer = page.goto(target, wait_until="load", timeout=_milliseconds(deadline))
    if answer and answer.status >= 400:
        raise _error(f"the site answered with error {answer.status}")
    _rest(page, deadline)
    return page


def _rest(page: Page, deadline: float) -> None:
    """Wait until nothing is fetched for half a second, but not for long."""
    from playwright.sync_api import TimeoutError as Late

    try:
        page.wait_for_load_state("networkidle", timeout=min(_REST * 1000, _milliseconds(deadline)))
    except Late:
        pass
    page.wait_for_timeout(200)


def _frames(page: Page, options: Options) -> list[Document | Unread]:
    from playwright.sync_api import Error

    found: list[Document | Unread] = []
    for number, frame in enumerate(page.frames):
        path = f"frame/{number}" if number else ""
        try:
            data = serialise(frame).encode("utf-8", "replace")
        except Error as error:
            if not number:
                raise
            found.append(Unread(path, f"a frame that went away ({error.message.splitlines()[0][:80]})"))
            continue
        if len(data) > options.limits.page:
            found.append(Unread(path, "larger than a page may be"))
        else:
            found.append(Document(path, data, _MEDIA))
    return found


def _milliseconds(deadline: float) -> float:
    # Zero would mean to wait for ever.
    return max((deadline - time.monotonic()) * 1000, 1.0)


def _error(message: str) -> Exception:
    from playwright.sync_api import Error

    return Error(message)


def _why_not(error: Any, proxy: GuardProxy, target: str, options: Options) -> str:
    message = str(error.message).splitlines()[0][:200]
    why = proxy.refused.get(urlsplit(target).hostname or "")
    if why and "private" in why:
        return f"{why}; only public pages are read, unless you add --allow-private for a site of your own."
    if why:
        return f"{why}; check the spelling and the network."
    if "Timeout" in message or "timeout" in message:
        return f"no answer within {options.timeout:g} seconds; try again later or with a longer --timeout."
    return f"the browser could not show it ({message}); open the address in a browser and check it."


if __name__ == "__main__":
    main(*sys.argv[1:])
