"""The index: what counts, how sure it is, and that any past day can be asked for."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.audit.index import Cell, Share, share
from portal.audit.looks import index_on
from tests.portal.make import NOON, make_look, make_target

DAY = dt.timedelta(days=1)


def test_half_a_listing_counts_half_and_what_is_not_known_lowers_the_coverage_alone() -> None:
    cells = [
        Cell(1, "country", "listed", 3, 300),
        Cell(1, "country", "mixed", 2, 0),
        Cell(1, "country", "missing", 1, 900),
        Cell(1, "country", "unclear", 2, 0),
        Cell(1, "country", "not-expected", 50, 0),
    ]
    found = share(cells)
    assert (found.value, found.known, found.expected, found.coverage, found.by_reach) == (4 / 6, 6, 8, 0.75, 0.25)


def test_where_nothing_is_known_the_index_says_so() -> None:
    assert share([Cell(3, "country", "unclear", 25, 0)]) == Share(None, None, None, 0, 25, None)


@pytest.mark.django_db
def test_the_index_of_a_past_day_stays_as_it_was() -> None:
    target, other = make_target(), make_target()
    make_look(target, NOON, country="missing")
    make_look(other, NOON, country="listed")
    before = index_on(NOON + DAY)
    make_look(target, NOON + 10 * DAY, country="listed")
    assert index_on(NOON + DAY) == before
    assert (before.whole.value, index_on(NOON + 11 * DAY).whole.value) == (0.5, 1.0)


@pytest.mark.django_db
def test_targets_nobody_looked_at_are_expected_but_not_known() -> None:
    make_target()
    found = index_on(NOON)
    assert (found.whole.value, found.whole.expected, found.whole.coverage) == (None, 1, 0.0)
