"""All that a reading staged in; the rows of accounts, pages, revisions and files, changed in one transaction, out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.academy.programme.models import Edition
from portal.academy.results import acts
from portal.academy.results.models import Reading, Staged
from portal.academy.results.reading import listing
from portal.academy.results.reading.changes import News
from portal.academy.results.reading.publish_files import publish_files
from portal.academy.results.reading.publish_pages import publish_pages
from portal.academy.results.reading.publish_revisions import publish_revisions
from portal.academy.results.reading.rows import Row
from portal.academy.results.reading.run import Run
from portal.academy.results.states import AccountState, Fault, ReadingState
from portal.ground.ledger.acts import MACHINE, alone_with, record

NEW_BEFORE = dt.timedelta(days=14)  # who registered so shortly before the start came for the edition


@transaction.atomic
def publish(run: Run) -> None:
    """Write down one reading. Readers see all of it or nothing. Raises LostError where the hold was lost."""
    alone_with(f"site/{run.site.slug}")
    run.hold()
    told: dict[str, int] = {}
    rows = listing.rows(run)
    listed = listing.numbers(run)
    _site(run)
    _accounts(run, rows)
    pages = publish_pages(run, rows)
    told |= publish_revisions(run, rows, set(listed), pages)
    told |= publish_files(run, rows, pages)
    _done(run)
    if any(told.values()) or run.reading.as_of is None:
        body = {"site": run.site.slug, "as_of": run.state["began"], "whole": run.is_whole, **told}
        record("results.read", f"edition/{run.edition.slug}", MACHINE, body)


def _site(run: Run) -> None:
    """What the wiki said of itself when it was opened."""
    about = run.about
    told = {"generator": about.generator, "name": about.name, "article": about.article_address}
    if run.site.about != told:
        run.site.about = told
        run.site.save(update_fields=["about"])


def _accounts(run: Run, rows: dict[int, Row]) -> None:
    """Numbers that were looked up, names as the wiki writes them now, and since when each account is listed."""
    told = listing.found(run)
    names = {row.user: row.name for row in rows.values() if row.name}
    owners: dict[int, int] = {}
    fields = ["user", "checked_at", "state", "name", "is_new", "listed_from"]
    every = listing.accounts(run)
    for one in sorted(every, key=lambda one: (one.state != AccountState.FOUND, one.pk)):
        before = [getattr(one, name) for name in fields]
        if one.pk in told:
            number, name, registered = told[one.pk]
            one.user, one.checked_at = number, run.began
            one.state = AccountState.FOUND if number else AccountState.MISSING
            one.name = name if number else one.name
            one.is_new = _is_new(run.edition, registered)
        if one.state == AccountState.FOUND and one.user:
            if owners.setdefault(one.user, one.pk) != one.pk:
                one.state, one.user = AccountState.TAKEN, None
            else:
                one.name = names.get(one.user, one.name)
                one.listed_from = one.listed_from or run.edition.starts_at
        if before != [getattr(one, name) for name in fields]:
            one.save(update_fields=fields)


def _is_new(edition: Edition, registered: str | None) -> bool | None:
    return dt.datetime.fromisoformat(registered) >= edition.starts_at - NEW_BEFORE if registered else None


def _done(run: Run) -> None:
    """The reading itself: as of when, how much it took, where the next one goes on."""
    now = timezone.now()
    mark: dict[str, Any] = {name: value for name, value in run.mark.items() if name != "run"}
    mark["changes"] = run.state["began"]
    mark["span"] = [run.edition.starts_at.isoformat(), run.edition.ends_at.isoformat()]
    news = [News.from_body(body) for body in run.got("changes")]
    mark["again"] = sorted(news[0].again) if news else []
    changes: dict[str, Any] = {
        "state": ReadingState.DONE,
        "as_of": run.began,
        "next_at": acts.next_reading(run.edition, now),
        "mark": mark,
        "calls": sum(run.stages.values()),
        "stages": run.stages,
        "seconds": run.seconds,
        "fault": Fault.NONE,
        "fault_said": "",
        "failures": 0,
        "token": "",
        "taken_until": None,
    }
    if run.is_whole:
        changes["whole_at"] = run.began
    if any(part["every"] for part in run.got("uses")):
        changes["uses_at"] = run.began
    if not Reading.objects.filter(pk=run.reading.pk, token=run.token).update(**changes):
        raise acts.LostError(f"{run.reading} is read by somebody else")
    Staged.objects.filter(reading=run.reading).delete()
