"""Indicators of objectives and initiatives, with baselines and milestones, in; aims of a draft out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.indicator.readings.models import Indicator
from portal.strategy.plan.acts.base import hold_draft, kind_of
from portal.strategy.plan.acts.parts import begin, change, remove
from portal.strategy.plan.fields import PlanError, cleaned
from portal.strategy.plan.models import Aim, Edit, Initiative, Objective, Version


@transaction.atomic
def add_aim(
    version: Version, by: str, whose: Objective | Initiative, indicator: Indicator | str, /, **values: Any
) -> Aim:
    """Give an objective or an initiative of a draft an indicator. `milestones` may be among the values.

    Raises PlanError at the field that cannot stand, NotAllowedError for what is no draft.
    """
    version = hold_draft(version)
    kind = kind_of(whose)
    made = cleaned(Aim, version, {kind: whose, "indicator": indicator})
    if Aim.objects.filter(version=version, **made).exists():
        raise PlanError("indicator", _("It has this indicator already."))
    aim = Aim(version=version, **made)
    begin(aim, by, values)
    return aim


def change_aim(aim: Aim, base: int, by: str, /, **values: Any) -> Edit:
    """Write into an aim, as `change` does with any part."""
    return change(aim, base, by, **values)


def drop_aim(aim: Aim, by: str) -> Edit:
    """Take an aim out of a draft, as it stands now; the edit keeps what it said. Raises NotAllowedError."""
    aim.refresh_from_db(fields=["edition"])
    return remove(aim, aim.edition, by)


def set_milestones(aim: Aim, rows: Iterable[Mapping[str, Any]], by: str) -> Edit:
    """Say anew what an aim should reach, each row with `starts_on`, `ends_on`, `value` and perhaps `about`.

    Raises PlanError at `milestones`, also where two periods overlap; NotAllowedError for what is no draft.
    """
    aim.refresh_from_db(fields=["edition"])
    return change(aim, aim.edition, by, milestones=list(rows))
