"""Files and where they are shown, as a reading saw them, in; their rows, new and changed, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from portal.academy.results.counted import Scope, uploads
from portal.academy.results.models import Page, SiteKind, Upload, Use
from portal.academy.results.reading import pages as paging
from portal.academy.results.reading.measuring import AT_ONCE
from portal.academy.results.reading.rows import FileRow, Row
from portal.academy.results.reading.run import Run

_FIELDS = (
    "title",
    "user",
    "at",
    "sha1",
    "mime",
    "width",
    "height",
    "size",
    "duration",
    "licence",
    "is_gone",
    "read_at",
)


def publish_files(run: Run, rows: dict[int, Row], pages: dict[int, Page]) -> dict[str, int]:
    """Write down files and uses; how many files are new, how many uses began and ended."""
    told = paging.file_rows(run)
    stood = paging.stands(run)
    begun = {row.page: row for row in rows.values() if row.parent == 0 and paging.is_file(stood.get(row.page))}
    known = {one.page: one for one in _known(run, {*told, *pages})}
    fresh = []
    for number, file in told.items():
        one = known.get(number)
        if one is None and file is not None and number in begun:
            one = Upload(site=run.site, page=number, user=begun[number].user, at=begun[number].moment)
            fresh.append(one)
        if one is not None:
            _stand(run, one, pages[number], file)
    for number, one in known.items():
        if number in pages and pages[number].is_gone and not one.is_gone:
            one.is_gone, one.read_at = True, run.began
    Upload.objects.bulk_create(fresh, batch_size=AT_ONCE)
    Upload.objects.bulk_update(known.values(), _FIELDS, batch_size=50)
    return {"files": len(fresh), **_uses(run)}


def _known(run: Run, numbers: Iterable[int]) -> Iterable[Upload]:
    each = sorted(numbers)
    for start in range(0, len(each), AT_ONCE):
        yield from Upload.objects.filter(site=run.site, page__in=each[start : start + AT_ONCE])


def _stand(run: Run, one: Upload, page: Page, file: FileRow | None) -> None:
    one.title, one.read_at = page.title, run.began
    one.is_gone = file is None or page.is_gone
    if file is None:
        return
    one.sha1, one.mime, one.size, one.licence = file.sha1, file.mime, file.size, file.licence
    # Without an extension that reads videos, MediaWiki tells them as nought by nought.
    one.width, one.height = (file.width or None), (file.height or None)
    one.duration = file.duration


def _uses(run: Run) -> dict[str, int]:
    """Uses on this wiki of the files that were asked for: those that began, those that ended."""
    parts = run.got("uses")
    if not parts:
        return {}
    asked, found = set(parts[0]["asked"]), parts[0]["found"]
    files: dict[str, Upload] = {}
    for one in uploads(Scope(run.edition)).filter(title__in=asked).select_related("site").order_by("pk"):
        # A file of this wiki hides one of the same name on the shared wiki.
        if one.site_id == run.site.pk or (one.site.kind == SiteKind.COMMONS and one.title not in files):
            files[one.title] = one
    now: dict[tuple[int, int], str] = {(files[t].pk, page): title for t, page, title in found if t in files}
    shown = Use.objects.filter(site=run.site, upload__in=[one.pk for one in files.values()])
    before: dict[tuple[int, int], Use] = {(one.upload_id, one.page): one for one in shown}
    made = [
        Use(upload_id=file, site=run.site, page=page, title=title, seen_at=run.began)
        for (file, page), title in now.items()
        if (file, page) not in before
    ]
    Use.objects.bulk_create(made, batch_size=AT_ONCE)
    ended = back = 0
    for key, use in before.items():
        changes: dict[str, Any] = {}
        if key not in now and use.gone_at is None:
            changes, ended = {"gone_at": run.began}, ended + 1
        elif key in now and (use.gone_at or use.title != now[key]):
            changes, back = {"gone_at": None, "title": now[key]}, back + bool(use.gone_at)
        if changes:
            Use.objects.filter(pk=use.pk).update(**changes)
    upto = max((one.pk for one in files.values()), default=0)
    run.mark["uses_upto"] = max(run.mark.get("uses_upto", 0), upto)
    return {"uses": len(made) + back, "uses_ended": ended}
