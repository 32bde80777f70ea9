"""Pages and a number of days flow in, and how often each was looked at a day flows out, where a wiki counts it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import date

from wiki.client import Wiki
from wiki.reads.batches import batches, side_by_side

LONGEST = 60  # days that the extension tells at most

Views = dict[date, int | None]


async def of(w: Wiki, page_ids: Iterable[int], days: int) -> dict[int, Views] | None:
    """Each page and its views a day, None for a day not counted yet; None where the wiki offers no views at all.

    MediaWiki fetches a few pages an answer and says so by continuing: expect more calls than for other lists.
    """
    if "PageViewInfo" not in (await w.about()).extensions:
        return None
    found: dict[int, Views] = {}
    streams = [_days(w, batch, min(days, LONGEST)) for batch in batches(page_ids, w.most)]
    async for some in side_by_side(streams, w.connections):
        for page, views in some.items():
            found.setdefault(page, {}).update(views)
    return found


async def _days(w: Wiki, page_ids: list[int], days: int) -> AsyncIterator[dict[int, Views]]:
    async for part in w.query(prop="pageviews", pageids=page_ids, pvipdays=days):
        yield {
            int(page["pageid"]): {date.fromisoformat(day): count for day, count in page["pageviews"].items()}
            for page in part.get("pages", [])
            if page.get("pageviews")
        }
