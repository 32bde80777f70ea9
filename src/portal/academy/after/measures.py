"""A period in; of those who wrote in academies, how many still write 90 days and a year after the end, out."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from portal.academy.after.compare import comparable
from portal.academy.programme.models import Edition
from portal.academy.results import counted
from portal.academy.results.counted import Scope
from portal.academy.results.models import Revision
from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.ground.measures.figures import bounds, share


def _stayed(period: Period, days: int) -> Figure:
    """Of all editions that ended at least so many days before the end of the period; each participant once a one.

    Where a wiki was not read since then, nobody knows who stayed: its participants are expected, but not known.
    """
    ends = bounds(period)[1]
    stayed = known = expected = 0
    for edition in comparable().filter(ends_at__lt=ends - dt.timedelta(days=days)):
        wrote, later = _writers(edition, edition.ends_at + dt.timedelta(days=days), ends)
        expected += len(wrote)
        if _is_read(edition, days):
            known += len(wrote)
            stayed += len(wrote & later)
    return share(stayed, known, expected)


def _writers(edition: Edition, after: dt.datetime, before: dt.datetime) -> tuple[set[int], set[int]]:
    """Who made a revision during an edition, and who made one from one moment until before another."""
    scope = Scope(edition)
    during = counted.with_owner(counted.revisions(scope), edition, "participant")
    later = Revision.objects.filter(counted.by_accounts(scope), at__gt=after, at__lt=before, is_gone=False)
    stayed = counted.with_owner(later, edition, "participant").values("owner").annotate(last=Max("at"))
    return set(during.values_list("owner", flat=True).distinct()), {row["owner"] for row in stayed}


def _is_read(edition: Edition, days: int) -> bool:
    after = edition.ends_at + dt.timedelta(days=days)
    as_of = list(Scope(edition).readings().values_list("as_of", flat=True))
    return bool(as_of) and all(at is not None and at > after for at in as_of)


def _stayed_90(period: Period) -> Figure:
    return _stayed(period, 90)


def _stayed_365(period: Period) -> Figure:
    return _stayed(period, 365)


STAYED_90 = declare(
    Measure(
        "after.stayed-90",
        _("Participants who still write after 90 days"),
        _("Of those who wrote in an academy, the share who wrote again later than 90 days after it ended."),
        Unit.SHARE,
        Kind.STATE,
        _stayed_90,
        proof="academy-compare",
    )
)
STAYED_365 = declare(
    Measure(
        "after.stayed-365",
        _("Participants who still write after a year"),
        _("Of those who wrote in an academy, the share who wrote again later than 365 days after it ended."),
        Unit.SHARE,
        Kind.STATE,
        _stayed_365,
        proof="academy-compare",
    )
)
