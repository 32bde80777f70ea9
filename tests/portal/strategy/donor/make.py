"""Plain data for tests of files: a strategy that says something of every kind, and files of others."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from portal.ground.measures import Figure
from portal.strategy.plan import acts
from portal.strategy.plan.models import Version
from tests.portal.indicator.make import make_indicator, make_reading
from tests.portal.strategy.make import (
    BY,
    make_aim,
    make_initiative,
    make_objective,
    make_partner,
    make_strategy,
    make_whole,
)

FOREIGN = Path(__file__).parent / "foreign.xml"


def make_rich() -> Version:
    """A draft with every kind of part, payments, a share with an interval and parts, and an initiative without days."""
    version = make_whole(make_strategy(about={"en": "Why & what.", "sq": "Pse dhe çka.", "sr": "Зашто и шта."}))
    strategy = version.strategy
    payer, payee = (
        make_partner(strategy, "embassy", iati_ref="NO-BRC-971277882", iati_type="10"),
        make_partner(strategy, "ngo"),
    )
    bare = make_initiative(version, "bare", names={"sr": "Само ћирилица"}, about={})
    make_objective(version, "no-aims", about={"sq": "Pa tregues."})
    share = make_indicator(slug=f"share-{strategy.pk}", unit="share", rises=False)
    make_reading(
        share,
        0.45,
        low=0.4,
        high=0.5,
        parts={"layer": {"library": Figure(0.25, None, None, 1, 4), "standard": Figure(0.5, 0.1, 0.9, 2, 4)}},
        narrative={"en": "It rose.", "sq": "U rrit."},
        confidence="medium",
    )
    unknown = make_indicator(slug=f"unknown-{strategy.pk}")
    make_reading(unknown, None, source="nobody counted")
    milestone = {"starts_on": "2026-07-01", "ends_on": "2026-09-30", "value": "0.6", "about": {"en": "By autumn."}}
    make_aim(
        bare, share, baseline="0.333333", milestones=[milestone], source="https://example.org/3", as_of="2026-01-03"
    )
    make_aim(bare, unknown, baseline=None, baseline_on=None, milestones=[])
    acts.set_role(version, BY, payer, "funding", bare)
    acts.add_budget(
        version, BY, initiative=bare, starts_on="2026-01-01", ends_on="2026-06-30", amount="100", currency="EUR",
        is_committed=True, source="https://example.org/4", as_of="2026-02-01",
    )  # fmt: skip
    paid = {"initiative": "bare", "amount": "40.5", "currency": "EUR"}
    acts.add_payment(strategy, BY, kind="incoming", on="2026-02-01", payer=payer, ref="B-1", **paid)
    acts.add_payment(strategy, BY, kind="expenditure", on="2026-03-01", payee=payee, about={"en": "Rooms"}, **paid)
    version.refresh_from_db()
    return version


def make_dated(version: Version) -> Version:
    """The same version in force since a day."""
    return acts.publish(version, BY, dt.date(2026, 1, 1))
