"""The tree of a version, where its aims stand, and its money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from portal.ground.measures import Period
from portal.indicator.readings.models import Indicator
from portal.strategy.plan import acts, looks
from portal.strategy.plan.looks import Spent, Way
from tests.portal.indicator.make import make_indicator, make_reading
from tests.portal.strategy.make import (
    BY,
    make_activity,
    make_aim,
    make_initiative,
    make_objective,
    make_partner,
    make_risk,
    make_version,
)

pytestmark = pytest.mark.django_db
MIDDLE = dt.date(2026, 7, 1)


def test_the_tree_holds_each_initiative_under_each_objective_it_serves():
    version = make_version()
    wide, narrow = make_objective(version, "wide", order=1), make_objective(version, "narrow", parent="wide")
    letters = make_initiative(version, "letters", objectives=[wide, narrow])
    alone = make_initiative(version, "alone")
    tree = looks.tree(version)
    walked = [(depth, branch.objective, branch.initiatives) for depth, branch in tree.walk()]
    assert walked == [(0, wide, [letters]), (1, narrow, [letters])]
    assert tree.loose == [alone]


@pytest.mark.parametrize(
    ("value", "today", "rises", "share", "state"),
    [
        (25, MIDDLE, True, 0.5, Way.ON_WAY),
        (13, MIDDLE, True, 0.1, Way.BEHIND),
        (40, MIDDLE, True, 1.0, Way.REACHED),
        (55, MIDDLE, True, 1.5, Way.REACHED),
        (7, MIDDLE, True, -0.1, Way.BEHIND),
        (39, dt.date(2027, 1, 1), True, 29 / 30, Way.MISSED),
        (39, MIDDLE, False, 29 / 30, Way.REACHED),
    ],
)
def test_progress_is_the_share_of_the_way_from_baseline_to_target(
    value: int, today: dt.date, rises: bool, share: float, state: Way
):
    indicator = make_indicator(rises=rises)
    aim = make_aim(make_objective(make_version()), indicator)
    make_reading(indicator, value)
    found = looks.progress(aim, today)
    assert (found.baseline, found.value, found.state) == (10, value, state)
    assert found.share_of_way == pytest.approx(share)


def test_nothing_is_guessed_where_there_is_no_reading_or_no_target():
    objective = make_objective(make_version())
    unread = looks.progress(make_aim(objective), MIDDLE)
    assert (unread.actual, unread.share_of_way, unread.state) == (None, None, Way.UNKNOWN)
    aimless = looks.progress(make_aim(objective, milestones=[]), MIDDLE)
    assert (aimless.target, aimless.share_of_time, aimless.state) == (None, None, Way.NO_TARGET)


def test_the_target_that_is_due_next_counts():
    years = [{"starts_on": dt.date(y, 1, 1), "ends_on": dt.date(y, 12, 31), "value": y} for y in (2026, 2027, 2028)]
    aim = make_aim(make_objective(make_version()), milestones=years)
    due = [looks.progress(aim, dt.date(year, 6, 1)).target for year in (2026, 2027, 2029)]
    assert [one and one.value for one in due] == [2026, 2027, 2028]


def test_a_live_figure_is_counted_and_so_is_its_baseline():
    counted = make_indicator("request.sent")
    aim = make_aim(make_objective(make_version()), counted, baseline_on=dt.date(2025, 12, 31))
    found = looks.progress(aim, MIDDLE)
    assert (found.baseline, found.value, found.state) == (0, 0, Way.BEHIND)


def test_money_is_summed_for_each_initiative_and_currency():
    version = make_version()
    payer = make_partner(version.strategy)
    letters, academy = make_initiative(version, "letters", order=1), make_initiative(version, "academy", order=2)
    span = {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "currency": "EUR"}
    acts.add_budget(version, BY, initiative=letters, amount="100", payer=payer, is_committed=True, **span)
    acts.add_budget(version, BY, initiative=letters, amount="50", **span)
    paid = {"initiative": "letters", "on": "2026-03-01", "currency": "EUR"}
    acts.add_payment(version.strategy, BY, kind="commitment", amount="80", **paid)
    acts.add_payment(version.strategy, BY, kind="expenditure", amount="30.50", **paid)
    acts.add_payment(version.strategy, BY, kind="disbursement", amount="20", **paid)
    other = {"initiative": academy, "on": "2026-04-01", "currency": "USD", "kind": "incoming", "amount": 7}
    acts.add_payment(version.strategy, BY, **other)
    kinds = {"commitment": Decimal(80), "expenditure": Decimal("30.5"), "disbursement": Decimal(20)}
    found = looks.spent(version)
    assert found == [
        Spent("letters", "EUR", Decimal(150), Decimal(100), kinds),
        Spent("academy", "USD", Decimal(0), Decimal(0), {"incoming": Decimal(7)}),
    ]
    assert found[0].used == Decimal("50.5")


def test_risks_come_gravest_first_and_those_nobody_judged_last():
    version = make_version()
    for key, likelihood, impact in (("small", 1, 2), ("unknown", None, None), ("grave", 5, 5)):
        make_risk(version, key, likelihood=likelihood, impact=impact)
    assert [risk.key for risk in looks.risks(version)] == ["grave", "small", "unknown"]


def test_activities_come_by_their_day_and_partners_by_their_roles():
    version = make_version()
    row = make_initiative(version)
    for key, day in (("never", None), ("later", "2026-05-01"), ("first", "2026-01-01")):
        make_activity(row, key, starts_on=day)
    partner = make_partner(version.strategy)
    make_partner(version.strategy)
    acts.set_role(version, BY, partner, "funding", row)
    assert [one.key for one in looks.activities(version)] == ["first", "later", "never"]
    assert list(looks.partners(version)) == [partner]


def test_a_strategy_knows_its_versions():
    version = make_version(published=dt.date(2026, 1, 1))
    draft = make_version(version.strategy)
    found = (looks.in_force(version.strategy), looks.draft(version.strategy), list(looks.published(version.strategy)))
    assert found == (version, draft, [version])


def test_a_reading_of_a_retired_indicator_still_stands():
    indicator = make_indicator()
    aim = make_aim(make_objective(make_version()), indicator)
    make_reading(indicator, 25, Period(dt.date(2026, 4, 1), dt.date(2026, 6, 30)))
    Indicator.objects.filter(pk=indicator.pk).update(retired_on=MIDDLE)
    assert looks.progress(aim, MIDDLE).value == 25
