"""Plain data for tests of strategies: each function makes one thing, with what matters named by the caller."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from portal.indicator.readings.models import Indicator
from portal.strategy.plan import acts
from portal.strategy.plan.models import Activity, Aim, Initiative, Objective, Partner, Risk, Strategy, Version
from tests.portal.indicator.make import make_indicator

BY = "arta"
_numbers = itertools.count(1)


def make_names(what: str, number: int) -> dict[str, str]:
    """A name in three languages."""
    return {"en": f"{what} {number}", "sq": f"{what} nr. {number}", "sr": f"Део {number}"}


def make_strategy(**values: Any) -> Strategy:
    """A strategy of a ministry, without versions."""
    number = next(_numbers)
    slug = values.pop("slug", f"strategy-{number}")
    names = values.pop("names", make_names("Strategy", number))
    return acts.make_strategy(BY, slug, names, values.pop("organisation", "Ministry of Examples"), **values)


def make_version(strategy: Strategy | None = None, *, published: dt.date | None = None) -> Version:
    """A draft of a strategy, a new one by default; in force from a day, where one is given."""
    version = acts.begin_version(strategy or make_strategy(), BY)
    return acts.publish(version, BY, published) if published else version


def make_objective(version: Version, key: str = "", **values: Any) -> Objective:
    """An objective of a draft."""
    number = next(_numbers)
    values = {"names": make_names("Objective", number), **values}
    row = acts.add(version, "objective", BY, key or f"objective-{number}", **values)
    assert isinstance(row, Objective)
    return row


def make_initiative(version: Version, key: str = "", **values: Any) -> Initiative:
    """An initiative of a draft, with somebody who answers for it."""
    number = next(_numbers)
    values = {"names": make_names("Initiative", number), "role": "Head of unit", **values}
    row = acts.add(version, "initiative", BY, key or f"initiative-{number}", **values)
    assert isinstance(row, Initiative)
    return row


def make_activity(initiative: Initiative, key: str = "", **values: Any) -> Activity:
    """A step of an initiative of a draft."""
    number = next(_numbers)
    values = {"names": make_names("Activity", number), "initiative": initiative, **values}
    row = acts.add(initiative.version, "activity", BY, key or f"activity-{number}", **values)
    assert isinstance(row, Activity)
    return row


def make_risk(version: Version, key: str = "", **values: Any) -> Risk:
    """A risk of a draft."""
    number = next(_numbers)
    values = {"names": make_names("Risk", number), "likelihood": 2, "impact": 3, **values}
    row = acts.add(version, "risk", BY, key or f"risk-{number}", **values)
    assert isinstance(row, Risk)
    return row


def make_partner(strategy: Strategy, slug: str = "", **values: Any) -> Partner:
    """An organisation that takes part."""
    number = next(_numbers)
    values = {"names": make_names("Partner", number), "iati_type": "22", **values}
    return acts.add_partner(strategy, BY, slug or f"partner-{number}", **values)


def make_aim(whose: Objective | Initiative, indicator: Indicator | None = None, **values: Any) -> Aim:
    """An aim of a part of a draft, with a baseline of 10 at the end of 2025 and 40 as the target of 2026."""
    milestone = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31), "value": Decimal(40)}
    indicator = indicator or make_indicator()
    values = {"milestones": [milestone], **values}
    if not indicator.measure:
        values = {"baseline": Decimal(10), "baseline_on": dt.date(2025, 12, 31), **values}
    return acts.add_aim(whose.version, BY, whose, indicator, **values)


def make_whole(strategy: Strategy | None = None) -> Version:
    """A draft with at least one part of each kind."""
    version = make_version(strategy)
    payer = make_partner(version.strategy)
    wide = make_objective(version, about={"en": "All of it."}, source="https://example.org/1", as_of="2026-01-02")
    narrow = make_objective(version, parent=wide)
    letters = make_initiative(version, objectives=[wide, narrow], responsible=payer, starts_on="2026-01-01")
    academy = make_initiative(version, objectives=[wide], lever="academy", state="running")
    make_activity(letters, starts_on="2026-02-01", ends_on="2026-03-01", place="Prizren")
    make_risk(version, objective=wide, answer={"en": "Ask again."}, responsible=payer)
    make_aim(wide)
    make_aim(academy)
    acts.add_dependency(version, BY, letters, academy, about={"en": "It teaches who writes."})
    acts.set_role(version, BY, payer, "funding")
    acts.set_role(version, BY, payer, "implementing", letters, source="https://example.org/2")
    span = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    acts.add_budget(version, BY, initiative=letters, payer=payer, amount="1200.50", currency="EUR", **span)
    return version
