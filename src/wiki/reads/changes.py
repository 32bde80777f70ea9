"""A moment flows in, and all that was done on the wiki since flows out, oldest first, 500 (or 5000) rows a call."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wiki.client import Wiki, WikiError, moment

_PROPS = ["ids", "title", "timestamp", "user", "userid", "sizes", "tags", "flags", "loginfo"]


class TooManyError(WikiError):
    """There is more than the caller wanted to read; what came before it was complete."""


@dataclass(frozen=True)
class Change:
    """A row of the list of recent changes. `kind`: `new`, `edit` or `log`.

    Of a log row `rev` is the revision that it made, where it made one (a move, an upload), else 0. `old_size` and
    `new_size` are 0 for log rows. `user_id` 0 and an empty `user`: nobody in particular, or a suppressed author.
    `title` and `page` are those of the moment of the row: a page that was moved since keeps its number, not its name.
    `page` is 0 for the log row of a page that was deleted, or moved away without a redirect.
    """

    kind: str
    rev: int
    parent: int
    page: int
    ns: int
    title: str
    user: str
    user_id: int
    at: datetime
    old_size: int
    new_size: int
    tags: tuple[str, ...]
    log_type: str
    log_action: str
    log_params: dict[str, Any]
    log_id: int


async def since(
    w: Wiki, at: datetime, until: datetime | None = None, *, most_calls: int | None = None
) -> AsyncIterator[list[Change]]:
    """One list an answer; both ends are in it, to the second. Raises `TooManyError` after `most_calls` if more is left.

    The list forgets: rows older than `$wgRCMaxAge` (90 days as shipped, 30 on Wikimedia) are gone, and so are the rows
    of a deleted page's revisions, which do not come back when the page does. What never enters it: imported revisions
    (an import by API has its log row, one by script not even that), the redirect that a move leaves, and anything of a
    suppression; a revision whose author was hidden later stays, without the author.
    """
    calls = 0
    asked = {"rcprop": _PROPS, "rctype": ["edit", "new", "log"], "rclimit": "max", "rcdir": "newer"}
    async for part in w.query(list="recentchanges", rcstart=at, rcend=until, **asked):
        if calls == most_calls:
            raise TooManyError(f"{w.host} changed more since {at:%Y-%m-%d %H:%M} than {calls} calls tell.")
        calls += 1
        yield [_change(row) for row in part.get("recentchanges", [])]


def _change(row: dict[str, Any]) -> Change:
    return Change(
        kind=row["type"],
        rev=int(row.get("revid") or 0),
        parent=int(row.get("old_revid") or 0),
        page=int(row.get("pageid") or 0),
        ns=int(row.get("ns") or 0),
        title=row.get("title", ""),
        user=row.get("user", ""),
        user_id=int(row.get("userid") or 0),
        at=moment(row["timestamp"]),
        old_size=int(row.get("oldlen") or 0),
        new_size=int(row.get("newlen") or 0),
        tags=tuple(row.get("tags", ())),
        log_type=row.get("logtype", ""),
        log_action=row.get("logaction", ""),
        log_params=dict(row.get("logparams") or {}),
        log_id=int(row.get("logid") or 0),
    )
