"""How often something may be done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection

from portal.ground.limits import acts
from portal.ground.limits.models import Count
from portal.ground.limits.rules import CODE_TO_ADDRESS

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_limit_holds_for_each_deed_and_doer_alone() -> None:
    with time_machine.travel(NOON, tick=False):
        assert [acts.allow("knock", "ana", 3, 60) for _ in range(5)] == [True, True, True, False, False]
        assert acts.allow("knock", "ben", 3, 60)
        assert acts.allow("ring", "ana", 3, 60)


@pytest.mark.django_db
def test_a_new_window_starts_anew() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        assert [acts.allow("knock", "ana", 1, 60) for _ in range(2)] == [True, False]
        clock.shift(60)
        assert acts.allow("knock", "ana", 1, 60)


@pytest.mark.django_db
def test_nothing_is_allowed_where_the_limit_is_zero() -> None:
    assert not acts.allow("knock", "ana", 0, 60)


@pytest.mark.django_db
def test_no_address_is_kept() -> None:
    acts.allow_rule(CODE_TO_ADDRESS, "ana@example.org")
    acts.allow("other", "ana@example.org", 5, 60)
    rows = list(Count.objects.values_list("deed", "doer"))
    assert "ana" not in str(rows)
    assert len({doer for _, doer in rows}) == 2  # nobody can tell from the hashes that both are the same person


@pytest.mark.django_db
def test_ended_windows_are_forgotten() -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        acts.allow("knock", "ana", 1, 60)
        acts.allow("knock", "ana", 1, 3600)
        clock.shift(120)
        assert (acts.purge(), Count.objects.count()) == (1, 1)


def _try(_: int) -> bool:
    try:
        return acts.allow("knock", "ana", 5, 86400 * 365)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_no_more_than_the_limit() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(_try, range(20))) == 5
