"""Aims, money and partners of a version in; the same as its pages show them, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from portal.faces.charts.lines import percent
from portal.faces.kit.numbers import day
from portal.faces.strategy.figures import coverage, in_words, interval
from portal.ground.languages.said import said
from portal.strategy.plan import looks
from portal.strategy.plan.models import Aim, Partner, Role, RoleKind, Version


@dataclass(frozen=True, slots=True)
class ShownAim:
    """An indicator of an objective or an initiative: how it stood, stands and should stand, in words."""

    name: str
    href: str
    now: str
    notes: tuple[str, ...]
    wanted: tuple[str, ...]
    state: looks.Way
    note: str


def _wanted(known: looks.Progress, unit: str) -> tuple[str, ...]:
    """How it stood before and how it should stand, in sentences; what nobody knows or set is left out."""
    told = []
    if known.baseline is not None:
        told.append(_("Before: %(value)s.") % {"value": in_words(known.baseline, unit)})
    if known.target is not None:
        given = {"value": in_words(known.target.value, unit), "day": day(known.target.ends_on)}
        told.append(_("Target: %(value)s by %(day)s.") % given)
    if known.share_of_way is not None:
        told.append(_("So much of the way is done: %(share)s.") % {"share": percent(known.share_of_way)})
    return tuple(told)


def aims(found: Iterable[Aim]) -> list[ShownAim]:
    """Aims as a page shows them."""
    return [_aim(one) for one in found]


def _aim(aim: Aim) -> ShownAim:
    unit = aim.indicator.unit
    known = looks.progress(aim, timezone.localdate())
    now = known.actual
    notes = [] if now is None else [interval(now.low, now.high, unit), coverage(now)]
    until = getattr(now, "ends_on", None)
    if until is not None:
        notes.append(_("as of %(day)s") % {"day": day(until)})
    return ShownAim(
        name=aim.indicator.name,
        href=reverse("indicator", args=[aim.version.strategy.slug, aim.indicator.slug]),
        now=in_words(now.value if now else None, unit),
        notes=tuple(each for each in notes if each),
        wanted=_wanted(known, unit),
        state=known.state,
        note=said(aim.about),
    )


@dataclass(frozen=True, slots=True)
class ShownPartner:
    """A partner of a version with what it does, in words."""

    partner: Partner
    does: tuple[str, ...]
    sources: tuple[str, ...]


def partners(roles: Iterable[Role]) -> list[ShownPartner]:
    """Partners in the order of their names, each once, with every role that it has."""
    found: dict[Partner, list[Role]] = {}
    for role in roles:
        found.setdefault(role.partner, []).append(role)
    shown = [
        ShownPartner(
            partner,
            _does(held),
            tuple(dict.fromkeys(role.source for role in held if role.source)),
        )
        for partner, held in found.items()
    ]
    return sorted(shown, key=lambda one: one.partner.name.casefold())


def _does(held: Iterable[Role]) -> tuple[str, ...]:
    """What a partner does, each kind once with all it is done for."""
    kinds: dict[str, list[str]] = {}
    for role in held:
        kinds.setdefault(role.kind, []).append(role.initiative.name if role.initiative else _("the whole strategy"))
    return tuple(f"{RoleKind(kind).label}: {', '.join(dict.fromkeys(names))}" for kind, names in kinds.items())


def money(amount: Any, currency: str) -> str:
    """An amount with its currency: "10,000 EUR"."""
    whole = amount == amount.to_integral_value()
    return f"{number_format(amount, 0 if whole else 2, force_grouping=True)} {currency}"


def objectives(version: Version, tree: looks.Tree) -> list[dict[str, Any]]:
    """Every objective of a version with its depth, its aims and its initiatives, each after the one above it."""
    of: dict[int | None, list[Aim]] = {}
    for aim in looks.aims(version):
        of.setdefault(aim.objective_id, []).append(aim)
    return [
        {
            "objective": branch.objective,
            "level": level,
            "aims": aims(of.get(branch.objective.pk, ())),
            "initiatives": branch.initiatives,
        }
        for level, branch in tree.walk()
    ]
