"""Strategies and versions in; the tree of their parts, where each aim stands, and their money, out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.cache import cache
from django.db import models
from django.db.models import QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from portal.ground.measures import Figure
from portal.indicator.readings import looks as readings
from portal.indicator.readings.models import Reading
from portal.indicator.readings.periods import period_of
from portal.strategy.plan.models import (
    Activity,
    Aim,
    Edit,
    Initiative,
    Milestone,
    Objective,
    Partner,
    Payment,
    PaymentKind,
    Risk,
    Role,
    Strategy,
    Version,
)
from portal.strategy.plan.states import EditState, VersionState

FRESH = 86400
"""For so many seconds a baseline that was counted from records is not counted anew: it is of a day long past."""


class Way(models.TextChoices):
    """Where an aim stands on the way from its baseline to its target."""

    REACHED = "reached", _("Reached")
    ON_WAY = "on-way", _("On the way")
    BEHIND = "behind", _("Behind plan")
    MISSED = "missed", _("Not reached in time")
    NO_TARGET = "no-target", _("No target set")
    UNKNOWN = "unknown", _("Not known")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an aim has come. `target`: the milestone that is due next, or the last one.

    `actual`: a live figure where the portal counts it, else the newest reading; None where there is none.
    `share_of_way`: from 0 at the baseline to 1 at the target, below and above where it is; `share_of_time`: how much
    of the time between them is over. None where it cannot be told.
    """

    baseline: float | None
    target: Milestone | None
    actual: Reading | Figure | None
    share_of_way: float | None
    share_of_time: float | None
    state: Way

    @property
    def value(self) -> float | None:
        """How it stands now, as a number."""
        return None if self.actual is None or self.actual.value is None else float(self.actual.value)


@dataclass(frozen=True, slots=True)
class Branch:
    """An objective with what hangs on it; an initiative stands under each objective that it serves."""

    objective: Objective
    children: list[Branch] = field(default_factory=list)
    initiatives: list[Initiative] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """All parts of a version. `loose`: initiatives that serve no objective."""

    branches: list[Branch]
    loose: list[Initiative]

    def walk(self) -> list[tuple[int, Branch]]:
        """Every branch with its depth, each after the one above it."""
        found: list[tuple[int, Branch]] = []
        ahead = [(0, branch) for branch in reversed(self.branches)]
        while ahead:
            depth, branch = ahead.pop()
            found.append((depth, branch))
            ahead.extend((depth + 1, child) for child in reversed(branch.children))
        return found


@dataclass(frozen=True, slots=True)
class Spent:
    """The money of an initiative in one currency: planned, committed of it, and by what happened to it."""

    initiative: str
    currency: str
    planned: Decimal
    committed: Decimal
    paid: dict[str, Decimal]

    @property
    def used(self) -> Decimal:
        """What was passed on or spent."""
        kinds = (PaymentKind.DISBURSEMENT, PaymentKind.EXPENDITURE)
        return sum((self.paid.get(kind, Decimal(0)) for kind in kinds), Decimal(0))


def strategies() -> QuerySet[Strategy]:
    """Every strategy, oldest first."""
    return Strategy.objects.all()


def in_force(strategy: Strategy) -> Version | None:
    """The version that holds now."""
    return strategy.versions.filter(state=VersionState.IN_FORCE).first()


def draft(strategy: Strategy) -> Version | None:
    """The version that is being written."""
    return strategy.versions.filter(state=VersionState.DRAFT).first()


def published(strategy: Strategy) -> QuerySet[Version]:
    """Every version that is or was in force, newest first."""
    return strategy.versions.exclude(state=VersionState.DRAFT).order_by("-number")


def objectives(version: Version) -> QuerySet[Objective]:
    """The objectives of a version with their aims and risks, in their order."""
    rows = Objective.objects.filter(version=version).select_related("parent")
    return rows.prefetch_related("aims__indicator", "aims__milestones", "risks", "initiatives")


def initiatives(version: Version) -> QuerySet[Initiative]:
    """The initiatives of a version with all that hangs on them, in their order."""
    rows = Initiative.objects.filter(version=version).select_related("responsible")
    lists = ("objectives", "activities", "risks", "aims__indicator", "aims__milestones", "roles__partner", "budgets")
    return rows.prefetch_related(*lists, "needs__needs", "needed_by__initiative")


def activities(version: Version) -> QuerySet[Activity]:
    """The activities of a version, by their first day; those without one last."""
    rows = Activity.objects.filter(version=version).select_related("initiative")
    return rows.order_by(models.F("starts_on").asc(nulls_last=True), "order", "key")


def risks(version: Version) -> QuerySet[Risk]:
    """The risks of a version, the gravest first; those that nobody judged last."""
    rows = Risk.objects.filter(version=version).select_related("objective", "initiative", "responsible")
    return rows.annotate(weight=models.F("likelihood") * models.F("impact")).order_by(
        models.F("weight").desc(nulls_last=True), "order", "key"
    )


def aims(version: Version) -> QuerySet[Aim]:
    """Every aim of a version, objectives' first."""
    rows = version.aims.select_related("indicator", "objective", "initiative", "version__strategy")
    return rows.prefetch_related("milestones").order_by(
        models.F("objective__order").asc(nulls_last=True), "objective__key", "initiative__order", "order", "pk"
    )


def roles(version: Version) -> QuerySet[Role]:
    """Who does what in a version, by partner."""
    return version.roles.select_related("partner", "initiative").order_by("partner__slug", "kind", "pk")


def partners(version: Version) -> QuerySet[Partner]:
    """The partners that have a role in a version."""
    return version.strategy.partners.filter(roles__version=version).distinct()


def payments(strategy: Strategy) -> QuerySet[Payment]:
    """All money that moved, oldest first."""
    return strategy.payments.select_related("payer", "payee")


def edits(version: Version, part: str = "") -> QuerySet[Edit]:
    """Every edit of a draft, or of one of its parts, newest first."""
    rows = version.edits.order_by("-pk")
    return rows.filter(part=part) if part else rows


def beside(version: Version, part: str = "") -> QuerySet[Edit]:
    """The edits that wait beside the words of somebody else, oldest first."""
    return edits(version, part).filter(state=EditState.BESIDE).order_by("pk")


def tree(version: Version) -> Tree:
    """The objectives of a version with their parts and initiatives, each in its order. Circles are cut."""
    below: dict[int | None, list[Objective]] = defaultdict(list)
    serving: dict[int, list[Initiative]] = defaultdict(list)
    loose = []
    for row in objectives(version):
        below[row.parent_id].append(row)
    for initiative in initiatives(version):
        served = list(initiative.objectives.all())
        for objective in served:
            serving[objective.pk].append(initiative)
        if not served:
            loose.append(initiative)

    def grown(parent: int | None) -> list[Branch]:
        return [Branch(row, grown(row.pk), serving[row.pk]) for row in below[parent]]

    return Tree(grown(None), loose)


def progress(aim: Aim, today: dt.date) -> Progress:
    """How far an aim has come by a day, with a live figure where the portal counts it."""
    baseline = baseline_of(aim)
    milestones = sorted(aim.milestones.all(), key=lambda one: one.ends_on)
    target = next((one for one in milestones if one.ends_on >= today), milestones[-1] if milestones else None)
    indicator = aim.indicator
    actual = readings.now(indicator) if indicator.measure else readings.latest(indicator)
    value = None if actual is None or actual.value is None else float(actual.value)
    way = _share(baseline, None if target is None else float(target.value), value)
    time = _time(aim.baseline_on, target, today)
    return Progress(baseline, target, actual, way, time, _state(indicator.rises, target, value, way, time, today))


def baseline_of(aim: Aim) -> float | None:
    """How an aim stood before: as its source says, or counted from records for the day of the baseline."""
    if aim.baseline is not None:
        return float(aim.baseline)
    measure = readings.measure_of(aim.indicator)
    if measure is None or aim.baseline_on is None:
        return None
    period = period_of(aim.baseline_on, aim.indicator.cadence)
    key = f"baseline/{measure.key}/{measure.version}/{period.start}/{period.end}"
    kept: Figure | None = cache.get(key)
    if kept is None:
        kept = measure.read(period)
        cache.set(key, kept, FRESH)
    return kept.value


def spent(version: Version) -> list[Spent]:
    """The money of each initiative of a version, one row a currency, in the order of the initiatives."""
    planned: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    committed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    paid: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for key, currency, sure, amount in version.budgets.values_list(
        "initiative__key", "currency", "is_committed", "amount"
    ):
        planned[key, currency] += amount
        committed[key, currency] += amount if sure else Decimal(0)
    rows = Payment.objects.filter(strategy=version.strategy_id).order_by()
    for key, currency, kind, amount in rows.values_list("initiative", "currency", "kind").annotate(Sum("amount")):
        paid[key, currency][kind] = amount
    order = Initiative.objects.filter(version=version).values_list("key", flat=True)
    place = {key: number for number, key in enumerate(order)}
    found = [one for one in {*planned, *paid} if one[0] in place]
    return [
        Spent(*one, planned[one], committed[one], paid[one])
        for one in sorted(found, key=lambda one: (place[one[0]], one))
    ]


def _share(baseline: float | None, target: float | None, value: float | None) -> float | None:
    if baseline is None or target is None or value is None or target == baseline:
        return None
    return (value - baseline) / (target - baseline)


def _time(start: dt.date | None, target: Milestone | None, today: dt.date) -> float | None:
    if start is None or target is None or target.ends_on <= start:
        return None
    return min(1.0, max(0.0, (today - start).days / (target.ends_on - start).days))


def _state(
    rises: bool, target: Milestone | None, value: float | None, way: float | None, time: float | None, today: dt.date
) -> Way:
    if target is None:
        return Way.NO_TARGET
    if value is None:
        return Way.UNKNOWN
    goal = float(target.value)
    if (value >= goal) if rises else (value <= goal):
        return Way.REACHED
    if target.ends_on < today:
        return Way.MISSED
    if way is None or time is None:
        return Way.UNKNOWN
    return Way.ON_WAY if way >= time else Way.BEHIND
