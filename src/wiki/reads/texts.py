"""Numbers of revisions flow in, and their texts flow out, 50 (or 500) a call, less only where the texts are large."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wiki.client import Wiki, moment
from wiki.reads.batches import batches, side_by_side

_PROPS = ["ids", "timestamp", "userid", "size", "sha1", "content"]


@dataclass(frozen=True)
class Text:
    """A revision's text. Three cases without one: `is_missing` (deleted, or never was: all else is empty),

    `is_hidden` (its text is suppressed: `content` None and `sha1` empty, while size, page and moment stay), or a
    revision that holds none in its main slot. `user_id` 0: nobody in particular, or a suppressed author.
    """

    rev: int
    parent: int
    page: int
    title: str
    ns: int
    at: datetime | None
    user_id: int
    sha1: str
    size: int
    content: str | None
    is_missing: bool
    is_hidden: bool


async def of(w: Wiki, rev_ids: Iterable[int]) -> AsyncIterator[list[Text]]:
    """Every revision that was asked for, each once, in no order; one list an answer.

    Calls: the number of revisions / `w.most` rounded up, and one more for each time that an answer is full
    (`$wgAPIMaxResultSize`, 8 MiB, counted before the answer is packed).
    """
    streams = [_lists(w, batch) for batch in batches(rev_ids, w.most)]
    async for rows in side_by_side(streams, w.connections):
        yield rows


async def _lists(w: Wiki, rev_ids: list[int]) -> AsyncIterator[list[Text]]:
    left = set(rev_ids)
    async for part in w.query(prop="revisions", revids=rev_ids, rvprop=_PROPS, rvslots="main"):
        found = [_text(page, row) for page in part.get("pages", []) for row in page.get("revisions", [])]
        # A full answer names all pages and the unknown revisions again.
        fresh = [text for text in found if text.rev in left]
        left -= {text.rev for text in fresh}
        yield fresh
    if left:
        yield [_missing(rev) for rev in sorted(left)]


def _text(page: dict[str, Any], row: dict[str, Any]) -> Text:
    # Before 1.32 a revision had one slot, and its text stood in the row itself.
    slot = row.get("slots", {}).get("main", row)
    return Text(
        rev=int(row["revid"]),
        parent=int(row.get("parentid") or 0),
        page=int(page["pageid"]),
        title=page["title"],
        ns=int(page["ns"]),
        at=moment(row["timestamp"]),
        user_id=int(row.get("userid") or 0),
        sha1=row.get("sha1", ""),
        size=int(row.get("size") or 0),
        content=slot.get("content"),
        is_missing=False,
        is_hidden=bool(slot.get("texthidden")) or bool(row.get("texthidden")),
    )


def _missing(rev: int) -> Text:
    return Text(rev, 0, 0, "", 0, None, 0, "", 0, None, is_missing=True, is_hidden=False)
