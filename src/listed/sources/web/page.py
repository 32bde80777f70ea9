"""A page's address flows in, and the page as its server sends it flows out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

from listed.lists.document import Document
from listed.sources.archive.unpack import Place, kind_of, unpack
from listed.sources.budget import Budget
from listed.sources.errors import Unread
from listed.sources.opened import Opened
from listed.sources.options import Options
from listed.sources.web.client import Answer, Web
from listed.sources.web.robots import Robots

_NO_TEXT = ("image/", "video/", "audio/", "font/", "application/pdf")


def open_page(target: str, options: Options) -> Opened:
    """Read a page; raises `SourceError`. An address that serves an archive or data opens as a file."""
    with Web(target, options) as web:
        robots = Robots(web, options)
        answer = web.get(target, limit=options.limits.page, allowed=robots.check)
        if why := _refused(answer):
            raise web.error(why)
    return opened_page(target, answer, options)


def opened_page(target: str, answer: Answer, options: Options) -> Opened:
    """The answer as an opened target."""
    media = answer.headers.get("content-type")
    name = urlsplit(answer.address).path.rpartition("/")[2]
    data = answer.data

    def read(budget: Budget) -> Iterator[Document | Unread]:
        if kind_of(io.BytesIO(data[:512]), name):
            yield from unpack(io.BytesIO(data), Place(), budget, name, media)
        else:
            yield Document("", data, media)

    kind = "page" if not media or "html" in media.lower() else "file"
    if kind == "page":
        return Opened(target, "page", read, limits=options.limits, address=answer.address)
    return Opened(target, "file", read, limits=options.limits, address=answer.address)


def _refused(answer: Answer) -> str | None:
    """Why an answer is no page, or None."""
    status = answer.status
    if status in (404, 410):
        return f"there is no page at this address (error {status}); check the spelling."
    if status in (401, 403, 407, 451):
        return f"the site does not show it to us (error {status}); save the page in a browser and audit the file."
    if status == 429:
        return "the site asks for a pause (error 429); try again later."
    if status >= 500:
        return f"the site failed (error {status}); try again later."
    if status >= 300:
        return f"the site answered with error {status}; open the address in a browser and check it."
    media = answer.headers.get("content-type", "").lower()
    if media.startswith(_NO_TEXT) and "svg" not in media:
        return f"it is no page but {media.partition(';')[0]}; name a page or a data file."
    return None
