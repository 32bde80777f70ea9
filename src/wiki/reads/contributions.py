"""Numbers of accounts and a span of time flow in, and every revision they made in it flows out, oldest first."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wiki.client import Wiki, moment
from wiki.reads.batches import batches, side_by_side

_PROPS = ["ids", "title", "timestamp", "size", "sizediff", "flags", "tags"]


@dataclass(frozen=True)
class Contribution:
    """A revision as the list of contributions tells it.

    `parent` 0: it began its page. `delta`: bytes gained against the parent as MediaWiki says, None where it says
    nothing. Beware: MediaWiki takes the length of a parent that it cannot find (deleted, or kept under another page's
    name after a partial undelete) as 0, so `delta` is then the whole size, and the answer does not tell. Whoever adds
    deltas up looks whether the parent is there (`wiki.reads.texts`). A parent whose text is only suppressed keeps its
    length, and `delta` is right.
    """

    rev: int
    parent: int
    page: int
    ns: int
    title: str
    user_id: int
    user: str
    at: datetime
    size: int
    delta: int | None
    is_new: bool
    is_minor: bool
    tags: tuple[str, ...]
    is_text_hidden: bool
    is_comment_hidden: bool


async def of(
    w: Wiki,
    user_ids: Iterable[int],
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    namespace: int | None = None,
    only_new: bool = False,
) -> AsyncIterator[list[Contribution]]:
    """One list an answer, of at most `w.rows`; both ends of the span are in it, to the second.

    Every list holds one batch of accounts, sorted by account and then oldest first (MediaWiki's own order); lists of
    different batches come as they arrive. Calls: for each batch of `w.most` accounts, its rows / `w.rows` rounded up,
    at least one. Numbers of nobody give no rows and no error. A renamed account's revisions come under its new name.
    A moved page's revisions are told under its new title; who moved it has one more of 0 bytes there, and a new page
    with the tag `mw-new-redirect` in the old place. The tag `mw-reverted` comes late (MediaWiki's jobs set it) and only
    where whoever reverted is trusted: equal SHA-1s tell more. Imported revisions are told with their own dates.
    Not in the list at all: revisions of deleted pages, revisions whose author is hidden (but for those who may see
    hidden things), and imported ones whose author was given a prefix.
    """
    asked = {
        "list": "usercontribs",
        "ucprop": _PROPS,
        "uclimit": "max",
        "ucdir": "newer",
        "ucstart": since,
        "ucend": until,
        "ucnamespace": namespace,
        "ucshow": "new" if only_new else None,
    }
    streams = [_lists(w, asked, batch) for batch in batches(user_ids, w.most)]
    async for rows in side_by_side(streams, w.connections):
        yield rows


async def _lists(w: Wiki, asked: dict[str, Any], user_ids: list[int]) -> AsyncIterator[list[Contribution]]:
    async for part in w.query(**asked, ucuserids=user_ids):
        yield [_contribution(row) for row in part.get("usercontribs", [])]


def _contribution(row: dict[str, Any]) -> Contribution:
    return Contribution(
        rev=int(row["revid"]),
        parent=int(row.get("parentid") or 0),
        page=int(row["pageid"]),
        ns=int(row["ns"]),
        title=row["title"],
        user_id=int(row["userid"]),
        user=row["user"],
        at=moment(row["timestamp"]),
        size=int(row["size"]),
        delta=row.get("sizediff"),
        is_new=bool(row.get("new")),
        is_minor=bool(row.get("minor")),
        tags=tuple(row.get("tags", ())),
        is_text_hidden=bool(row.get("texthidden")),
        is_comment_hidden=bool(row.get("commenthidden")),
    )
