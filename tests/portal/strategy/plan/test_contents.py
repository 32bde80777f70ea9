"""A version as plain data, and back again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.ground.ledger.looks import history
from portal.ground.moves import NotAllowedError
from portal.strategy.plan import acts
from portal.strategy.plan.contents import contents, digest, restore
from tests.portal.indicator.make import make_indicator
from tests.portal.strategy.make import BY, make_strategy, make_version, make_whole

pytestmark = pytest.mark.django_db

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
TEXTS = st.dictionaries(st.sampled_from(["sq", "sr", "en", "fr"]), WORDS, min_size=1)
DAYS = st.none() | st.dates(dt.date(1990, 1, 1)).map(str)
CITED = st.fixed_dictionaries(
    {}, optional={"source": WORDS, "as_of": DAYS, "about": TEXTS, "order": st.integers(0, 99)}
)


@st.composite
def plans(draw: Callable[[st.SearchStrategy[Any]], Any]) -> dict[str, Any]:
    """Contents of versions: objectives in a tree, initiatives that serve some, what hangs on them."""
    keys = draw(st.lists(st.integers(0, 99), unique=True, max_size=4))
    objectives = []
    for place, key in enumerate(keys):
        parent = draw(st.none() | st.sampled_from(keys[:place])) if place else None
        row = {"key": f"o{key}", "names": draw(TEXTS), "parent": parent if parent is None else f"o{parent}"}
        objectives.append({**draw(CITED), **row})
    partners = [{"slug": f"p{n}", "names": draw(TEXTS)} for n in range(draw(st.integers(0, 2)))]
    slugs = st.sampled_from([row["slug"] for row in partners]) if partners else st.none()
    initiatives, activities, roles, budgets = [], [], [], []
    for number in range(draw(st.integers(0, 3))):
        serves = draw(st.sets(st.sampled_from(keys))) if keys else set()
        row = {"key": f"i{number}", "names": draw(TEXTS), "objectives": sorted(f"o{key}" for key in serves)}
        row |= {"responsible": draw(st.none() | slugs), "lever": draw(st.sampled_from(["letters", "other"]))}
        initiatives.append({**draw(CITED), **row})
        if draw(st.booleans()):
            activities.append({"key": f"a{number}", "names": draw(TEXTS), "initiative": f"i{number}"})
        if partners:
            roles.append({"partner": draw(slugs), "initiative": f"i{number}", "kind": "funding"})
        amount = draw(st.decimals(0, 10**9, places=2))
        span = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
        budgets.append({"initiative": f"i{number}", "amount": str(amount), "currency": "EUR", **span})
    return {
        "names": draw(TEXTS),
        "starts_on": draw(DAYS),
        "partners": partners,
        "objectives": draw(st.permutations(objectives)),
        "initiatives": initiatives,
        "activities": activities,
        "roles": roles,
        "budgets": budgets,
    }


def test_a_restored_version_says_the_same():
    said = contents(make_whole())
    assert contents(restore(make_strategy(), said, BY)) == said


@settings(max_examples=20)
@given(plans())
def test_any_contents_come_back_the_same_through_json(plan: dict[str, Any]):
    said = contents(restore(make_strategy(), plan, BY))
    for name in ("objectives", "initiatives", "activities"):
        assert {row["key"]: row["names"] for row in said[name]} == {row["key"]: row["names"] for row in plan[name]}
    again = contents(restore(make_strategy(), json.loads(json.dumps(said)), BY))
    assert (again, digest(again)) == (said, digest(said))


def test_contents_hold_natural_keys_alone_and_do_not_hang_on_the_order_of_writing():
    first, second = make_version(), make_version()
    one, other = {"names": {"en": "One"}}, {"names": {"en": "Other"}}
    for version, keys in ((first, "ab"), (second, "ba")):
        for key in keys:
            acts.add(version, "objective", BY, key, **(one if key == "a" else other))
    assert contents(first) == contents(second)


def test_the_next_version_begins_with_the_parts_of_the_one_in_force():
    version = make_whole()
    acts.change(version, 1, BY, names={"en": "The first"}, source="https://example.org")
    acts.publish(version, BY, None)
    following = acts.begin_version(version.strategy, BY)
    own = {"names": {}, "source": ""}
    assert contents(following) == {**contents(version), **own}
    assert (following.number, following.based_on) == (2, version)


def test_the_digest_does_not_change_with_what_is_known_of_a_partner():
    version = make_whole()
    before = digest(contents(version))
    partner = version.strategy.partners.get()
    acts.change_partner(partner, BY, homepage="https://example.org")
    assert digest(contents(version)) == before


def test_what_cannot_stand_is_told_at_its_part_and_nothing_is_written():
    strategy = make_strategy()
    said = {"objectives": [{"key": "a", "names": {"en": "A"}, "parent": "b"}]}
    with pytest.raises(acts.PlanError) as caught:
        restore(strategy, said, BY)
    assert caught.value.field == "objective/a:parent"
    assert not strategy.versions.exists()


def test_circular_objectives_are_not_restored():
    rows = [{"key": key, "names": {"en": key}, "parent": parent} for key, parent in ("ab", "bc", "ca")]
    with pytest.raises(acts.PlanError) as caught:
        restore(make_strategy(), {"objectives": rows}, BY)
    assert caught.value.field.endswith(":parent")


def test_an_indicator_that_is_not_there_is_told():
    rows = [{"objective": "a", "indicator": "nowhere"}]
    said = {"objectives": [{"key": "a", "names": {"en": "A"}}], "aims": rows}
    with pytest.raises(acts.PlanError) as caught:
        restore(make_strategy(), said, BY)
    assert caught.value.field == "aim/nowhere:indicator"
    make_indicator(slug="nowhere")
    assert restore(make_strategy(), said, BY).aims.count() == 1


def test_a_draft_is_not_written_over():
    version = make_version()
    with pytest.raises(NotAllowedError):
        restore(version.strategy, {}, BY)


def test_the_ledger_tells_what_was_restored():
    version = restore(make_strategy(), contents(make_whole()), BY)
    rows = [(row.verb, row.body) for row in history(version.subject)]
    assert rows == [
        ("version.begun", {"number": 1, "from": None}),
        ("version.restored", {"sha256": digest(contents(version))}),
    ]
