"""A version in; the same version held for one transaction, and its parts by their names in edits and ledger, out."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from portal.ground.ledger.acts import record
from portal.ground.moves import NotAllowedError
from portal.strategy.plan.fields import KINDS, PlanError
from portal.strategy.plan.models import Activity, Aim, Initiative, Objective, Risk, Strategy, Version
from portal.strategy.plan.states import VersionState

_KEY = re.compile("[A-Za-z0-9_-]{1,60}")
Row = Version | Objective | Initiative | Activity | Risk | Aim
"""What has an edition, so that two who write at once lose nothing."""


def hold(version: Version) -> Version:
    """The version as it stands now; nobody else who holds it goes on before this transaction ends."""
    return Version.objects.select_for_update(no_key=True).select_related(None).get(pk=version.pk)


def hold_draft(version: Version) -> Version:
    """The same, of a draft. Raises NotAllowedError for any other: what is in force never changes."""
    held = hold(version)
    if held.state != VersionState.DRAFT:
        raise NotAllowedError(_("This version is in force or was replaced, so it cannot be changed."))
    return held


def hold_strategy(strategy: Strategy) -> Strategy:
    """The strategy as it stands now; nobody else who holds it goes on before this transaction ends."""
    return Strategy.objects.select_for_update(no_key=True).get(pk=strategy.pk)


def kind_of(row: Row) -> str:
    """The word for what a row is: `objective` and the like, `aim`, `version`."""
    return type(row).__name__.lower()


def part_of(row: Row) -> str:
    """What edits and the ledger call a part: `objective/key`, `aim/objective/key/indicator`, `version`."""
    if isinstance(row, Version):
        return "version"
    if isinstance(row, Aim):
        whose = row.objective or row.initiative
        assert whose is not None
        return f"aim/{kind_of(whose)}/{whose.key}/{row.indicator.slug}"
    return f"{kind_of(row)}/{row.key}"


def version_of(row: Row) -> Version:
    """The version that a row belongs to, or is."""
    return row if isinstance(row, Version) else row.version


def at(version: Version, part: str) -> Row | None:
    """The part of a version by its name, as it stands now; None where it was removed."""
    kind, _slash, key = part.partition("/")
    if kind == "version":
        return version
    if kind == "aim":
        whose, key, slug = key.split("/")
        aims = Aim.objects.filter(version=version, indicator__slug=slug, **{f"{whose}__key": key})
        return aims.select_related("indicator", "objective", "initiative").first()
    return KINDS[kind].objects.filter(version=version, key=key).first()


def clean_key(key: str) -> str:
    """A key as it is kept. Raises PlanError at `key` for one that would not do in an address."""
    if not _KEY.fullmatch(key):
        raise PlanError("key", _("Use letters from a to z, digits and hyphens, at most 60."))
    return key


def note(verb: str, version: Version, by: str, part: str, **facts: Any) -> None:
    """Write one row of the ledger about a part of a version."""
    record(f"plan.{verb}", version.subject, by, {"part": part, **facts})
