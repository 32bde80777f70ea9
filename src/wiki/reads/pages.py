"""Pages by number or title flow in, and how they stand now, their histories, and what stood at a moment flow out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from wiki.client import Value, Wiki, moment
from wiki.reads.batches import batches, side_by_side

_REVISION = ["ids", "timestamp", "userid", "user", "size", "sha1", "flags", "tags"]
Key = TypeVar("Key", int, str)


@dataclass(frozen=True)
class PageNow:
    """A page as it stands. Where `is_missing`, `id`, `last_rev` and `size` are 0 and `last_at` is None.

    `categories` (hidden ones too) and `templates` are titles with their namespace; empty unless they were asked for.
    """

    id: int
    title: str
    ns: int
    is_missing: bool
    is_redirect: bool
    last_rev: int
    last_at: datetime | None
    size: int
    categories: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Revision:
    """One revision of a page's history; `sha1` is empty where the text is suppressed, `user_id` 0 where the author."""

    rev: int
    parent: int
    at: datetime
    user_id: int
    user: str
    size: int
    sha1: str
    is_minor: bool
    tags: tuple[str, ...]


async def now(
    w: Wiki, page_ids: Iterable[int], *, categories: bool = False, templates: bool = False
) -> dict[int, PageNow]:
    """Each number and its page, under the title it has now; 50 (500) a call. A deleted page's number is missing."""
    return await _now(w, "pageids", list(page_ids), categories, templates)


async def titled(
    w: Wiki, titles: Iterable[str], *, categories: bool = False, templates: bool = False
) -> dict[str, PageNow]:
    """Each title as it was asked, and its page; a redirect is not followed. A title that cannot be is missing."""
    return await _now(w, "titles", [title for title in titles if title.strip()], categories, templates)


async def history(w: Wiki, page_id: int, since_rev: int | None = None) -> list[Revision]:
    """All revisions of a page, oldest first, or those after one of them; one call for each `w.rows`.

    Deleted revisions are not in it. Raises `RefusedError` where `since_rev` is not a revision that stands.
    """
    rows: list[Revision] = []
    asked: dict[str, Value] = {"rvprop": _REVISION, "rvlimit": "max", "rvdir": "newer", "rvstartid": since_rev}
    async for part in w.query(prop="revisions", pageids=[page_id], **asked):
        rows += [_revision(row) for page in part.get("pages", []) for row in page.get("revisions", [])]
    return [row for row in rows if row.rev != since_rev]


async def at(w: Wiki, page_id: int, when: datetime) -> Revision | None:
    """The revision that stood at a moment; None where the page was not there yet, or is no more."""
    asked: dict[str, Value] = {"rvprop": _REVISION, "rvlimit": 1, "rvdir": "older", "rvstart": when}
    said = await w.get(action="query", prop="revisions", pageids=[page_id], **asked)
    for page in said["query"].get("pages", []):
        for row in page.get("revisions", []):
            return _revision(row)
    return None


async def _now(w: Wiki, name: str, asked: list[Key], categories: bool, templates: bool) -> dict[Key, PageNow]:
    props = ["info", "revisions", *(["categories"] if categories else []), *(["templates"] if templates else [])]
    more: dict[str, Value] = {"rvprop": ["ids", "timestamp"], "prop": props}
    more["cllimit"] = "max" if categories else None
    more["tllimit"] = "max" if templates else None
    found: dict[Key, PageNow] = {}
    streams = [_whole(w, name, batch, more) for batch in batches(asked, w.most)]
    async for pages in side_by_side(streams, w.connections):
        found |= pages
    return found


async def _whole(w: Wiki, name: str, batch: list[Key], more: dict[str, Value]) -> AsyncIterator[dict[Key, PageNow]]:
    """One batch, all its answers put together: MediaWiki spreads a page's long lists over several."""
    rows: dict[str, dict[str, Any]] = {}
    renamed: dict[str, str] = {}
    async for part in w.query(**{name: batch}, **more):
        renamed |= {one["from"]: one["to"] for one in part.get("normalized", [])}
        for page in part.get("pages", []):
            key = str(page.get("pageid", "")) if name == "pageids" else page["title"]
            row = rows.setdefault(key, {})
            for field in ("categories", "templates"):
                row[field] = row.get(field, []) + page.pop(field, [])
            row.update(page)
    yield {key: _page(rows.get(renamed.get(str(key), str(key))), str(key)) for key in batch}


def _page(row: dict[str, Any] | None, asked: str) -> PageNow:
    if row is None or row.get("missing") or row.get("invalid"):
        title = (row or {}).get("title", "" if asked.isdigit() else asked)
        return PageNow(0, title, int((row or {}).get("ns", 0)), True, False, 0, None, 0)
    last = row.get("revisions") or [{}]
    return PageNow(
        id=int(row["pageid"]),
        title=row["title"],
        ns=int(row["ns"]),
        is_missing=False,
        is_redirect=bool(row.get("redirect")),
        last_rev=int(row["lastrevid"]),
        last_at=moment(last[0]["timestamp"]) if "timestamp" in last[0] else None,
        size=int(row["length"]),
        categories=tuple(one["title"] for one in row["categories"]),
        templates=tuple(one["title"] for one in row["templates"]),
    )


def _revision(row: dict[str, Any]) -> Revision:
    return Revision(
        rev=int(row["revid"]),
        parent=int(row.get("parentid") or 0),
        at=moment(row["timestamp"]),
        user_id=int(row.get("userid") or 0),
        user=row.get("user", ""),
        size=int(row.get("size") or 0),
        sha1=row.get("sha1", ""),
        is_minor=bool(row.get("minor")),
        tags=tuple(row.get("tags", ())),
    )
