"""Days before and since asking, counted by hand."""

from __future__ import annotations

from portal.indicator.trial.spells import Case, Spell, asked_spells, waiting_spells

# The trial is on its 20th day, day 19; waves began on the days 0 and 10.
CASES = [
    Case(1, "a", 0, 4),  # asked at once, listed on its fifth day
    Case(1, "b", 10, 4),  # listed while it waited
    Case(1, "c", 10, 10),  # listed on the day it was asked
    Case(1, "d", 10, None),  # waited ten days, asked since, nothing came
    Case(1, "e", None, None),  # never asked
    Case(1, "f", 30, None),  # asked after the days that count
    Case(1, "g", 0, 25),  # listed after the days that count
    Case(1, "h", 10, -2),  # listed before the trial began
]


def test_time_since_asking_ends_with_the_listing_or_the_last_day() -> None:
    assert asked_spells(CASES, 19) == [Spell(5, True), Spell(1, True), Spell(10, False), Spell(20, False)]


def test_time_before_asking_ends_with_the_listing_or_the_day_before() -> None:
    expected = [Spell(5, True), Spell(10, False), Spell(10, False), Spell(20, False), Spell(20, False)]
    assert waiting_spells(CASES, 19) == expected


def test_nothing_is_counted_before_the_first_day_is_over() -> None:
    assert (asked_spells(CASES, -1), waiting_spells(CASES, -1)) == ([], [])
