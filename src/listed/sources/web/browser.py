"""A page's address flows in, and the page as a browser shows it after its scripts ran flows out, with lists opened."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from listed.lists.document import Document
from listed.sources.budget import Budget
from listed.sources.errors import SourceError, Unread
from listed.sources.fetch.client import run
from listed.sources.opened import Opened
from listed.sources.options import Options
from listed.sources.web.client import Web
from listed.sources.web.robots import Robots

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MEDIA = "text/html; charset=utf-8"
# What a browser may take to start and to end, beside the time that the page has.
_GRACE = 10.0


def open_rendered(target: str, options: Options) -> Opened:
    """Render a page; raises `SourceError`. Frames and opened lists are documents of their own (`frame/1`, `list/1`)."""
    path = _browser(target)
    folder = tempfile.TemporaryDirectory(prefix="listed-", ignore_cleanup_errors=True)
    try:
        with Web(target, options) as web:
            robots = Robots(web, options)
            robots.check(target)
            told = _render(target, path, Path(folder.name), options)
            # Where a script or a redirect led elsewhere, that site has its say too.
            robots.check(str(told["address"]))
    except BaseException:
        folder.cleanup()
        raise

    def read(_: Budget) -> Iterator[Document | Unread]:
        for one in told["documents"]:
            if "file" in one:
                yield Document(one["path"], Path(folder.name, one["file"]).read_bytes(), _MEDIA)
            else:
                yield Unread(one["path"], one["reason"])

    return Opened(
        target,
        "rendered-page",
        read,
        limits=options.limits,
        address=str(told["address"]),
        close=folder.cleanup,
    )


def _browser(target: str) -> str:
    if find_spec("playwright") is None:
        raise SourceError(f"{target}: --browser needs one more part; type `pip install 'listed[browser]'`.")
    path = next((path for path in map(shutil.which, _BROWSERS) if path), None)
    if path is None:
        raise SourceError(f"{target}: --browser needs a browser; type `apt-get install chromium`.")
    return path


def _render(target: str, path: str, folder: Path, options: Options) -> dict[str, Any]:
    choices = {
        "page": options.limits.page,
        "timeout": options.timeout,
        "allow_private": options.allow_private,
        "contact": options.contact,
    }
    command = [sys.executable, "-P", "-m", "listed.sources.web.render", target, path, json.dumps(choices)]
    # The helper must find what this process has found, wherever it was imported from.
    found = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    ran = run(command, folder=folder, timeout=options.timeout + _GRACE, target=target, extra=found)
    try:
        told: dict[str, Any] = json.loads(ran.out.splitlines()[-1])
    except (ValueError, IndexError):
        last = (ran.err.strip().splitlines() or ["no reason given"])[-1]
        raise SourceError(f"{target}: the browser broke down ({last[:200]}); try again without --browser.") from None
    if "error" in told:
        raise SourceError(str(told["error"]))
    return told
