"""Rows that a file says in; a draft of a strategy that says them too, and what changed in it, out.

What the file does not mention stays. Rows go through the acts of plan and readings, so what cannot stand there cannot
come in here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ground.languages.said import said
from portal.ground.measures import Figure, Period, all_measures
from portal.indicator.readings import acts as readings
from portal.indicator.readings import looks as read
from portal.indicator.readings.models import Indicator
from portal.strategy.donor.faults import UploadError
from portal.strategy.donor.own import Row
from portal.strategy.donor.rows import Rows, reading_row, row_of
from portal.strategy.plan import acts, labels, looks
from portal.strategy.plan.contents import KEYED, LOOSE, restore
from portal.strategy.plan.fields import FIELDS, KINDS, PlanError
from portal.strategy.plan.models import Budget, Dependency, Partner, Role, Strategy, Version

_OF_THE_PORTAL = ("number", "state", "ends_on", "made_on")
_FROM_ELSEWHERE = ("names", "about", "state", "starts_on", "ends_on")
_KINDS: dict[str, Any] = {
    **labels.KINDS,
    "partner": labels.LABELS["partner"],
    "indicator": labels.LABELS["indicator"],
    "role": gettext_lazy("Role"),
    "dependency": gettext_lazy("Dependency"),
    "budget": gettext_lazy("Budget"),
    "payment": gettext_lazy("Payment"),
    "reading": gettext_lazy("Reading"),
}
_SINGLE = {"objectives": "objective", "initiatives": "initiative", "activities": "activity", "risks": "risk"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a file changes. `kind` and `key`: of what; `name`: in words; `fields`: which; empty: it is new."""

    kind: str
    key: str
    name: str
    fields: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What it is, in the language of the reader."""
        return str(_KINDS[self.kind])

    @property
    def is_new(self) -> bool:
        """Whether it was not there before."""
        return not self.fields


@dataclass
class Taken:
    """What came of taking rows in."""

    version: Version | None = None
    changes: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def enter(strategy: Strategy, rows: Rows, by: str, source: str, is_whole: bool) -> Taken:
    """Write rows into the draft of a strategy, which is begun where there is none. `source`: the file, for readings.

    A whole file of ours fills an empty strategy as it was. Raises UploadError at the part that cannot stand. Must be
    called in a transaction.
    """
    taken = Taken()
    _indicators(rows, by, taken)
    if is_whole and not strategy.versions.exists():
        taken.version = _restored(strategy, rows, by, taken)
    elif rows.initiatives or rows.budgets or rows.aims or is_whole:
        taken.version = looks.draft(strategy) or acts.begin_version(strategy, by)
        _partners(strategy, rows, by, taken, change=is_whole)
        _parts(taken.version, rows, by, taken, is_whole)
        _loose(taken.version, rows, by, taken, is_whole)
        _aims(taken.version, rows, by, taken, is_whole)
    _payments(strategy, rows, by, taken)
    _readings(rows, by, source, taken)
    return taken


def _restored(strategy: Strategy, rows: Rows, by: str, taken: Taken) -> Version:
    told = {name: rows.strategy[name] for name in FIELDS[Strategy] if name in rows.strategy}
    lists = {name: getattr(rows, name) for name in (*KEYED, *LOOSE, "partners")}
    version = {name: value for name, value in rows.version.items() if name not in _OF_THE_PORTAL}
    with _told("strategy"):
        acts.change_strategy(strategy, by, **told)
        made = restore(strategy, {**version, **lists}, by)
    for partner in rows.partners:
        taken.changes.append(Change("partner", partner["slug"], said(partner["names"])))
    for name, kind in _SINGLE.items():
        taken.changes += [Change(kind, row["key"], said(row["names"])) for row in getattr(rows, name)]
    for kind, found in (("role", rows.roles), ("budget", rows.budgets), ("aim", rows.aims)):
        taken.changes += [_loose_change(kind, row) for row in found]
    return made


def _partners(strategy: Strategy, rows: Rows, by: str, taken: Taken, *, change: bool) -> None:
    for row in rows.partners:
        values = {name: row[name] for name in FIELDS[Partner] if name in row}
        partner = strategy.partners.filter(slug=row["slug"]).first()
        with _told(f"partner {row['slug']}"):
            if partner is None:
                acts.add_partner(strategy, by, row["slug"], **values)
                taken.changes.append(Change("partner", row["slug"], said(row["names"])))
            elif change and (touched := _touched(row_of(partner), values)):
                acts.change_partner(partner, by, **{name: values[name] for name in touched})
                taken.changes.append(Change("partner", row["slug"], said(row["names"]), touched))


def _parts(version: Version, rows: Rows, by: str, taken: Taken, is_whole: bool) -> None:
    """Objectives, initiatives, steps and risks; parents of objectives last, since they may come later in the file."""
    for name, kind in _SINGLE.items():
        for row in getattr(rows, name):
            values = {field: row[field] for field in FIELDS[KINDS[kind]] if field in row}
            if kind == "objective":
                values.pop("parent", None)
            _part(version, kind, row["key"], values, by, taken, is_whole)
    for row in rows.objectives:
        if row.get("parent"):
            _part(version, "objective", row["key"], {"parent": row["parent"]}, by, taken, True)
    if is_whole:
        values = {name: rows.version[name] for name in FIELDS[Version] if name in rows.version}
        if touched := _touched(row_of(version), values):
            with _told("version"):
                acts.change(version, version.edition, by, **{name: values[name] for name in touched})
            taken.changes.append(Change("version", str(version.number), version.name, touched))


def _part(
    version: Version, kind: str, key: str, values: Mapping[str, Any], by: str, taken: Taken, is_whole: bool
) -> None:
    found = KINDS[kind].objects.filter(version=version, key=key).first()
    with _told(f"{kind} {key}"):
        if found is None:
            row = acts.add(version, kind, by, key, **values)
            taken.changes.append(Change(kind, key, row.name))
            return
        told = values if is_whole else {name: values[name] for name in _FROM_ELSEWHERE}
        if touched := _touched(row_of(found), told):
            acts.change(found, found.edition, by, **{name: told[name] for name in touched})
            taken.changes.append(Change(kind, key, found.name, touched))


def _loose(version: Version, rows: Rows, by: str, taken: Taken, is_whole: bool) -> None:
    """Dependencies, roles and budgets that are not there yet; one that cannot stand comes back as a warning."""

    def role(row: Row) -> None:
        acts.set_role(
            version, by, row["partner"], row["kind"], row["initiative"], source=row["source"], as_of=row["as_of"]
        )

    def dependency(row: Row) -> None:
        acts.add_dependency(version, by, row["initiative"], row["needs"], row["about"])

    def budget(row: Row) -> None:
        acts.add_budget(version, by, **row)

    kinds: tuple[tuple[str, Any, list[Row], Callable[[Row], None]], ...] = (
        ("dependency", Dependency, rows.dependencies, dependency),
        ("role", Role, rows.roles, role),
        ("budget", Budget, rows.budgets, budget),
    )
    for kind, model, found, write in kinds:
        there = [row_of(one) for one in model.objects.filter(version=version)]
        for row in found:
            if row not in there:
                place = rows.places.get(id(row), f"{kind} {row.get('initiative') or ''}")
                _try(taken, place, is_whole or bool(rows.places), write, row, _loose_change(kind, row))


def _aims(version: Version, rows: Rows, by: str, taken: Taken, is_whole: bool) -> None:
    def write(row: Row) -> None:
        whose, key = ("objective", row["objective"]) if row["objective"] else ("initiative", row["initiative"])
        part = KINDS[whose].objects.get(version=version, key=key)
        values = {name: value for name, value in row.items() if name not in ("objective", "initiative", "indicator")}
        aim = version.aims.filter(indicator__slug=row["indicator"], **{whose: part}).first()
        if aim is None:
            acts.add_aim(version, by, part, row["indicator"], **values)  # type: ignore[arg-type]
        else:
            acts.change_aim(aim, aim.edition, by, **values)

    there = [row_of(one) for one in version.aims.select_related("indicator", "objective", "initiative")]
    for row in rows.aims:
        if row not in there:
            place = f"aim {row['objective'] or row['initiative']} {row['indicator']}"
            _try(taken, place, is_whole, write, row, _loose_change("aim", row))


def _payments(strategy: Strategy, rows: Rows, by: str, taken: Taken) -> None:
    def write(row: Row) -> None:
        acts.add_payment(strategy, by, **row)

    there = [row_of(one) for one in strategy.payments.select_related("payer", "payee")]
    for row in rows.payments:
        if row not in there:
            place = rows.places.get(id(row), f"payment {row['initiative']} {row['on']}")
            _try(taken, place, bool(rows.places), write, row, _loose_change("payment", row))


def _indicators(rows: Rows, by: str, taken: Taken) -> None:
    for row in rows.indicators:
        if Indicator.objects.filter(slug=row["slug"]).exists():
            continue
        values = {name: value for name, value in row.items() if name not in ("slug", "names", "measure", "unit")}
        measure = row["measure"] if row["measure"] in all_measures() else ""
        if measure:
            values.pop("rises", None)
        with _told(f"indicator {row['slug']}"):
            readings.make_indicator(by, row["slug"], row["names"], measure=measure, unit=row["unit"], **values)
        taken.changes.append(Change("indicator", row["slug"], said(row["names"])))


def _readings(rows: Rows, by: str, source: str, taken: Taken) -> None:
    """Figures that people enter; what the portal counts itself is never taken from a file."""

    def write(row: Row) -> None:
        indicator = read.indicator(row["indicator"])
        if indicator is not None:
            _enter(indicator, row, by)

    for row in rows.readings:
        indicator = read.indicator(row["indicator"])
        if indicator is None or indicator.measure:
            continue
        place = rows.places.get(id(row), f"reading {indicator.slug} {row['starts_on']}")
        if not row["starts_on"] or not row["ends_on"] or row["ends_on"] < row["starts_on"]:
            taken.warnings.append(f"{place}: {_('A period ends on its first day or later.')}")
            continue
        told = {**row, "source": row["source"] or source, "as_of": row["as_of"] or timezone.localdate().isoformat()}
        found = read.reading_of(indicator, _period(row))
        if not found or not _same_figure(reading_row(found), told):
            words = f"{row['starts_on']}–{row['ends_on']}: {row['value']}"
            _try(taken, place, bool(rows.places), write, told, Change("reading", indicator.slug, words))


def _enter(indicator: Indicator, row: Row, by: str) -> None:
    parts = {split: {part: Figure(*one) for part, one in found.items()} for split, found in row["parts"].items()}
    readings.enter(
        indicator,
        _period(row),
        _decimal(row["value"]),
        by,
        source=row["source"],
        as_of=dt.date.fromisoformat(row["as_of"]),
        low=_decimal(row["low"]),
        high=_decimal(row["high"]),
        parts=parts,
        narrative=row["narrative"],
        confidence=row["confidence"],
    )


def _same_figure(now: Row, told: Row) -> bool:
    return all(now[name] == told[name] for name in ("value", "low", "high", "source", "narrative"))


def _period(row: Row) -> Period:
    return Period(dt.date.fromisoformat(row["starts_on"]), dt.date.fromisoformat(row["ends_on"]))


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _touched(now: Mapping[str, Any], told: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields that would change; a text is only overwritten in the languages that are told."""
    return tuple(
        name
        for name, value in told.items()
        if (any(now[name].get(k) != v for k, v in value.items()) if isinstance(value, dict) else now[name] != value)
    )


def _loose_change(kind: str, row: Row) -> Change:
    words = [
        row.get(name) for name in ("partner", "kind", "indicator", "needs", "amount", "currency", "on", "starts_on")
    ]
    key = row.get("initiative") or row.get("objective") or ""
    return Change(kind, str(key), " ".join(str(word) for word in words if word))


@contextmanager
def _told(place: str) -> Iterator[None]:
    """Whatever cannot stand is told at a part and its field."""
    try:
        yield
    except (PlanError, readings.ReadingError) as error:
        raise UploadError(f"{place}: {error.field}", error.message) from error


def _try(taken: Taken, place: str, is_strict: bool, write: Callable[[Row], None], row: Row, change: Change) -> None:
    """Write one row; from a file of others, one that cannot stand is told and left out."""
    try:
        with transaction.atomic(), _told(place):
            write(row)
    except UploadError as error:
        if is_strict:
            raise
        taken.warnings.append(str(error))
    else:
        taken.changes.append(change)
