"""Indicators of parts, with baselines and targets."""

from __future__ import annotations

from typing import Any

import pytest

from portal.ground.moves import NotAllowedError
from portal.strategy.plan import acts
from portal.strategy.plan.models import Aim
from tests.portal.indicator.make import make_indicator
from tests.portal.strategy.make import BY, make_aim, make_objective, make_version

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "value": "40"}


def test_an_indicator_belongs_to_a_part_once():
    row = make_objective(make_version())
    aim = make_aim(row)
    with pytest.raises(acts.PlanError) as caught:
        acts.add_aim(row.version, BY, row, aim.indicator)
    assert caught.value.field == "indicator"


def test_a_baseline_of_what_the_portal_counts_is_not_typed():
    row = make_objective(make_version())
    with pytest.raises(acts.PlanError) as caught:
        acts.add_aim(row.version, BY, row, make_indicator("request.sent"), baseline=3, baseline_on="2025-12-31")
    assert caught.value.field == "baseline"


def test_a_baseline_has_its_day():
    row = make_objective(make_version())
    with pytest.raises(acts.PlanError) as caught:
        acts.add_aim(row.version, BY, row, make_indicator(), baseline=3)
    assert caught.value.field == "baseline_on"


@pytest.mark.parametrize(
    "rows",
    [
        [YEAR, {**YEAR, "starts_on": "2026-12-31", "ends_on": "2027-01-01"}],
        [{**YEAR, "ends_on": "2025-12-31"}],
        [{**YEAR, "value": "many"}],
        [{**YEAR, "value": "NaN"}],
        [{"starts_on": "2026-01-01", "ends_on": "2026-12-31"}],
        [{**YEAR, "value": None}],
    ],
)
def test_targets_that_cannot_stand_are_told_at_their_field(rows: list[dict[str, Any]]):
    aim = make_aim(make_objective(make_version()))
    with pytest.raises(acts.PlanError) as caught:
        acts.set_milestones(aim, rows, BY)
    assert (caught.value.field, aim.milestones.count()) == ("milestones", 1)


def test_two_who_set_targets_at_once_lose_none():
    aim = make_aim(make_objective(make_version()))
    acts.set_milestones(aim, [YEAR, {"starts_on": "2027-01-01", "ends_on": "2027-12-31", "value": 60}], "arta")
    edit = acts.change_aim(aim, 1, "besa", milestones=[{**YEAR, "value": 45}], source="https://example.org")
    assert ([one.value for one in aim.milestones.all()], aim.source) == ([40, 60], "https://example.org")
    assert (edit.beside, edit.values["milestones"][0]["value"]) == (["milestones"], "45")


def test_an_aim_that_somebody_drops_stays_in_its_edit():
    aim = make_aim(make_objective(make_version(), "lists"))
    edit = acts.drop_aim(aim, BY)
    assert not Aim.objects.exists()
    assert (edit.before["baseline"], edit.before["milestones"][0]["value"]) == ("10", "40")


def test_an_aim_of_a_version_in_force_stays():
    aim = make_aim(make_objective(make_version()))
    acts.publish(aim.version, BY, None)
    with pytest.raises(NotAllowedError):
        acts.drop_aim(aim, BY)
