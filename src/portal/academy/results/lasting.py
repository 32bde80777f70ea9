"""An edition and a number of days in; how much of what was written stood after them, and who still wrote, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q, Sum

from portal.academy.programme.models import Edition, SessionKind
from portal.academy.results import counted
from portal.academy.results.counted import Scope
from portal.academy.results.models import Revision, Survival

HORIZONS = (7, 30, 90, 365)
JURY = 0  # the horizon that is a date, not a number of days: the jury's


@dataclass(frozen=True, slots=True)
class Survived:
    """Tokens that counted revisions of articles added, and how many of them stood at the horizon.

    `known`: revisions of which both are known; `unknown`: read, but their text or what stood then is not public or too
    long to follow; `waiting`: not read yet, or the horizon is still to come.
    """

    days: int
    added: int
    alive: int
    known: int
    unknown: int
    waiting: int

    @property
    def share(self) -> float | None:
        """How much of it stood, from 0 to 1; None where nothing was added, or nothing is known."""
        return self.alive / self.added if self.added else None


@dataclass(frozen=True, slots=True)
class Retained:
    """Participants who wrote during the edition, and how many of them wrote again later than so many days after it."""

    days: int
    active: int
    stayed: int
    is_known: bool

    @property
    def share(self) -> float | None:
        """How many of them stayed, from 0 to 1; None while it cannot be known."""
        return self.stayed / self.active if self.active and self.is_known else None


def jury_at(edition: Edition) -> dt.datetime:
    """When the jury meets: the first session of that kind, else the edition's end."""
    session = edition.sessions.filter(kind=SessionKind.JURY).order_by("starts_at").first()
    return session.starts_at if session else edition.ends_at


def horizon(edition: Edition, days: int) -> Q:
    """Which rows of Survival are meant: so many days after each revision, or at the jury's date."""
    return Q(days=days, at=jury_at(edition)) if days == JURY else Q(days=days)


def survival(edition: Edition, days: int, **scope: Any) -> Survived:
    """What stood `days` days after each revision (7, 30, 90, 365; 0: at the jury's date).

    `scope`: participant, team, site, day.
    """
    rows = counted.articles(Scope(edition, **scope))
    read = Survival.objects.filter(horizon(edition, days), revision__in=rows.values("pk"))
    found = read.aggregate(
        read=Count("pk"),
        known=Count("pk", filter=Q(added__isnull=False, alive__isnull=False)),
        written=Sum("added", filter=Q(alive__isnull=False)),
        standing=Sum("alive", filter=Q(added__isnull=False)),
    )
    waiting = rows.count() - found["read"]
    unknown = found["read"] - found["known"]
    return Survived(days, found["written"] or 0, found["standing"] or 0, found["known"], unknown, waiting)


def retention(edition: Edition, days: int) -> Retained:
    """Who made a revision, anywhere on the edition's wikis, later than `days` days after its end."""
    scope = Scope(edition)
    after = edition.ends_at + dt.timedelta(days=days)
    during = counted.with_owner(counted.revisions(scope), edition, "participant")
    active = set(during.values_list("owner", flat=True).distinct())
    later = Revision.objects.filter(counted.by_accounts(scope), at__gt=after, is_gone=False)
    last = counted.with_owner(later, edition, "participant").values("owner").annotate(last=Max("at"))
    stayed = {row["owner"] for row in last} & active
    as_of = list(scope.readings().values_list("as_of", flat=True))
    is_known = bool(as_of) and all(at is not None and at > after for at in as_of)
    return Retained(days, len(active), len(stayed), is_known)
