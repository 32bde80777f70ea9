"""Numbers and days are said as people say them."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.utils.translation import override

from portal.faces.kit.numbers import ago, day, human, reach

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (999, "999"),
        (12_345, "12,300"),
        (345_678, "346,000"),
        (999_999, "1 million"),
        (2_000_000, "2 million"),
        (12_345_678, "12.3 million"),
        (5_000_000_000, "5 billion"),
    ],
)
def test_a_number_has_three_figures(value: int, said: str) -> None:
    assert human(value) == said


def test_a_number_follows_the_language() -> None:
    with override("sq"):
        assert human(12_345) == "12\N{NO-BREAK SPACE}300"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1, "downloads a month", "1 download a month"),
        (12_345_678, "downloads a month", "12.3 million downloads a month"),
        (3, "readers", "3 readers"),
        (None, "downloads a month", "Reach not known"),
    ],
)
def test_reach_is_a_whole_phrase(value: int | None, unit: str, said: str) -> None:
    assert reach(value, unit) == said


def test_days_are_written_day_first() -> None:
    assert day(NOON) == "23 November 2026"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("sq", "23 nëntor 2026"),
        ("sr", "23. новембра 2026."),
        ("sr-latn", "23. novembra 2026."),
        ("tr", "23 Kasım 2026"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language: str, written: str) -> None:
    with override(language):
        assert day(NOON) == written


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "today"), (1, "yesterday"), (5, "5 days ago"), (90, "25 August 2026"), (-2, "25 November 2026")],
)
def test_since_is_said_in_days_for_a_month(days: int, said: str) -> None:
    with time_machine.travel(NOON, tick=False):
        assert ago(NOON - dt.timedelta(days=days)) == said
