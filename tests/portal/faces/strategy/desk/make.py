"""A strategy with one of each thing for tests of its desk, its coordinator, and the address of each page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from portal.ground.people.models import Role
from portal.indicator.readings.models import Indicator
from portal.strategy.plan import acts
from portal.strategy.plan.models import Edit, Initiative, Objective, Version
from tests.portal.faces.academy.make import signed_in
from tests.portal.indicator.make import make_indicator, make_reading
from tests.portal.make import make_person
from tests.portal.strategy.make import (
    make_activity,
    make_aim,
    make_initiative,
    make_objective,
    make_partner,
    make_risk,
    make_strategy,
    make_version,
)

BY = "arta"


@dataclass(frozen=True)
class Plan:
    """A draft with its parts; two wordings of `objective` wait beside each other."""

    version: Version
    objective: Objective
    initiative: Initiative
    indicator: Indicator
    edit: Edit


def coordinator(**fields: object) -> Client:
    """A browser of a coordinator who is signed in."""
    return signed_in(make_person(Role.COORDINATOR, **fields))


def make_plan(slug: str = "plan") -> Plan:
    """A draft with one of each part, a partner with money, and two wordings that met."""
    version = make_version(make_strategy(slug=slug))
    payer = make_partner(version.strategy, "payer")
    objective = make_objective(version, "goal", about={"en": "As it was."})
    initiative = make_initiative(version, "way", objectives=[objective])
    other = make_initiative(version, "other", objectives=[objective])
    make_activity(initiative, "step")
    make_risk(version, "risk", objective=objective)
    indicator = make_indicator()
    make_reading(indicator)
    make_aim(objective, indicator)
    acts.add_dependency(version, BY, initiative, other)
    acts.set_role(version, BY, payer, "funding")
    acts.set_role(version, BY, payer, "funding", initiative)
    year = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}
    acts.add_budget(version, BY, initiative=initiative, payer=payer, amount=Decimal(900), currency="EUR", **year)
    paid = {"kind": "expenditure", "on": dt.date(2026, 3, 1), "amount": Decimal(100), "currency": "EUR"}
    acts.add_payment(version.strategy, BY, initiative="way", **paid)
    acts.change(objective, objective.edition, "besa", about={"en": "As Besa wrote."})
    edit = acts.change(objective, objective.edition - 1, "drita", about={"en": "As Drita wrote."})
    return Plan(version, objective, initiative, indicator, edit)


def addresses(plan: Plan) -> dict[str, str]:
    """The address of every page of the desk, with something on each."""
    slug = plan.version.strategy.slug
    aim = plan.version.aims.get()
    of: dict[str, list[object]] = {
        "strategy-desk": [],
        "strategy-desk-new": [],
        "strategy-desk-indicators": [],
        "strategy-desk-indicator-new": [],
        "strategy-desk-indicator": [plan.indicator.slug],
        "strategy-desk-one": [slug],
        "strategy-desk-about": [slug],
        "strategy-desk-version": [slug],
        "strategy-desk-publish": [slug],
        "strategy-desk-partners": [slug],
        "strategy-desk-partner": [slug, "payer"],
        "strategy-desk-payments": [slug],
        "strategy-desk-upload": [slug],
        "strategy-desk-beside": [slug, plan.edit.pk],
        "strategy-desk-aim": [slug, aim.pk],
        "strategy-desk-part-new": [slug, "risk"],
        "strategy-desk-part": [slug, "initiative", "way"],
        "strategy-desk-aim-new": [slug, "initiative", "way"],
    }
    return {name: reverse(name, args=args) for name, args in of.items()}
