"""How long is waited: never less than the wiki asks for, never more than is allowed, longer with each try."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from wiki.client.pace import Pace, retry_after

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("99999999999999999999", 86_400.0),
        ("Mon, 23 Nov 2026 12:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2026 13:01:00 +0100", 60.0),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400.0),
        ("", None),
        ("-5", None),
        ("٥", None),
        ("soon", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_and_as_a_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_waits_double_with_each_try_and_end_at_the_longest() -> None:
    pace = Pace(first_wait=1.0, longest_wait=20.0)
    for tried, top in enumerate((1.0, 2.0, 4.0, 8.0, 16.0, 20.0, 20.0), start=1):
        waits = [pace.wait(tried, None) for _ in range(50)]
        assert top / 2 <= min(waits) <= max(waits) <= top
        assert len(set(waits)) > 10  # by chance, or all who were turned away would come back together


def test_what_the_wiki_asks_for_is_never_shortened_but_by_the_longest_wait() -> None:
    pace = Pace(first_wait=1.0, longest_wait=20.0)
    assert all(5.0 <= pace.wait(1, 5.0) <= 5.25 for _ in range(50))
    assert pace.wait(1, 600.0) == 20.0
