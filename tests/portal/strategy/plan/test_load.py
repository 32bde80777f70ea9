"""The strategy that ships with the portal: complete, each figure with its source, nothing invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from portal.indicator.readings import looks as readings
from portal.indicator.readings.models import Indicator, Reading
from portal.strategy.plan import looks
from portal.strategy.plan.checks import problems
from portal.strategy.plan.contents import contents, digest
from portal.strategy.plan.diff import Change, compare
from portal.strategy.plan.load import load_strategies, read_files
from portal.strategy.plan.looks import Way
from portal.strategy.plan.models import Milestone, Payment, Strategy

OURS = ("upstream",)
"""Initiatives of this portal, not of a source."""


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    (found,) = read_files()
    return found


@pytest.fixture
def strategy(db: None) -> Strategy:
    assert load_strategies() == 1
    return Strategy.objects.get(slug="digital-diplomacy")


def rows_of(shipped: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, rows in shipped.items():
        if isinstance(rows, list):
            for row in rows:
                yield name, row
                for reading in row.get("reading", ()):
                    yield "reading", reading


def texts_of(shipped: dict[str, Any]) -> Iterator[dict[str, str]]:
    for row in (shipped, *(row for _name, row in rows_of(shipped)), *shipped["version"]):
        for field in ("names", "about", "answer", "narrative"):
            if row.get(field):
                yield row[field]


def test_every_fact_carries_its_source_and_the_day_it_was_read(shipped: dict[str, Any]):
    cited = ("version", "partner", "objective", "initiative", "activity", "risk", "role", "payment", "reading")
    lacking = [
        (name, row.get("key"))
        for name, row in rows_of(shipped)
        if name in cited
        and not (str(row.get("source", "")).startswith("http") and isinstance(row.get("as_of"), dt.date))
    ]
    assert lacking == []


def test_every_text_is_there_in_three_languages(shipped: dict[str, Any]):
    assert [texts for texts in texts_of(shipped) if set(texts) != {"sq", "sr", "en"}] == []


def test_the_six_objectives_of_the_launch_are_version_1(strategy: Strategy):
    first = strategy.versions.get(number=1)
    keys = [row.key for row in looks.objectives(first)]
    assert keys == ["infrastructure", "websites", "content", "narration", "ministry", "government"]
    assert (first.starts_on, first.state) == (dt.date(2012, 7, 27), "replaced")


def test_the_refresh_is_in_force_and_its_day_is_unknown(strategy: Strategy):
    version = looks.in_force(strategy)
    assert version is not None
    assert (version.number, version.starts_on, version.based_on) == (2, None, strategy.versions.get(number=1))
    initiatives = {row.key for row in looks.initiatives(version)}
    assert initiatives == {
        *("strategy-work", "app-camp", "wiki-academy", "digital-kosovo", "upstream", "balcanes", "kosovodiaspora"),
        *("instakosovo", "digital-albania-kosovo", "kosovadiplo365"),
    }


def test_both_versions_are_sealed_with_what_they_say(strategy: Strategy):
    sealed = {version.number: version.digest for version in strategy.versions.all()}
    assert sealed == {version.number: digest(contents(version)) for version in strategy.versions.all()}


def test_the_partners_of_the_source_have_roles_with_a_source(strategy: Strategy):
    version = strategy.versions.get(number=2)
    assert {role.partner.slug for role in looks.roles(version)} >= {
        *("mfa", "british-council", "norwegian-embassy", "british-embassy", "ipko-foundation", "stikk", "usaid"),
    }
    assert all(role.source for role in looks.roles(version))


def test_nothing_stops_either_version_and_only_what_no_source_tells_is_missing(strategy: Strategy):
    found = {version.number: problems(version) for version in strategy.versions.all()}
    assert [(one.part, one.field, one.stops) for one in found[2]] == [
        ("initiative/balcanes", "responsible", False),
        ("initiative/instakosovo", "responsible", False),
        ("initiative/kosovodiaspora", "responsible", False),
    ]
    assert found[1] == []


def test_no_target_is_set_since_no_source_names_one(strategy: Strategy):
    assert not Milestone.objects.exists()
    version = strategy.versions.get(number=2)
    states = {looks.progress(aim, dt.date(2026, 11, 24)).state for aim in looks.aims(version)}
    assert states == {Way.NO_TARGET}


def test_each_cited_figure_is_a_reading_that_nobody_owes_more_of(strategy: Strategy):
    cited = Indicator.objects.filter(measure="")
    assert all(one.retired_on for one in cited)
    assert all(reading.source and reading.as_of for reading in Reading.objects.filter(indicator__in=cited))
    figures = {one.slug: float(one.readings.get().value or 0) for one in cited}
    assert figures["wiki-academy-1-photographs"] == 1418
    assert readings.owing(dt.date(2026, 11, 24)) == []


def test_figures_that_the_portal_counts_stand_beside_those_of_the_sources(strategy: Strategy):
    version = strategy.versions.get(number=2)
    academy = [aim.indicator for aim in looks.aims(version) if aim.initiative and aim.initiative.key == "wiki-academy"]
    assert {bool(one.measure) for one in academy} == {True, False}
    objective = [aim.indicator for aim in looks.aims(version) if aim.objective and aim.objective.key == "websites"]
    assert {bool(one.measure) for one in objective} == {True, False}


def test_money_is_what_sources_name(strategy: Strategy):
    assert list(Payment.objects.values_list("initiative", "kind", "amount", "currency")) == [
        ("wiki-academy", "expenditure", Decimal(10000), "EUR"),
        ("digital-albania-kosovo", "commitment", Decimal(300000), "EUR"),
    ]


def test_the_refresh_differs_from_the_plan_in_readable_words(strategy: Strategy):
    first, second = (contents(version) for version in strategy.versions.order_by("number"))
    found = compare(first, second)
    assert {one.kind for one in found} == {Change.ADDED, Change.CHANGED, Change.MOVED}
    assert "New initiative: The portal Digital Kosovo." in [one.words for one in found]
    assert "Wiki Academy. State: Planned before, Running now." in [one.words for one in found]


def test_loading_again_changes_nothing(strategy: Strategy):
    before = [contents(version) for version in strategy.versions.all()]
    assert load_strategies() == 0
    assert [contents(version) for version in strategy.versions.all()] == before
