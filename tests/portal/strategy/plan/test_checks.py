"""What contradicts itself in a version, told at its part and field."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.strategy.plan import acts
from portal.strategy.plan.checks import Problem, problems
from portal.strategy.plan.models import Budget, Dependency, Milestone, Objective
from tests.portal.indicator.make import make_indicator
from tests.portal.strategy.make import BY, make_aim, make_initiative, make_objective, make_version, make_whole

pytestmark = pytest.mark.django_db
SPAN = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}


def at(found: list[Problem]) -> list[tuple[str, str, bool]]:
    return [(one.part, one.field, one.stops) for one in found]


def test_a_whole_version_has_none():
    assert problems(make_whole()) == []


def test_objectives_in_a_circle_are_found_however_they_came():
    version = make_version()
    first, second = make_objective(version, "first"), make_objective(version, "second")
    Objective.objects.filter(pk=first.pk).update(parent=second)
    Objective.objects.filter(pk=second.pk).update(parent=first)
    assert at(problems(version)) == [("objective/first", "parent", True), ("objective/second", "parent", True)]


def test_initiatives_that_wait_for_each_other_are_found():
    version = make_version()
    wide = make_objective(version)
    first, second = (make_initiative(version, key, objectives=[wide]) for key in ("first", "second"))
    for one, other in ((first, second), (second, first)):
        Dependency.objects.create(version=version, initiative=one, needs=other)
    assert at(problems(version)) == [("initiative/first", "needs", True), ("initiative/second", "needs", True)]


def test_a_target_without_a_baseline_is_told_and_stops_publishing():
    version = make_version()
    make_aim(make_objective(version, "lists"), make_indicator(slug="wins"), baseline=None, baseline_on=None)
    assert at(problems(version)) == [("aim/objective/lists/wins", "baseline_on", True)]
    with pytest.raises(acts.PlanError) as caught:
        acts.publish(version, BY, None)
    assert caught.value.field == "aim/objective/lists/wins:baseline_on"


def test_a_baseline_without_a_figure_is_told_for_what_people_enter():
    version = make_version()
    make_aim(make_objective(version, "lists"), make_indicator(slug="wins"), baseline=None)
    assert at(problems(version)) == [("aim/objective/lists/wins", "baseline", True)]


def test_what_the_portal_counts_needs_only_the_day_of_the_baseline():
    version = make_version()
    counted = make_indicator("request.sent", slug="sent")
    make_aim(make_objective(version, "lists"), counted, baseline_on=dt.date(2025, 12, 31))
    assert problems(version) == []


def test_a_target_before_its_baseline_is_told():
    version = make_version()
    make_aim(make_objective(version, "lists"), make_indicator(slug="wins"), baseline_on=dt.date(2027, 1, 1))
    assert at(problems(version)) == [("aim/objective/lists/wins", "baseline_on", True)]


def test_targets_whose_periods_overlap_are_told():
    version = make_version()
    aim = make_aim(make_objective(version, "lists"), make_indicator(slug="wins"))
    Milestone.objects.create(aim=aim, starts_on=dt.date(2026, 6, 1), ends_on=dt.date(2027, 6, 1), value=3)
    assert at(problems(version)) == [("aim/objective/lists/wins", "milestones", True)]


def test_money_in_two_currencies_and_periods_that_overlap_are_told():
    version = make_version()
    row = make_initiative(version, "letters", objectives=[make_objective(version)])
    for currency in ("EUR", "USD"):
        Budget.objects.create(version=version, initiative=row, amount=1, currency=currency, **SPAN)
    assert at(problems(version)) == [("initiative/letters", "budgets", True), ("initiative/letters", "currency", True)]


def test_an_initiative_without_objective_or_somebody_responsible_is_told_and_can_be_published():
    version = make_version()
    make_initiative(version, "letters", role="")
    assert at(problems(version)) == [
        ("initiative/letters", "objectives", False),
        ("initiative/letters", "responsible", False),
    ]
    assert acts.publish(version, BY, None).state == "in-force"
