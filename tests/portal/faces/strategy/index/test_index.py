"""The pages of the recognition index: now, on a past day, its method; empty, half known, and in every language."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client

from portal.indicator.index.acts import keep_days
from tests.portal.indicator.index.world import Made, Saw, make_world

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def make_kept() -> None:
    """Two months in which one library of two came to be listed, and a website of which half is known."""
    make_world(
        [Made(1, 9, ("country",)), Made(1, 9, ("country",)), Made(3, None, ("country", "phone-code"))],
        [
            Saw(0, 1, "country", "missing"),
            Saw(1, 1, "country", "missing"),
            Saw(2, 1, "country", "listed"),
            Saw(0, 1000, "country", "listed"),
        ],
    )
    keep_days(NOW.date())


def shown(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def cells(page: BeautifulSoup, heading: str) -> list[list[str]]:
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("th, td")]
        for row in page.select(f'section[aria-labelledby="{heading}"] tbody tr')
    ]


def test_the_index_stands_with_its_interval_coverage_and_freshness(client: Client) -> None:
    make_kept()
    page = shown(client, "/en/index/")
    now = [one.get_text(" ", strip=True) for one in page.select(".index-now > div")]
    assert now == [
        "Index 75 % 24 % to 97 %",
        "Coverage 81 % 3 of 4 lists",
        "Fresh 100 % looked at in the last half year",
    ]
    assert cells(page, "layers") == [
        ["Libraries", "50 %", "9 % to 91 %", "100 % (2/2)", "100 %"],
        ["Websites and apps", "100 %", "21 % to 100 %", "62 % (1/2)", "100 %"],
    ]
    assert cells(page, "grid") == [
        ["Country list", "75 % 3/3", "50 % 2/2", "100 % 1/1"],
        ["Phone code", "– 0/1", "Nothing is expected here.", "– 0/1"],
    ]


def test_each_picture_has_its_figures_as_a_table(client: Client) -> None:
    make_kept()
    page = shown(client, "/en/index/")
    figures = {one["id"]: len(one.select("tbody tr")) for one in page.select("figure.chart")}
    assert figures == {"index": 60, "known": 60, "weights": 7}
    first, *_ = page.select("#weights tbody tr")
    assert [cell.get_text() for cell in first.select("th, td")] == ["As published", "75 %", "24 %", "97 %"]


def test_a_past_day_stands_as_it_was_then(client: Client) -> None:
    make_kept()
    page = shown(client, "/en/index/2026-02-01/")
    assert page.select_one("h1").get_text() == "1 February 2026"  # type: ignore[union-attr]
    assert cells(page, "layers")[0] == ["Libraries", "0 %", "0 % to 66 %", "100 % (2/2)", "100 %"]
    assert [one["href"] for one in page.select('a[rel="prev"], a[rel="next"]')] == [
        "/en/index/2026-01-31/",
        "/en/index/2026-02-02/",
    ]


def test_a_day_that_is_asked_for_leads_to_its_page(client: Client) -> None:
    answer = client.get("/en/index/?day=2026-02-01")
    assert (answer.status_code, answer["Location"]) == (302, "/en/index/2026-02-01/")


@pytest.mark.parametrize("day", ["2026-03-02", "2012-06-30", "2026-02-30", "9999-99-99"])
def test_a_day_that_has_no_index_is_not_found(client: Client, day: str) -> None:
    make_kept()
    assert client.get(f"/en/index/{day}/").status_code == 404
    assert client.get(f"/en/index/?day={day}").status_code == 200


def test_before_anything_was_known_the_page_says_so(client: Client) -> None:
    make_kept()
    assert "Nothing is known of this day" in shown(client, "/en/index/2013-08-01/").get_text()


def test_without_any_target_the_page_says_so(client: Client) -> None:
    assert "Nothing is known yet" in shown(client, "/en/index/").get_text()


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
def test_the_method_gives_every_weight_with_its_reason(client: Client, language: str) -> None:
    page = shown(client, f"/{language}/index/method/")
    assert [len(cells(page, heading)) for heading in ("credit", "layers", "criteria")] == [7, 4, 13]
    assert all(row[2] for heading in ("layers", "criteria") for row in cells(page, heading))
