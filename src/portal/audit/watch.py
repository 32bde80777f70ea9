"""Package targets in; which registry to ask next, what to read next, and the back-off of those that are silent, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Sequence

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncDate

from portal.audit.line import Listed
from portal.audit.models import Change, Release, Watch
from portal.audit.pace import after_error
from portal.audit.releases import list_releases, subject
from portal.catalogue.files import PACKAGES
from portal.catalogue.models import Target
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, record

LEASE = dt.timedelta(minutes=30)
A_DAY = dt.timedelta(days=1)
AN_HOUR = dt.timedelta(hours=1)
TROUBLE = 3
MOST_FAILED = 25


def plan(now: dt.datetime) -> None:
    """Watch every package of the catalogue; one that is new there is due at once."""
    packages = Q()
    for start in PACKAGES:
        packages |= Q(address__startswith=start)
    missing = Target.objects.filter(packages, watch=None)
    Watch.objects.bulk_create([Watch(target=one, due_at=now) for one in missing], ignore_conflicts=True)


def take_due(limit: int, now: dt.datetime) -> list[int]:
    """Take up to `limit` packages that are due: by the day, since all get their turn, those of a day by their reach.

    A worker that is killed loses its hold after half an hour.
    """
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    due = Watch.objects.filter(free, due_at__lte=now, target__hidden=False)
    order = (TruncDate("due_at"), F("target__reach").desc(nulls_last=True), "pk")
    first = due.order_by(*order).values_list("pk", flat=True)[:limit]
    return [pk for pk in first if Watch.objects.filter(free, pk=pk, due_at__lte=now).update(taken_until=now + LEASE)]


@transaction.atomic
def heard(target: Target, listed: Sequence[Listed], at: dt.datetime) -> None:
    """The registry answered: its versions are known, and its silence is over."""
    list_releases(target, listed)
    watch = Watch.objects.select_for_update().get(target=target)
    if watch.failures:
        record("watch.heard", subject(target), MACHINE, {"after_failures": watch.failures})
    watch.asked_at, watch.failures, watch.error = at, 0, ""
    watch.save()


@transaction.atomic
def silent(target: Target, error: str, at: dt.datetime) -> None:
    """The registry did not answer, or not in a form that can be read: it is asked later, and ever less often."""
    watch = Watch.objects.select_for_update().get(target=target)
    watch.failures = min(watch.failures + 1, 1000)
    watch.error = plain(error)
    watch.due_at = at + after_error(watch.failures)
    watch.taken_until = None
    watch.save()
    record("watch.failed", subject(target), MACHINE, {"failures": watch.failures})


def let_go(target: Target, at: dt.datetime, *, more: bool) -> None:
    """Done for now: on again within the hour where there is more to read, else in a day."""
    due_at = at + (AN_HOUR if more else A_DAY)
    Watch.objects.filter(target=target).update(due_at=due_at, taken_until=None)


@transaction.atomic
def ask_now(target: Target, now: dt.datetime, by: str) -> None:
    """Have a registry asked in the next round, whatever it said before."""
    Watch.objects.filter(target=target).update(due_at=now)
    record("watch.asked", subject(target), by)


def next_to_read(target: Target, main: Container[str]) -> Release | None:
    """The release whose reading says most: a new one, the newest, the first, or the middle of where a change lies.

    `main`: the versions that people get; others are read only when they are new. None where the history is known: each
    change lies between two releases that follow each other. What nobody can read is passed over, and after many of
    those only new releases are tried.
    """
    new = list(Release.objects.filter(target=target, verdict="", wanted__gt=0))
    if new:
        return max(new, key=lambda one: (one.version in main, one.wanted, one.place))
    fields = ("place", "version", "verdict", "read_at", "error")
    rows = [row for row in Release.objects.filter(target=target).only(*fields).order_by("place") if row.version in main]
    if sum(bool(row.error) for row in rows) >= MOST_FAILED:
        return None
    sound = [row for row in rows if not row.error]
    for end in (*sound[-1:], *sound[:1]):
        if not end.verdict:
            return end
    return _between(target, [row for row in sound if not row.verdict])


def _between(target: Target, untried: Sequence[Release]) -> Release | None:
    wide = Change.objects.filter(target=target, skipped__gt=0).order_by("-release__place", "criterion")
    for low, high in wide.values_list("before__place", "release__place"):
        rows = [row for row in untried if low < row.place < high]
        if rows:
            return rows[len(rows) // 2]
    return None


def in_trouble() -> QuerySet[Watch]:
    """Packages whose registry was silent several times in a row, the longest first."""
    found = Watch.objects.filter(failures__gte=TROUBLE, target__hidden=False)
    return found.select_related("target__owner").order_by(F("asked_at").asc(nulls_first=True), "pk")
