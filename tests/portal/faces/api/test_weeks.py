"""The index week by week is the index of each of these days."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import astuple

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.index import share
from portal.audit.looks import index_on
from portal.audit.models import Verdict
from portal.faces.api.weeks import by_week, end_of
from tests.portal.make import NOON, make_look, make_target

pytestmark = pytest.mark.django_db


def make_past(seed: int) -> list[dt.date]:
    """Targets of all layers, known since different days, looked at now and then; the days to ask for."""
    chance = random.Random(seed)
    for number in range(30):
        target = make_target(
            layer=number % 4,
            reach=chance.choice([None, chance.randrange(1000)]),
            added_at=NOON - dt.timedelta(days=chance.randrange(80)),
            hidden=number % 10 == 9,
        )
        for back in sorted(chance.sample(range(90), chance.randrange(6)), reverse=True):
            criteria = chance.sample(["country", "flag", "map"], 2)
            seen = {criterion: chance.choice(Verdict.values) for criterion in criteria}
            make_look(target, NOON - dt.timedelta(days=back), **seen)
    return [NOON.date() - dt.timedelta(weeks=back) for back in range(13, -1, -1)]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_each_point_is_the_index_of_its_day(seed: int) -> None:
    days = make_past(seed)
    now = end_of(days[-1])

    found = by_week(days, now)
    of_layer = by_week(days, now, layer=1)
    of_criterion = by_week(days, now, criterion="country")

    for place, day in enumerate(days):
        truth = index_on(end_of(day))
        nothing = share([])
        assert astuple(found[place]) == pytest.approx(astuple(truth.whole))
        assert astuple(of_layer[place]) == pytest.approx(astuple(truth.layers.get(1, nothing)))
        assert astuple(of_criterion[place]) == pytest.approx(astuple(truth.criteria.get("country", nothing)))


def test_the_index_of_a_day_is_told_with_its_interval_coverage_method_and_cells(client: Client) -> None:
    make_past(1)
    day = timezone.localdate(NOON) - dt.timedelta(days=10)

    told = client.get(f"/api/1/index?day={day}").json()

    truth = index_on(end_of(day))
    assert told["whole"] == {
        "value": truth.whole.value,
        "low": truth.whole.low,
        "high": truth.whole.high,
        "known": truth.whole.known,
        "expected": truth.whole.expected,
        "coverage": truth.whole.coverage,
        "by_reach": truth.whole.by_reach,
    }
    assert (told["day"], told["method"], [one["layer"] for one in told["layers"]]) == (str(day), "1", [0, 1, 2, 3])
    assert sum(cell["targets"] for cell in told["cells"]) == sum(cell.targets for cell in truth.cells)


def test_the_index_has_a_history(client: Client) -> None:
    make_past(1)

    told = client.get("/api/1/index/history?weeks=4").json()

    assert [one["day"] for one in told["points"]] == [
        str(timezone.localdate() - dt.timedelta(weeks=back)) for back in (4, 3, 2, 1, 0)
    ]
