"""Organisations, what they do, and what initiatives need of each other, in; partners, roles, dependencies out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.ground.ledger.acts import record
from portal.strategy.plan.acts.base import clean_key, hold_draft, hold_strategy, note
from portal.strategy.plan.fields import PlanError, cleaned
from portal.strategy.plan.models import Dependency, Initiative, Partner, Role, Strategy, Version
from portal.strategy.plan.rules import write


@transaction.atomic
def add_partner(strategy: Strategy, by: str, slug: str, /, **values: Any) -> Partner:
    """Add an organisation to a strategy; it stays in every version. Raises PlanError at the field."""
    strategy = hold_strategy(strategy)
    if strategy.partners.filter(slug=clean_key(slug)).exists():
        raise PlanError("slug", _("Another one has this key."))
    partner = Partner(strategy=strategy, slug=slug)
    write(partner, cleaned(Partner, strategy, values))
    record("partner.added", strategy.subject, by, {"partner": slug})
    return partner


@transaction.atomic
def change_partner(partner: Partner, by: str, /, **values: Any) -> Partner:
    """Change what is known of an organisation, in every version at once. Raises PlanError at the field."""
    strategy = hold_strategy(partner.strategy)
    partner.refresh_from_db()
    write(partner, cleaned(Partner, strategy, values))
    record("partner.changed", strategy.subject, by, {"partner": partner.slug, "fields": sorted(values)})
    return partner


@transaction.atomic
def set_role(
    version: Version,
    by: str,
    partner: Partner | str,
    kind: str,
    /,
    initiative: Initiative | str | None = None,
    **values: Any,
) -> Role:
    """Say what a partner does in an initiative of a draft, or in the whole; once, with its source.

    Raises PlanError at the field that cannot stand, NotAllowedError for what is no draft.
    """
    version = hold_draft(version)
    made = cleaned(Role, version, {"partner": partner, "kind": kind, "initiative": initiative})
    cited = cleaned(Role, version, values)
    role, _made = Role.objects.update_or_create(version=version, **made, defaults=cited)
    note("role-set", version, by, _place(role), partner=role.partner.slug, kind=role.kind)
    return role


@transaction.atomic
def drop_role(role: Role, by: str) -> None:
    """Take a role out of a draft. Raises NotAllowedError for what is no draft."""
    version = hold_draft(role.version)
    note("role-dropped", version, by, _place(role), partner=role.partner.slug, kind=role.kind)
    role.delete()


@transaction.atomic
def add_dependency(
    version: Version,
    by: str,
    initiative: Initiative | str,
    needs: Initiative | str,
    /,
    about: Mapping[str, str] | None = None,
) -> Dependency:
    """Say that an initiative of a draft cannot go on without another one. Raises PlanError, also for a circle."""
    version = hold_draft(version)
    made = cleaned(Dependency, version, {"initiative": initiative, "needs": needs, "about": about or {}})
    row = Dependency(version=version)
    if Dependency.objects.filter(initiative=made["initiative"], needs=made["needs"]).exists():
        raise PlanError("needs", _("This is written down already."))
    write(row, made)
    note("dependency-added", version, by, f"initiative/{row.initiative.key}", needs=row.needs.key)
    return row


@transaction.atomic
def drop_dependency(dependency: Dependency, by: str) -> None:
    """Take a dependency out of a draft. Raises NotAllowedError for what is no draft."""
    version = hold_draft(dependency.version)
    part = f"initiative/{dependency.initiative.key}"
    note("dependency-dropped", version, by, part, needs=dependency.needs.key)
    dependency.delete()


def _place(role: Role) -> str:
    return f"initiative/{role.initiative.key}" if role.initiative else "version"
