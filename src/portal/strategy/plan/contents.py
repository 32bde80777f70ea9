"""A version in; all that it says, as plain data with natural keys alone and always in one order, out; and back again.

Partners are told in full, since others must be able to read it alone; the digest leaves them out, since they belong to
the strategy and may change after a version is sealed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ground.ledger.acts import record
from portal.ground.ledger.chain import canonical
from portal.ground.moves import NotAllowedError
from portal.strategy.plan.fields import FIELDS, PlanError, cleaned, plain, read
from portal.strategy.plan.models import (
    Activity,
    Aim,
    Budget,
    Dependency,
    Initiative,
    Objective,
    Partner,
    Risk,
    Role,
    Strategy,
    Version,
)
from portal.strategy.plan.rules import write
from portal.strategy.plan.states import VersionState

Contents = dict[str, Any]
KEYED: dict[str, type[Objective | Initiative | Activity | Risk]] = {
    "objectives": Objective,
    "initiatives": Initiative,
    "activities": Activity,
    "risks": Risk,
}
LOOSE: dict[str, type[Dependency | Role | Budget | Aim]] = {
    "dependencies": Dependency,
    "roles": Role,
    "budgets": Budget,
    "aims": Aim,
}
_REFERS = {
    Objective: ("parent",),
    Initiative: ("responsible",),
    Activity: ("initiative",),
    Risk: ("objective", "initiative", "responsible"),
    Dependency: ("initiative", "needs"),
    Role: ("partner", "initiative"),
    Budget: ("initiative", "payer"),
    Aim: ("objective", "initiative", "indicator"),
}
_LISTS = {Initiative: ("objectives",), Aim: ("milestones",)}


def contents(version: Version) -> Contents:
    """All that a version says, canonical: what JSON takes, natural keys alone, the same for the same words."""
    said: Contents = {name: read(version, name) for name in FIELDS[Version]}
    said["starts_on"] = plain(version.starts_on)
    for name, model in KEYED.items():
        rows = [{"key": row.key, **_fields(row)} for row in _rows(model, version)]
        said[name] = sorted(rows, key=lambda row: str(row["key"]))
    for name, other in LOOSE.items():
        said[name] = sorted((_fields(row) for row in _rows(other, version)), key=canonical)
    named = {row["responsible"] for name in ("initiatives", "risks") for row in said[name]}
    named |= {row["partner"] for row in said["roles"]} | {row["payer"] for row in said["budgets"]}
    partners = version.strategy.partners.filter(slug__in=named - {None}).order_by("slug")
    said["partners"] = [{"slug": partner.slug, **_fields(partner)} for partner in partners]
    return said


def digest(said: Mapping[str, Any]) -> str:
    """The sha256, in hex, of the contents of a version, without what is told of its partners."""
    return hashlib.sha256(canonical({name: value for name, value in said.items() if name != "partners"})).hexdigest()


@transaction.atomic
def restore(strategy: Strategy, said: Mapping[str, Any], by: str) -> Version:
    """Write contents into a new draft of a strategy; partners that it does not know yet are added.

    Raises PlanError, its field `part:field`, where something cannot stand; NotAllowedError while there is a draft.
    """
    version = new_draft(strategy, by)
    fill(version, said)
    record("version.restored", version.subject, by, {"sha256": digest(contents(version))})
    return version


def new_draft(strategy: Strategy, by: str) -> Version:
    """The next version of a strategy, empty, based on the one in force. Raises NotAllowedError while there is a draft.

    Call it in a transaction.
    """
    strategy = Strategy.objects.select_for_update(no_key=True).get(pk=strategy.pk)
    if strategy.versions.filter(state=VersionState.DRAFT).exists():
        raise NotAllowedError(_("A version is being prepared already."))
    base = strategy.versions.filter(state=VersionState.IN_FORCE).first()
    number = (strategy.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = Version.objects.create(
        strategy=strategy, number=number, based_on=base, made_by=by, made_at=timezone.now()
    )
    record("version.begun", version.subject, by, {"number": number, "from": base.number if base else None})
    return version


def fill(version: Version, said: Mapping[str, Any]) -> None:
    """Write contents into a draft that is empty. Raises PlanError, its field `part:field`."""
    with _at("version"):
        version.starts_on = dt.date.fromisoformat(said["starts_on"]) if said.get("starts_on") else None
        write(version, cleaned(Version, version, _known(Version, said)))
    for row in said.get("partners", ()):
        _partner(version.strategy, row)
    for row in said.get("objectives", ()):
        _write(Objective(version=version, key=row["key"]), {**row, "parent": None})
    for row in said.get("objectives", ()):
        if row.get("parent"):
            _write(Objective.objects.get(version=version, key=row["key"]), {"parent": row["parent"]})
    for name in ("initiatives", "activities", "risks"):
        for row in said.get(name, ()):
            _write(KEYED[name](version=version, key=row["key"]), row)
    for name, model in LOOSE.items():
        for row in said.get(name, ()):
            _write(model(version=version), row)


def _partner(strategy: Strategy, row: Mapping[str, Any]) -> None:
    if strategy.partners.filter(slug=row["slug"]).exists():
        return
    with _at(f"partner/{row['slug']}"):
        write(Partner(strategy=strategy, slug=row["slug"]), cleaned(Partner, strategy, _known(Partner, row)))


def _write(row: Any, values: Mapping[str, Any]) -> None:
    model = type(row)
    key = getattr(row, "key", "") or values.get("indicator") or values.get("partner") or values.get("initiative") or ""
    with _at(f"{model.__name__.lower()}/{key}"):
        write(row, cleaned(model, row.version, _known(model, values)))


def _known(model: type[Model], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS[model] if name in values}


def _fields(row: Model) -> dict[str, Any]:
    return {name: read(row, name) for name in FIELDS[type(row)]}


def _rows(model: Any, version: Version) -> Any:
    found = model.objects.filter(version=version).select_related(*_REFERS[model])
    return found.prefetch_related(*_LISTS.get(model, ()))


@contextmanager
def _at(part: str) -> Iterator[None]:
    try:
        yield
    except PlanError as error:
        raise PlanError(f"{part}:{error.field}", error.message) from error
