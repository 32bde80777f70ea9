"""A strategy in; its next version, as a draft and then in force and sealed, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ground.ledger.acts import record
from portal.strategy.plan.acts.base import clean_key, hold_draft, hold_strategy
from portal.strategy.plan.checks import problems
from portal.strategy.plan.contents import contents, digest, fill, new_draft
from portal.strategy.plan.fields import PlanError, cleaned
from portal.strategy.plan.models import Edit, Strategy, Version
from portal.strategy.plan.rules import write
from portal.strategy.plan.states import VERSION, EditState, VersionState

OF_ONE_VERSION = ("names", "about", "source", "as_of", "starts_on")
"""What the contents of a version say that the next one does not take over."""


@transaction.atomic
def make_strategy(by: str, slug: str, names: Mapping[str, str], organisation: str, /, **values: Any) -> Strategy:
    """Add a strategy without versions. Raises PlanError at the field that cannot stand."""
    if Strategy.objects.filter(slug=clean_key(slug)).exists():
        raise PlanError("slug", _("Another one has this key."))
    strategy = Strategy(slug=slug, made_at=timezone.now())
    write(strategy, cleaned(Strategy, strategy, {"names": names, "organisation": organisation, **values}))
    record("strategy.made", strategy.subject, by)
    return strategy


@transaction.atomic
def change_strategy(strategy: Strategy, by: str, /, **values: Any) -> Strategy:
    """Change what is known of a strategy as a whole, in every version at once. Raises PlanError at the field."""
    strategy = hold_strategy(strategy)
    write(strategy, cleaned(Strategy, strategy, values))
    record("strategy.changed", strategy.subject, by, {"fields": sorted(values)})
    return strategy


@transaction.atomic
def begin_version(strategy: Strategy, by: str) -> Version:
    """Begin the next version as a draft: a copy of the one in force, or empty where none is.

    Raises NotAllowedError while another draft is being written.
    """
    version = new_draft(strategy, by)
    base = version.based_on
    if base:
        fill(version, {name: value for name, value in contents(base).items() if name not in OF_ONE_VERSION})
    return version


@transaction.atomic
def publish(version: Version, by: str, starts_on: dt.date | None) -> Version:
    """Put a draft in force and seal it; the version before it is replaced. `starts_on`: None where nobody knows.

    Raises PlanError at the first field that cannot stand, at `edits` while words wait beside others, at `starts_on`
    for a day before that of the version before; NotAllowedError for what is no draft.
    """
    strategy = hold_strategy(version.strategy)
    version = hold_draft(version)
    if Edit.objects.filter(version=version, state=EditState.BESIDE).exists():
        raise PlanError("edits", _("Some words still wait beside others. Choose first."))
    for problem in problems(version):
        if problem.stops:
            raise PlanError(f"{problem.part}:{problem.field}", problem.message)
    before = strategy.versions.filter(state=VersionState.IN_FORCE).first()
    if before:
        if starts_on and before.starts_on and starts_on <= before.starts_on:
            raise PlanError("starts_on", _("The version before this one began later."))
        ends_on = starts_on - dt.timedelta(days=1) if starts_on else None
        VERSION.take(before, "replace", ends_on=ends_on)
    version.starts_on = starts_on
    sealed = digest({**contents(version), "starts_on": starts_on.isoformat() if starts_on else None})
    changes = {"digest": sealed, "published_by": by, "published_at": timezone.now(), "starts_on": starts_on}
    VERSION.take(version, "publish", **changes)
    record("version.published", version.subject, by, {"number": version.number, "sha256": sealed})
    return version
