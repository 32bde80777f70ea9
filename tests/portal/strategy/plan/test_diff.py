"""What changed from one version to the next, in words."""

from __future__ import annotations

import pytest
from django.utils import translation

from portal.strategy.plan import acts
from portal.strategy.plan.contents import contents
from portal.strategy.plan.diff import Change, compare
from portal.strategy.plan.models import Version
from tests.portal.indicator.make import make_indicator
from tests.portal.strategy.make import (
    BY,
    make_activity,
    make_aim,
    make_initiative,
    make_objective,
    make_partner,
    make_risk,
    make_version,
    make_whole,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Version:
    version = make_version()
    make_objective(version, "lists", names={"en": "Lists", "sq": "Lista"})
    make_objective(version, "wide", names={"en": "All of it"})
    row = make_initiative(version, "letters", names={"en": "Letters"}, objectives=["lists"])
    make_activity(row, "first", names={"en": "First letter"})
    return version


def told(version: Version, before: dict[str, object]) -> list[tuple[str, str, str, str]]:
    return [(one.part, one.kind, one.field, one.words) for one in compare(before, contents(version))]


def test_a_version_does_not_differ_from_itself():
    said = contents(make_whole())
    assert compare(said, said) == []


def test_parts_that_came_and_went(draft: Version):
    before = contents(draft)
    acts.remove(draft.strategy.versions.get().objective_set.get(key="wide"), 1, BY)
    make_risk(draft, "silence", names={"en": "No answer"})
    assert told(draft, before) == [
        ("objective/wide", Change.REMOVED, "", "Objective left out: All of it."),
        ("risk/silence", Change.ADDED, "", "New risk: No answer."),
    ]


def test_an_objective_under_another_one_moved(draft: Version):
    before = contents(draft)
    acts.change(draft.objective_set.get(key="lists"), 1, BY, parent="wide")
    words = "Lists. Part of: not known before, All of it now."
    assert told(draft, before) == [("objective/lists", Change.MOVED, "parent", words)]


def test_an_initiative_that_serves_other_objectives_moved(draft: Version):
    before = contents(draft)
    acts.set_objectives(draft.initiative_set.get(), ["lists", "wide"], BY)
    words = "Letters. Objectives that it serves: Lists before, Lists, All of it now."
    assert told(draft, before) == [("initiative/letters", Change.MOVED, "objectives", words)]


def test_fields_are_told_in_the_words_of_the_page(draft: Version):
    before = contents(draft)
    row = draft.initiative_set.get()
    acts.change(row, 1, BY, state="running", starts_on="2026-03-01", names={"sq": "Letra"})
    assert told(draft, before) == [
        ("initiative/letters", "changed", "names.sq", "Letters. Name in Albanian: “nothing” before, “Letra” now."),
        ("initiative/letters", "changed", "state", "Letters. State: Planned before, Running now."),
        ("initiative/letters", "changed", "starts_on", "Letters. First day: not known before, 1 March 2026 now."),
    ]
    with translation.override("sq"):
        assert compare(before, contents(draft))[0].name == "Letra"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("count", "Wins (Lists). Targets to reach: 0.4 by 31 December 2026 before, 0.5 by 31 December 2026 now."),
        ("share", "Wins (Lists). Targets to reach: 40 % by 31 December 2026 before, 50 % by 31 December 2026 now."),
        ("index", "Wins (Lists). Targets to reach: 40 by 31 December 2026 before, 50 by 31 December 2026 now."),
    ],
)
def test_indicators_with_new_targets(draft: Version, unit: str, words: str):
    year = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    indicator = make_indicator(slug="wins", names={"en": "Wins"}, unit=unit)
    aim = make_aim(draft.objective_set.get(key="lists"), indicator, milestones=[{**year, "value": "0.4"}])
    before = contents(draft)
    acts.set_milestones(aim, [{**year, "value": "0.5"}], BY)
    assert told(draft, before) == [("aim/objective/lists/wins", Change.CHANGED, "milestones", words)]


def test_roles_money_and_what_is_needed(draft: Version):
    make_partner(draft.strategy, "council", names={"en": "Council"})
    make_initiative(draft, "academy", names={"en": "Academy"})
    before = contents(draft)
    acts.set_role(draft, BY, "council", "funding", "letters")
    acts.set_role(draft, BY, "council", "accountable")
    span = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
    acts.add_budget(draft, BY, initiative="letters", amount="10.50", currency="EUR", **span)
    acts.add_dependency(draft, BY, "letters", "academy")
    assert told(draft, before) == [
        ("version", "added", "", "New role: Council: Answers for it (the whole strategy)."),
        ("initiative/letters", "added", "", "New role: Council: Pays (Letters)."),
        ("initiative/letters", "added", "", "New budget: Letters: 10.5 EUR."),
        ("initiative/letters", "added", "", "New dependency: Letters needs Academy."),
    ]
