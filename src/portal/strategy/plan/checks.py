"""A version in; what contradicts itself in it, or is missing, at its part and field, out."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.strategy.plan.models import Aim, Budget, Initiative, Payment, RoleKind, Version
from portal.strategy.plan.rules import circle, needs_of, parents_of

RESPONSIBLE = (RoleKind.ACCOUNTABLE, RoleKind.IMPLEMENTING)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a field of a part, in the reader's language. `stops`: the version cannot be published so."""

    part: str
    field: str
    message: str
    stops: bool = True


def problems(version: Version) -> list[Problem]:
    """Everything wrong in a version: first what stops it from being published, then what is only missing."""
    found = [*_circles(version), *_aims(version), *_money(version), *_initiatives(version)]
    return sorted(found, key=lambda problem: (not problem.stops, problem.part, problem.field))


def _circles(version: Version) -> Iterator[Problem]:
    parents, needs = parents_of(version), needs_of(version)
    for key in parents:
        if circle(parents, key):
            words = _("An objective cannot be a part of itself, nor of one of its parts.")
            yield Problem(f"objective/{key}", "parent", words)
    for key in list(needs):
        if circle(needs, key):
            yield Problem(f"initiative/{key}", "needs", _("These initiatives would wait for each other."))


def _aims(version: Version) -> Iterator[Problem]:
    rows = version.aims.select_related("indicator", "objective", "initiative").prefetch_related("milestones")
    for aim in rows:
        spans = sorted((one.starts_on, one.ends_on) for one in aim.milestones.all())
        if any(later[0] <= earlier[1] for earlier, later in itertools.pairwise(spans)):
            yield Problem(_named(aim), "milestones", _("Two periods overlap."))
        if not spans:
            continue
        if aim.baseline_on is None:
            words = _("A target needs a baseline: say how it stood before, and on which day.")
            yield Problem(_named(aim), "baseline_on", words)
        elif aim.baseline is None and not aim.indicator.measure:
            yield Problem(_named(aim), "baseline", _("A target needs a baseline: say how it stood before."))
        elif spans[0][1] < aim.baseline_on:
            yield Problem(_named(aim), "baseline_on", _("The first target is due before the day of the baseline."))


def _money(version: Version) -> Iterator[Problem]:
    currencies: dict[str, set[str]] = defaultdict(set)
    spans: dict[tuple[str, int | None, bool], list[Budget]] = defaultdict(list)
    for budget in version.budgets.select_related("initiative"):
        currencies[budget.initiative.key].add(budget.currency)
        spans[budget.initiative.key, budget.payer_id, budget.is_committed].append(budget)
    for key, currency in Payment.objects.filter(strategy=version.strategy_id).values_list("initiative", "currency"):
        currencies[key].add(currency)
    for key, used in currencies.items():
        if len(used) > 1:
            words = _("The money of this initiative is in several currencies: %(currencies)s. Convert them to one.")
            yield Problem(f"initiative/{key}", "currency", words % {"currencies": ", ".join(sorted(used))})
    for (key, _payer, _committed), rows in spans.items():
        rows.sort(key=lambda row: row.starts_on)
        if any(later.starts_on <= earlier.ends_on for earlier, later in itertools.pairwise(rows)):
            yield Problem(f"initiative/{key}", "budgets", _("Two periods overlap."))


def _initiatives(version: Version) -> Iterator[Problem]:
    rows = Initiative.objects.filter(version=version).prefetch_related("objectives", "roles")
    for row in rows:
        part = f"initiative/{row.key}"
        if not row.objectives.all():
            yield Problem(part, "objectives", _("This initiative serves no objective."), stops=False)
        answers = any(role.kind in RESPONSIBLE for role in row.roles.all())
        if not (row.responsible_id or row.role or answers):
            yield Problem(part, "responsible", _("Nobody is responsible for this initiative."), stops=False)


def _named(aim: Aim) -> str:
    if aim.objective:
        return f"aim/objective/{aim.objective.key}/{aim.indicator.slug}"
    assert aim.initiative is not None
    return f"aim/initiative/{aim.initiative.key}/{aim.indicator.slug}"
