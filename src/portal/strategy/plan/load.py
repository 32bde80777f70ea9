"""The files of strategies that ship with the portal in; those that are not there yet, in the database, out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from portal.ground.ledger.acts import MACHINE
from portal.ground.measures import Period
from portal.indicator.readings import acts as readings
from portal.indicator.readings.models import Indicator
from portal.indicator.readings.starter import load_indicators
from portal.strategy.plan import acts
from portal.strategy.plan.contents import restore
from portal.strategy.plan.fields import plain
from portal.strategy.plan.models import Strategy

PARTS = {
    "objectives": "objective",
    "initiatives": "initiative",
    "activities": "activity",
    "risks": "risk",
    "dependencies": "dependency",
    "roles": "role",
    "budgets": "budget",
    "aims": "aim",
}
"""What a list of contents is called in a file."""


def load_strategies() -> int:
    """Add the shipped strategies with their versions, cited readings and payments; how many were new.

    One that is there already, by its slug, stays as people changed it.
    """
    there = set(Strategy.objects.values_list("slug", flat=True))
    new = [shipped for shipped in read_files() if shipped["slug"] not in there]
    if new:
        load_indicators()
    for shipped in new:
        _load(shipped)
    return len(new)


def read_files(folder: Path | None = None) -> list[dict[str, Any]]:
    """Every strategy of data/strategy, by the name of its file."""
    root = folder or settings.DATA / "strategy"
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(root.glob("*-[0-9]*.toml"))]


@transaction.atomic
def _load(shipped: Mapping[str, Any]) -> None:
    known = ("about", "iati_ref", "iati_type", "homepage", "currency")
    values = {name: shipped[name] for name in known if name in shipped}
    strategy = acts.make_strategy(MACHINE, shipped["slug"], shipped["names"], shipped["organisation"], **values)
    for row in shipped.get("indicator", ()):
        _indicator(row)
    for row in shipped.get("partner", ()):
        fields = {name: value for name, value in row.items() if name != "slug"}
        acts.add_partner(strategy, MACHINE, row["slug"], **fields)
    for number, told in enumerate(shipped["version"], start=1):
        version = restore(strategy, said(shipped, number), MACHINE)
        acts.publish(version, MACHINE, told.get("starts_on"))
    for row in shipped.get("payment", ()):
        acts.add_payment(strategy, MACHINE, **row)


def said(shipped: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The contents of one version of a file."""
    contents = dict(plain(shipped["version"][number - 1]))
    for name, called in PARTS.items():
        contents[name] = [_row(called, row, number) for row in _of(shipped.get(called, ()), number)]
    for order, row in enumerate(contents["aims"], start=1):
        row["order"] = order
    return contents


def _of(rows: Iterable[Mapping[str, Any]], number: int) -> list[Mapping[str, Any]]:
    return [row for row in rows if number in row.get("versions", (number,))]


def _row(called: str, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    made = {name: value for name, value in row.items() if name not in ("versions", "in_1", "in_2")}
    return dict(plain(made | row.get(f"in_{number}", {})))


def _indicator(row: Mapping[str, Any]) -> None:
    """A cited indicator with its readings. It is retired at once: nobody owes further readings of the past."""
    if Indicator.objects.filter(slug=row["slug"]).exists():
        return
    fields = {name: row[name] for name in ("about", "rises", "cadence") if name in row}
    began = min(one["starts_on"] for one in row["reading"])
    indicator = readings.make_indicator(MACHINE, row["slug"], row["names"], unit=row["unit"], starts_on=began, **fields)
    for one in row["reading"]:
        cited = {name: one[name] for name in ("source", "as_of", "narrative", "confidence") if name in one}
        readings.enter(indicator, Period(one["starts_on"], one["ends_on"]), one["value"], MACHINE, **cited)
    readings.retire(indicator, MACHINE, max(one["ends_on"] for one in row["reading"]))
