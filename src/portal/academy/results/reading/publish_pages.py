"""Pages as a reading saw them in; their rows, new and changed, out."""

from __future__ import annotations

from collections.abc import Iterable

from portal.academy.results.models import Measure, Page, Site
from portal.academy.results.reading import pages
from portal.academy.results.reading.measuring import AT_ONCE
from portal.academy.results.reading.rows import Row, Stand
from portal.academy.results.reading.run import Run

_FIELDS = (
    "title", "ns", "is_redirect", "is_gone", "last_rev", "size", "quality", "quality_rule", "removal", "measured_at",
    "views", "views_at", "read_at",
)  # fmt: skip


def publish_pages(run: Run, rows: dict[int, Row]) -> dict[int, Page]:
    """Rows of all pages that were listed or asked for, by their numbers."""
    stands = pages.stands(run)
    listed = {row.page: row for row in rows.values()}
    numbers = sorted(stands.keys() | listed.keys())
    known = {page.page: page for page in in_parts(run.site, numbers)}
    views = {page: count for part in run.got("views") for page, count in part}
    tops = measures(run.site, [one.last_rev for one in stands.values() if one.last_rev])
    fresh, changed = [], []
    for number in numbers:
        page = known.get(number)
        if page is None:
            row, stood = listed.get(number), stands.get(number)
            if row is None and (stood is None or stood.is_missing):
                continue
            title, ns = (row.title, row.ns) if row else ("", 0)
            page = known[number] = Page(site=run.site, page=number, title=title, ns=ns)
            fresh.append(page)
        before = [getattr(page, name) for name in _FIELDS]
        _stand(run, page, stands.get(number), listed.get(number), tops)
        if number in views:
            page.views, page.views_at = views[number], run.began
        if page.pk and before != [getattr(page, name) for name in _FIELDS]:
            changed.append(page)
    Page.objects.bulk_create(fresh, batch_size=AT_ONCE)
    Page.objects.bulk_update(changed, _FIELDS, batch_size=50)
    return known


def _stand(run: Run, page: Page, stood: Stand | None, row: Row | None, tops: dict[int, Measure]) -> None:
    if stood is None:
        page.title, page.ns = (row.title, row.ns) if row and row.title else (page.title, page.ns)
        return
    page.is_gone, page.read_at = stood.is_missing, run.began
    if stood.is_missing:
        return
    page.title, page.ns, page.is_redirect = stood.title, stood.ns, stood.is_redirect
    page.last_rev, page.size = stood.last_rev, stood.size
    top = tops.get(stood.last_rev)
    if not run.is_public(stood.last_rev):
        top = None
    page.quality, page.quality_rule = (top.quality, top.quality_rule) if top else (None, "")
    page.removal, page.measured_at = (top.removal, top.read_at) if top else ("", None)


def in_parts(site: Site, numbers: Iterable[int]) -> Iterable[Page]:
    """Rows of pages by their numbers, however many."""
    each = list(numbers)
    for start in range(0, len(each), AT_ONCE):
        yield from Page.objects.filter(site=site, page__in=each[start : start + AT_ONCE])


def measures(site: Site, revs: Iterable[int]) -> dict[int, Measure]:
    """Measures by revision, however many."""
    each, found = sorted({rev for rev in revs if rev}), dict[int, Measure]()
    for start in range(0, len(each), AT_ONCE):
        part = each[start : start + AT_ONCE]
        found |= {one.rev: one for one in Measure.objects.filter(site=site, rev__in=part)}
    return found
