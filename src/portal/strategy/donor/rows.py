"""A version in; all that it says, and the payments and readings beside it, as plain rows by kind, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone

from portal.indicator.readings.looks import course
from portal.indicator.readings.models import Indicator, Reading
from portal.strategy.donor.own import Row
from portal.strategy.plan.contents import KEYED, LOOSE, contents
from portal.strategy.plan.fields import FIELDS, plain, read
from portal.strategy.plan.looks import aims, baseline_of
from portal.strategy.plan.models import Initiative, Strategy, Version

INDICATOR = ("names", "about", "measure", "unit", "rises", "cadence", "starts_on")
READING = (
    *("starts_on", "ends_on", "value", "low", "high", "known", "expected", "parts", "narrative", "confidence"),
    *("source", "as_of", "how"),
)


@dataclass
class Rows:
    """What a strategy says, every row a mapping of JSON values in the words of plan.fields, with its key or slug.

    `counted`: the baselines that the portal counts, by `objective` or `initiative`, its key and the indicator.
    `places`: where in a sheet a row stands, by its `id`; what cannot stand is then an error there.
    """

    strategy: Row = field(default_factory=dict)
    version: Row = field(default_factory=dict)
    partners: list[Row] = field(default_factory=list)
    objectives: list[Row] = field(default_factory=list)
    initiatives: list[Row] = field(default_factory=list)
    activities: list[Row] = field(default_factory=list)
    risks: list[Row] = field(default_factory=list)
    dependencies: list[Row] = field(default_factory=list)
    roles: list[Row] = field(default_factory=list)
    budgets: list[Row] = field(default_factory=list)
    payments: list[Row] = field(default_factory=list)
    aims: list[Row] = field(default_factory=list)
    indicators: list[Row] = field(default_factory=list)
    readings: list[Row] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    counted: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def of(self, kind: str, name: str, value: str | None) -> list[Row]:
        """The rows of a kind that name something in a field."""
        return [row for row in getattr(self, kind) if row.get(name) == value]

    def partner(self, slug: str | None) -> Row | None:
        """The partner of a slug."""
        return next((row for row in self.partners if row["slug"] == slug), None)


def gather(version: Version) -> Rows:
    """Every row of a version, of its strategy's partners and payments, and of the indicators that it uses."""
    strategy = version.strategy
    said = contents(version)
    used = Indicator.objects.filter(slug__in={aim["indicator"] for aim in said["aims"]})
    return Rows(
        strategy={"slug": strategy.slug, **row_of(strategy)},
        version={
            "number": version.number,
            "state": version.state,
            "ends_on": plain(version.ends_on),
            "made_on": plain(timezone.localdate(version.made_at)),
            **{name: value for name, value in said.items() if name not in (*KEYED, *LOOSE, "partners")},
        },
        partners=[{"slug": one.slug, **row_of(one)} for one in strategy.partners.all()],
        payments=[row_of(one) for one in strategy.payments.select_related("payer", "payee")],
        indicators=[indicator_row(one) for one in used],
        readings=[reading_row(reading) for one in used for reading in course(one)],
        counted=dict(_counted(version)),
        **{name: said[name] for name in (*KEYED, *LOOSE)},
    )


def _counted(version: Version) -> Iterator[tuple[tuple[str, str, str], str]]:
    for aim in aims(version).exclude(indicator__measure="").exclude(baseline_on=None):
        whose = aim.objective or aim.initiative
        value = baseline_of(aim)
        if whose is not None and value is not None:
            yield ("objective" if aim.objective else "initiative", whose.key, aim.indicator.slug), str(value)


def row_of(row: models.Model) -> Row:
    """What a row says in the fields that people can write."""
    return {name: read(row, name) for name in FIELDS[type(row)]}


def indicator_row(indicator: Indicator) -> Row:
    """An indicator as others need it to make the same one."""
    return {"slug": indicator.slug, **plain({name: getattr(indicator, name) for name in INDICATOR})}


def reading_row(reading: Reading) -> Row:
    """What an indicator said for a period."""
    return {"indicator": reading.indicator.slug, **plain({name: getattr(reading, name) for name in READING})}


def outline(strategy: Strategy) -> Rows:
    """What a file may speak of: the strategy, its partners, and the initiatives of its draft or its newest version."""
    newest = strategy.versions.order_by("number").last()
    keys = Initiative.objects.filter(version=newest).values_list("key", flat=True) if newest else ()
    return Rows(
        strategy={"slug": strategy.slug, **row_of(strategy)},
        partners=[{"slug": one.slug, **row_of(one)} for one in strategy.partners.all()],
        initiatives=[{"key": key} for key in keys],
    )
