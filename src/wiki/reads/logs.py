"""Kinds of log and a moment flow in, and the log's entries since then flow out, oldest first."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wiki.client import Wiki, moment
from wiki.reads.batches import side_by_side

_PROPS = ["ids", "type", "title", "user", "userid", "timestamp", "details", "tags"]


@dataclass(frozen=True)
class LogEvent:
    """An entry of a log. `page` is the page as it was then (0 where the log did not keep it), `params` as the API says.

    What the kinds say: `move`: params `target_ns`, `target_title`, `suppressredirect`; `page` is the moved page.
    `delete`: action `delete`, `restore` or `revision` (params `ids`: the revisions whose parts were hidden or shown);
    a page that is restored has its old number, and so have its revisions. Suppressing is in no log that all may read.
    `renameuser`: params `olduser`, `newuser`. `upload`: `upload`, `overwrite` or `revert`, `img_sha1` in base 36.
    `import`: action `upload` or `interwiki`, params `count`.
    """

    id: int
    type: str
    action: str
    page: int
    ns: int
    title: str
    user: str
    user_id: int
    at: datetime
    params: dict[str, Any]
    tags: tuple[str, ...]
    is_hidden: bool


async def since(w: Wiki, types: Iterable[str], at: datetime) -> AsyncIterator[list[LogEvent]]:
    """One list an answer, each of one kind and oldest first; `at` itself is in it. At least one call a kind.

    Raises `RefusedError` for a kind that the wiki does not have (`renameuser` belongs to an extension before 1.40).
    """
    streams = [_lists(w, kind, at) for kind in dict.fromkeys(types)]
    async for rows in side_by_side(streams, w.connections):
        yield rows


async def _lists(w: Wiki, kind: str, at: datetime) -> AsyncIterator[list[LogEvent]]:
    asked = {"leprop": _PROPS, "lelimit": "max", "ledir": "newer"}
    async for part in w.query(list="logevents", letype=kind, lestart=at, **asked):
        yield [_event(row) for row in part.get("logevents", [])]


def _event(row: dict[str, Any]) -> LogEvent:
    return LogEvent(
        id=int(row["logid"]),
        type=row.get("type", ""),
        action=row.get("action", ""),
        page=int(row.get("logpage") or row.get("pageid") or 0),
        ns=int(row.get("ns") or 0),
        title=row.get("title", ""),
        user=row.get("user", ""),
        user_id=int(row.get("userid") or 0),
        at=moment(row["timestamp"]),
        params=dict(row.get("params") or {}),
        tags=tuple(row.get("tags", ())),
        is_hidden=bool(row.get("actionhidden")) or bool(row.get("userhidden")),
    )
