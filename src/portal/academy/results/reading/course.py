"""An edition and a wiki in; one reading of it, stage by stage, whatever was left of one that was killed reused, out."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass

from django.utils import timezone

from portal.academy.programme.models import Edition
from portal.academy.results import acts
from portal.academy.results.models import Measure, Page, Reading, Site
from portal.academy.results.reading import changes, listing, pages
from portal.academy.results.reading.changes import News
from portal.academy.results.reading.measuring import AT_ONCE, read_texts
from portal.academy.results.reading.publish import publish
from portal.academy.results.reading.rows import Row
from portal.academy.results.reading.run import PausedError, Run
from portal.academy.results.states import Absence, Fault, ReadingState
from portal.academy.results.wikis import Wire, opened
from wiki.client import LoginError, NoWikiError, RefusedError, ThrottledError, WikiError

log = logging.getLogger(__name__)
WHOLE_EVERY = dt.timedelta(days=7)
_FAULTS: tuple[tuple[type[WikiError], Fault], ...] = (
    (LoginError, Fault.LOGIN),
    (NoWikiError, Fault.NO_WIKI),
    (ThrottledError, Fault.THROTTLED),
    (RefusedError, Fault.REFUSED),
)


@dataclass(frozen=True, slots=True)
class Read:
    """How a reading went: `state` done, paused, busy (somebody else reads) or failed; calls by stage; seconds."""

    state: str
    stages: dict[str, int]
    seconds: float
    said: str = ""

    @property
    def calls(self) -> int:
        """All calls of the wiki's API."""
        return sum(self.stages.values())


def read(edition: Edition, site: Site, *, whole: bool = False) -> Read:
    """Bring in all that happened on a wiki since the last reading; `whole`: list everything anew.

    What goes wrong with the wiki is written to the reading's row, and is the answer's `said`; what was known stays.
    Nothing that this writes is seen before all of it is. Must not be called in a transaction.
    """
    reading = Reading.objects.select_related("edition", "site").get(edition=edition, site=site)
    token = acts.take(reading, timezone.now(), state=ReadingState.READING)
    if not token:
        return Read("busy", {}, 0.0)
    reading.refresh_from_db()
    try:
        with Wire(opened(site)) as wire:
            run = Run(reading, token, wire)
            try:
                run.begin(whole=whole or is_whole_due(reading, timezone.now()))
                _course(run)
                publish(run)
            except PausedError:
                acts.let_go(reading, token, next_at=timezone.now())
                return Read("paused", run.stages, run.seconds)
            return Read("done", run.stages, run.seconds)
    except WikiError as error:
        fault = next((fault for kind, fault in _FAULTS if isinstance(error, kind)), Fault.UNREACHABLE)
        acts.fail(reading, token, fault, str(error), timezone.now())
        return Read("failed", {}, 0.0, str(error))
    except acts.LostError:
        return Read("busy", {}, 0.0)
    except Exception:
        log.exception("reading %s", reading)
        acts.fail(reading, token, Fault.BROKEN, "", timezone.now())
        raise


def is_whole_due(reading: Reading, now: dt.datetime) -> bool:
    """Whether everything is listed anew: the first time, once a week, and when the edition's dates were changed."""
    if reading.whole_at is None or "changes" not in reading.mark or now - reading.whole_at > WHOLE_EVERY:
        return True
    return bool(reading.mark.get("span") != span_of(reading.edition))


def span_of(edition: Edition) -> list[str]:
    """From when until when revisions count."""
    return [edition.starts_at.isoformat(), edition.ends_at.isoformat()]


def _course(run: Run) -> None:
    listing.resolve(run)
    news = News()
    if not run.is_whole:
        news = changes.read_changes(run)
        _list_news(run, news)
    if run.is_whole:
        listing.list_whole(run)
    rows = listing.rows(run)
    _texts(run, rows)
    touched = set(changes.known_pages(run)) if run.is_whole else news.touched | news.recheck
    pages.stand(run, touched | {row.page for row in rows.values()})
    read_texts(run, "tops", pages.tops(run))
    pages.read_files(run, rows.values(), touched)
    pages.read_uses(run)
    if run.is_whole:
        pages.read_views(run)


def _list_news(run: Run, news: News) -> None:
    """List what those wrote who were active, and all of who is new; then look closely where lists do not tell."""
    people = listing.numbers(run)
    new = sorted(number for number, since in people.items() if since is None)
    listing.list_since(run, "new", new, run.edition.starts_at)
    listing.list_since(run, "active", sorted(news.active - set(new)), changes.since(run))
    if news.is_all:
        pages.stand(run, news.touched)
        back = [one.page for one in pages.stands(run).values() if not one.is_missing]
        gone = Page.objects.filter(site=run.site, is_gone=True, page__in=back)
        news.recheck |= set(gone.values_list("page", flat=True))
    changes.recheck(run, news)


def _texts(run: Run, rows: dict[int, Row]) -> None:
    """Texts of what counts and of their parents, page by page; and whether parents that are known are still public."""
    begins, ends = run.edition.starts_at, run.edition.ends_at
    counted = [row for row in rows.values() if begins <= row.moment < ends]
    counted.sort(key=lambda row: (row.page, row.rev))
    wanted: dict[int, None] = {}
    for row in counted:
        for rev in (row.parent, 0 if row.is_hidden else row.rev):
            if rev and not (rev in rows and rows[rev].is_hidden):
                wanted[rev] = None
    read_texts(run, "texts", wanted)
    if run.is_whole:
        _parents(run, {row.parent for row in counted} - rows.keys() - {0})


def _parents(run: Run, foreign: set[int]) -> None:
    """Ask of parents by others, whose texts were measured in earlier readings, whether they are still there."""
    asked, doubtful = sorted(foreign - run.seen().keys()), set[int]()
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        old = Measure.objects.filter(site=run.site, rev__in=part, read_at__lt=run.here)
        doubtful.update(old.values_list("rev", flat=True))
    seen: dict[int, Absence] = {}
    changes.ask_presence(run, "parents", doubtful, seen)
    run.note_seen(seen)
