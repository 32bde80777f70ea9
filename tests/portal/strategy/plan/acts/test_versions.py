"""From a strategy without versions to one that is sealed and replaced."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.ground.ledger.looks import history
from portal.ground.moves import NotAllowedError
from portal.strategy.plan import acts
from portal.strategy.plan.contents import contents, digest
from portal.strategy.plan.states import VersionState
from tests.portal.strategy.make import BY, make_objective, make_strategy, make_version, make_whole

pytestmark = pytest.mark.django_db


def test_a_strategy_has_a_key_of_its_own():
    make_strategy(slug="digital")
    with pytest.raises(acts.PlanError) as caught:
        make_strategy(slug="digital")
    assert caught.value.field == "slug"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"names": {}}, "names"), ({"organisation": ""}, "organisation"), ({"currency": "eur"}, "currency")],
)
def test_a_strategy_that_cannot_stand_is_told_at_its_field(values: dict[str, object], field: str):
    with pytest.raises(acts.PlanError) as caught:
        make_strategy(**values)
    assert caught.value.field == field


def test_a_strategy_is_changed():
    strategy = acts.change_strategy(make_strategy(), BY, homepage="https://example.org", about={"en": "About."})
    assert (strategy.homepage, strategy.about) == ("https://example.org", {"en": "About."})


def test_one_version_is_written_at_a_time():
    version = make_version()
    with pytest.raises(NotAllowedError):
        acts.begin_version(version.strategy, BY)


def test_publishing_seals_a_version_and_replaces_the_one_before():
    first = make_whole()
    acts.publish(first, BY, dt.date(2026, 1, 1))
    second = acts.begin_version(first.strategy, BY)
    second = acts.publish(second, "besa", dt.date(2026, 7, 1))
    first.refresh_from_db()
    assert (first.state, first.ends_on) == (VersionState.REPLACED, dt.date(2026, 6, 30))
    assert (second.state, second.starts_on, second.published_by) == (VersionState.IN_FORCE, dt.date(2026, 7, 1), "besa")
    assert second.digest == digest(contents(second))
    last = history(second.subject).last()
    assert (last.verb, last.body) == ("version.published", {"number": 2, "sha256": second.digest})


def test_a_version_does_not_begin_before_the_one_it_replaces():
    first = make_version(published=dt.date(2026, 1, 1))
    with pytest.raises(acts.PlanError) as caught:
        make_version(first.strategy, published=dt.date(2026, 1, 1))
    assert caught.value.field == "starts_on"


def test_nothing_is_published_while_words_wait_beside_others():
    version = make_version()
    row = make_objective(version)
    acts.change(row, 1, "arta", names={"en": "By Arta"})
    edit = acts.change(row, 1, "besa", names={"en": "By Besa"})
    with pytest.raises(acts.PlanError) as caught:
        acts.publish(version, BY, None)
    assert caught.value.field == "edits"
    acts.settle(edit, False, BY)
    assert acts.publish(version, BY, None).state == VersionState.IN_FORCE


def test_a_version_is_published_once():
    version = make_version(published=dt.date(2026, 1, 1))
    with pytest.raises(NotAllowedError):
        acts.publish(version, BY, None)
