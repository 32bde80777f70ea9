"""Pages by number in; how they stand, which are files, where those are shown, how often pages are read, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from portal.academy.results.counted import MAIN, Scope, uploads
from portal.academy.results.models import SiteKind, Upload
from portal.academy.results.reading.listing import groups, numbers
from portal.academy.results.reading.rows import FileRow, Row, Stand, UseRow, file_of, stand_of, use_of
from portal.academy.results.reading.run import Run
from wiki.reads import files, pages, views

FILES = 6  # the namespace of files
VIEWS_DAYS = 30
WARM_CALLS = 2  # of a reading that follows changes, to ask where older files are shown


def stand(run: Run, wanted: Iterable[int]) -> None:
    """Ask how pages stand, those that this reading did not ask for yet."""
    known = stands(run)
    for some in groups(run, sorted({number for number in wanted if number and number not in known})):
        told = run.ask("pages", pages.now(run.wire.wiki, some))
        run.keep("pages", f"{some[0]}-{some[-1]}", [stand_of(number, one) for number, one in told.items()])
        run.breathe()


def stands(run: Run) -> dict[int, Stand]:
    """The pages that this reading asked for."""
    return {one.page: one for part in run.got("pages") for one in (Stand(*body) for body in part)}


def tops(run: Run) -> list[int]:
    """The revisions that articles show now."""
    return [one.last_rev for one in stands(run).values() if one.ns == MAIN and not one.is_missing]


def read_files(run: Run, rows: Iterable[Row], touched: Iterable[int]) -> None:
    """Ask about the files that these revisions uploaded, and about known ones that were touched."""
    stood = stands(run)
    known = Upload.objects.filter(site=run.site, user__in=numbers(run))
    if not run.is_whole:
        known = known.filter(page__in=list(touched))
    wanted = {row.page for row in rows if row.parent == 0 and is_file(stood.get(row.page))}
    wanted.update(known.values_list("page", flat=True))
    titles = {stood[one].title: one for one in sorted(wanted) if one in stood and not stood[one].is_missing}
    for start, some in enumerate(groups(run, titles)):
        if not run.has("files", f"{start:05}"):
            told = run.ask("files", files.about(run.wire.wiki, some))
            body = [[titles[title], file_of(title, told[title]) if title in told else None] for title in some]
            run.keep("files", f"{start:05}", body)


def is_file(stood: Stand | None) -> bool:
    """Whether a page describes a file, or should."""
    return stood is not None and stood.ns == FILES


def file_rows(run: Run) -> dict[int, FileRow | None]:
    """The files that this reading asked about, by the number of their page; None: there is no file."""
    return {page: FileRow(*body) if body else None for part in run.got("files") for page, body in part}


def read_uses(run: Run) -> None:
    """Ask which articles of this wiki show the edition's files: all of them, or the new and a few of the older ones."""
    if run.has("uses", "all"):
        return
    asked, is_every = _asked_for(run)
    found: list[UseRow] = []
    for part in run.asked("uses", files.uses(run.wire.wiki, asked)) if asked else ():
        found += [use_of(one) for one in part if one.ns == MAIN]
    run.keep("uses", "all", {"asked": asked, "every": is_every, "found": found})


def _asked_for(run: Run) -> tuple[list[str], bool]:
    """Titles of files, and whether they are all there are."""
    fresh = [one.title for one in file_rows(run).values() if one]
    known = uploads(Scope(run.edition)).filter(Q(site=run.site) | Q(site__kind=SiteKind.COMMONS))
    rows = list(known.order_by("pk").values_list("pk", "title"))
    most = WARM_CALLS * run.wire.wiki.most
    if run.is_whole or len(rows) <= most:
        return list(dict.fromkeys([*fresh, *(title for _pk, title in rows)])), True
    cursor, upto = run.mark.get("uses_from", 0), run.mark.get("uses_upto", 0)
    new = [title for pk, title in rows if pk > upto]
    following = [(pk, title) for pk, title in rows if cursor < pk <= upto][: max(most - len(new), 0)]
    run.mark["uses_from"] = following[-1][0] if following else 0
    return list(dict.fromkeys([*fresh, *new, *(title for _pk, title in following)])), False


def read_views(run: Run) -> None:
    """Ask how often articles were read in the last 30 days, where the wiki tells."""
    if run.has("views", "all"):
        return
    asked = [one.page for one in stands(run).values() if one.ns == MAIN and not one.is_missing]
    told: dict[int, Any] | None = run.ask("views", views.of(run.wire.wiki, asked, VIEWS_DAYS)) if asked else None
    sums = {page: sum(count or 0 for count in days.values()) for page, days in (told or {}).items()}
    run.keep("views", "all", [[page, count] for page, count in sums.items()])
