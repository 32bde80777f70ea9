"""Numbers of revisions flow in, and whether each is there for everybody to see flows out, 50 (or 500) a call."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from wiki.client import Wiki
from wiki.reads.batches import batches, side_by_side


@dataclass(frozen=True)
class Presence:
    """Whether a revision is there. `is_missing`: deleted, or never was (`page` is 0 then); `is_hidden`: its text is."""

    rev: int
    page: int
    ns: int
    title: str
    is_missing: bool
    is_hidden: bool


async def of(w: Wiki, rev_ids: Iterable[int]) -> AsyncIterator[list[Presence]]:
    """Every revision that was asked for, each once, in no order; one list an answer, without any text."""
    streams = [_lists(w, batch) for batch in batches(rev_ids, w.most)]
    async for rows in side_by_side(streams, w.connections):
        yield rows


async def _lists(w: Wiki, rev_ids: list[int]) -> AsyncIterator[list[Presence]]:
    left = set(rev_ids)
    async for part in w.query(prop="revisions", revids=rev_ids, rvprop=["ids", "sha1"]):
        found = [
            Presence(
                int(row["revid"]),
                int(page["pageid"]),
                int(page["ns"]),
                page["title"],
                False,
                bool(row.get("sha1hidden")),
            )
            for page in part.get("pages", [])
            for row in page.get("revisions", [])
        ]
        fresh = [one for one in found if one.rev in left]
        left -= {one.rev for one in fresh}
        yield fresh
    if left:
        yield [Presence(rev, 0, 0, "", is_missing=True, is_hidden=False) for rev in sorted(left)]
