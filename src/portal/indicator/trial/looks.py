"""Questions about trials in; the trials, whom to ask now, and what was counted, out."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count as CountOf
from django.db.models import QuerySet
from django.utils import timezone

from portal.indicator.trial.models import Count, Deviation, Member, Trial
from portal.indicator.trial.spells import Case

PAST = "past"


def trials() -> QuerySet[Trial]:
    """Every trial, the newest first, with the number of its targets as `many`."""
    return Trial.objects.annotate(many=CountOf("members")).order_by("-planned_at")


def members(trial: Trial) -> list[Member]:
    """The targets of a trial: wave by wave once they are drawn, and by name."""
    found = Member.objects.filter(trial=trial).select_related("target__owner")
    return list(found.order_by("wave", "target__layer", "target__name"))


def deviations(trial: Trial) -> list[Deviation]:
    """What went otherwise than planned, oldest first."""
    return list(Deviation.objects.filter(trial=trial).select_related("member__target").order_by("at", "pk"))


def to_ask(trial: Trial, today: dt.date) -> list[Member]:
    """The targets whose wave began, that nobody asked yet and that still lack what is asked for."""
    begun = [number for number, day in enumerate(trial.wave_days) if day <= today]
    waiting = Member.objects.filter(trial=trial, wave__in=begun, asked_at=None, listed_at=None)
    left = waiting.filter(target__hidden=False, target__owner__opted_out_at=None)
    return list(left.select_related("target__owner").order_by("wave", "target__layer", "target__name"))


def counted(key: str) -> Count | None:
    """What was counted last, by the subject of a trial or PAST; None where nothing was counted yet."""
    return Count.objects.filter(key=key).first()


def cases(trial: Trial, found: list[Member], *, as_treated: bool = False) -> list[Case]:
    """The targets of a trial that began, in days since its first; asked when drawn to be, or when they truly were."""
    first = trial.starts_on
    if first is None:
        return []
    begins = trial.wave_days

    def since(moment: dt.datetime | dt.date | None) -> int | None:
        if moment is None:
            return None
        day = timezone.localdate(moment) if isinstance(moment, dt.datetime) else moment
        return (day - first).days

    return [
        Case(
            one.stratum,
            one.unit,
            since(one.asked_at) if as_treated else since(None if one.wave is None else begins[one.wave]),
            since(one.listed_at),
        )
        for one in found
    ]


def last_day(trial: Trial, today: dt.date) -> int:
    """The last day that counts by now, from day 0; -1 before the first one is over or where the trial never began."""
    if trial.starts_on is None or trial.ends_on is None:
        return -1
    stops = trial.closed_on or today - dt.timedelta(days=1)
    return (min(trial.ends_on, stops) - trial.starts_on).days
