"""Targets and looks in a few lines, for tests of the index; and the index as a slow, plain reading of the records."""

from __future__ import annotations

import datetime as dt
import math
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import transaction
from django.utils import timezone

from portal.audit.models import Look, Observation
from portal.catalogue.models import Target
from portal.indicator.index.method import Floats, method
from portal.indicator.index.rows import CRITERIA
from portal.indicator.index.sums import SHAPE, Sum
from tests.portal.make import make_owner, make_target

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FIRST, LAST = dt.date(2025, 12, 30), dt.date(2026, 12, 31)


@dataclass(frozen=True)
class Made:
    """A target of a made world: its layer, its reach, what is expected of it, the hour it was added."""

    layer: int
    reach: int | None
    criteria: tuple[str, ...]
    added: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class Saw:
    """An observation of a made world: the target's place, the hour, the criterion and the verdict."""

    target: int
    hour: int
    criterion: str
    verdict: str


@contextmanager
def passing() -> Iterator[None]:
    """What is made inside goes again: for many small worlds in one test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def make_world(targets: Sequence[Made], seen: Sequence[Saw]) -> list[Target]:
    """The world in the database, its observations in the order given."""
    owner = make_owner()
    made = [
        make_target(
            owner,
            layer=one.layer,
            reach=one.reach,
            criteria=list(one.criteria),
            added_at=START + dt.timedelta(hours=one.added),
            hidden=one.hidden,
        )
        for one in targets
    ]
    for saw in seen:
        at = START + dt.timedelta(hours=saw.hour)
        target = made[saw.target]
        look = Look.objects.create(target=target, at=at, observer="machine", tool="made", by="machine")
        Observation.objects.create(look=look, target=target, criterion=saw.criterion, verdict=saw.verdict, at=at)
    return made


def slow_sums(day: dt.date) -> Floats:
    """The sums of a day, read record by record."""
    how, found = method(), np.zeros(SHAPE)
    targets = list(Target.objects.filter(hidden=False))
    for target in targets:
        for word, weight, verdict, seen in _standings(target, targets, day):
            if verdict == "not-expected":
                continue
            credit = {"listed": 1.0, "qualified": 0.5, "mixed": 0.5, "missing": 0.0, "under-serbia": 0.0}.get(verdict)
            known = credit is not None
            is_fresh = known and seen is not None and (day - seen).days <= how.fresh_days
            row: dict[Sum, Any] = {
                Sum.EXPECTED: 1,
                Sum.KNOWN: known,
                Sum.WEIGHT: weight,
                Sum.KNOWN_WEIGHT: known * weight,
                Sum.CREDIT: (credit or 0) * weight,
                Sum.SQUARES: known * weight * weight,
                Sum.FRESH: is_fresh * weight,
            }
            for what, much in row.items():
                found[target.layer, CRITERIA.index(word), what] += much
    return found


def _standings(
    target: Target, targets: Sequence[Target], day: dt.date
) -> Iterator[tuple[str, float, str, dt.date | None]]:
    zone = timezone.get_current_timezone()
    rows = list(Observation.objects.filter(target=target).order_by("at", "pk"))
    upto = [one for one in rows if one.at.astimezone(zone).date() <= day]
    last = {one.criterion: one for one in upto}
    begun = bool(upto) or target.added_at.astimezone(zone).date() <= day
    weight = round(math.log10(1 + _reach(target, targets)) * 1024) / 1024
    for word in CRITERIA:
        if word in last:
            yield word, weight, last[word].verdict, last[word].at.astimezone(zone).date()
        elif begun and word in (target.criteria or ["country"]):
            yield word, weight, "unclear", None


def _reach(target: Target, targets: Sequence[Target]) -> float:
    if target.reach is not None:
        return target.reach
    known = [one.reach for one in targets if one.layer == target.layer and one.reach is not None]
    return statistics.median(known) if known else 9
