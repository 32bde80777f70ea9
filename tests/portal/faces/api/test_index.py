"""The index day by day over the interface: JSON in parts of a year, CSV with every day."""

from __future__ import annotations

import csv
import datetime as dt

import pytest
import time_machine
from django.test import Client

from portal.indicator.index.acts import keep_days
from tests.portal.indicator.index.world import Made, Saw, make_world

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 1, 4, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _kept() -> object:
    with time_machine.travel(NOW, tick=False):
        make_world([Made(1, 9, ("country", "map"))], [Saw(0, 30, "country", "listed")])
        keep_days(NOW.date())
        yield


def test_each_day_has_its_figures_and_today_stands_as_it_is(client: Client) -> None:
    found = client.get("/api/1/index/days").json()
    assert (found["method"], [one["day"] for one in found["days"]]) == (
        "2",
        ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04"],
    )
    share = {
        "value": 1.0,
        "low": pytest.approx(0.2065, abs=1e-4),
        "high": 1.0,
        "known": 1,
        "expected": 2,
        "coverage": pytest.approx(5 / 7),
        "fresh": 1.0,
        "effective": 1.0,
    }
    assert found["days"][-1]["whole"] == share
    assert found["days"][-1]["layers"] == [{"part": "1", "share": share}]
    assert [one["part"] for one in found["days"][-1]["criteria"]] == ["country", "map"]


def test_a_part_can_be_asked_for(client: Client) -> None:
    found = client.get("/api/1/index/days?first=2026-01-02&last=2026-01-03").json()
    assert [(one["day"], one["whole"]["known"]) for one in found["days"]] == [("2026-01-02", 1), ("2026-01-03", 1)]


@pytest.mark.parametrize("query", ["first=yesterday", "last=1999-01-01"])
def test_what_is_no_day_of_the_index_is_refused(client: Client, query: str) -> None:
    assert client.get(f"/api/1/index/days?{query}").status_code == 422


def test_the_table_has_a_row_for_each_part_of_each_day(client: Client) -> None:
    answer = client.get("/api/1/index/days.csv")
    rows = list(csv.DictReader(answer.content.decode().splitlines()))
    assert (answer["Content-Type"], len(rows)) == ("text/csv; charset=utf-8", 16)
    assert [(row["split"], row["part"], row["value"]) for row in rows[-4:]] == [
        ("whole", "", "1.0"),
        ("layer", "1", "1.0"),
        ("criterion", "country", "1.0"),
        ("criterion", "map", ""),
    ]
