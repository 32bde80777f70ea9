"""A part as it would be kept in; PlanError at the field that contradicts another, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from portal.strategy.plan.fields import PlanError, lay, put_lists
from portal.strategy.plan.models import (
    Activity,
    Aim,
    Budget,
    Dependency,
    Initiative,
    Objective,
    Partner,
    Payment,
    Strategy,
    Version,
)


def write(row: models.Model, values: Mapping[str, Any]) -> None:
    """Keep a row with cleaned values, its objectives and milestones too. Raises PlanError where they contradict."""
    lay(row, values)
    examine(row)
    row.save()
    put_lists(row, values)


def examine(row: models.Model) -> None:
    """Raise PlanError where the fields of a row, or the row and those around it, contradict each other."""
    if isinstance(row, (Strategy, Partner, Objective, Initiative)) and not row.names:
        raise PlanError("names", _("Give a name in one language at least."))
    if isinstance(row, (Initiative, Activity, Budget)):
        _in_order(row)
    if isinstance(row, Objective):
        _no_circle(row)
    if isinstance(row, Dependency):
        _no_round(row)
    if isinstance(row, Aim):
        _baseline(row)
    if isinstance(row, Budget):
        _budget(row)
    if isinstance(row, Payment):
        _payment(row)


def circle(links: Mapping[str, Iterable[str]], start: str) -> bool:
    """Whether one comes back to the start by following links."""
    seen: set[str] = set()
    ahead = list(links.get(start, ()))
    while ahead:
        one = ahead.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            ahead.extend(links.get(one, ()))
    return False


def parents_of(version: Version) -> dict[str, list[str]]:
    """Each objective's key, and the key of the wider one above it."""
    rows = Objective.objects.filter(version=version).values_list("key", "parent__key")
    return {key: [parent] if parent else [] for key, parent in rows}


def needs_of(version: Version) -> dict[str, list[str]]:
    """Each initiative's key, and the keys of those that it needs."""
    links: dict[str, list[str]] = defaultdict(list)
    for key, needed in version.dependencies.values_list("initiative__key", "needs__key"):
        links[key].append(needed)
    return links


def _in_order(row: Initiative | Activity | Budget) -> None:
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise PlanError("ends_on", _("A period ends on its first day or later."))


def _no_circle(row: Objective) -> None:
    links = {**parents_of(row.version), row.key: [row.parent.key] if row.parent else []}
    if circle(links, row.key):
        raise PlanError("parent", _("An objective cannot be a part of itself, nor of one of its parts."))


def _no_round(row: Dependency) -> None:
    links = needs_of(row.version)
    mine = [*links.get(row.initiative.key, ()), row.needs.key]
    if circle({**links, row.initiative.key: mine}, row.initiative.key):
        raise PlanError("needs", _("These initiatives would wait for each other."))


def _baseline(row: Aim) -> None:
    if row.indicator.measure and row.baseline is not None:
        raise PlanError("baseline", _("The portal counts this indicator: give only the day of the baseline."))
    if row.baseline is not None and row.baseline_on is None:
        raise PlanError("baseline_on", _("Say on which day it stood like this."))


def _budget(row: Budget) -> None:
    others = Budget.objects.filter(initiative=row.initiative).exclude(pk=row.pk)
    if others.exclude(currency=row.currency).exists() or _paid(row.version, row.initiative.key, row.currency):
        raise PlanError("currency", _("This initiative has money in another currency already. Convert one of them."))
    same = others.filter(payer=row.payer, is_committed=row.is_committed)
    if same.filter(starts_on__lte=row.ends_on, ends_on__gte=row.starts_on).exists():
        raise PlanError("starts_on", _("Two periods overlap."))


def _payment(row: Payment) -> None:
    if not row.amount:
        raise PlanError("amount", _("Give an amount."))
    if not Initiative.objects.filter(version__strategy=row.strategy, key=row.initiative).exists():
        raise PlanError("initiative", _("There is no “%(key)s” here.") % {"key": row.initiative})
    others = Payment.objects.filter(strategy=row.strategy, initiative=row.initiative).exclude(pk=row.pk)
    budgets = Budget.objects.filter(version__strategy=row.strategy, initiative__key=row.initiative)
    if any(rows.exclude(currency=row.currency).exists() for rows in (others, budgets)):
        raise PlanError("currency", _("This initiative has money in another currency already. Convert one of them."))


def _paid(version: Version, key: str, currency: str) -> bool:
    paid = Payment.objects.filter(strategy=version.strategy_id, initiative=key)
    return paid.exclude(currency=currency).exists()
