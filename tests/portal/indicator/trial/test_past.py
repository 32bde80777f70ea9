"""The public requests of the past: sorted by what is known of them, with bounds for what is not."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest

from portal.indicator.trial.past import Asked, past, read_asked, sort
from portal.indicator.trial.spells import Spell

AS_OF = dt.date(2026, 11, 23)


def make_asked(
    outcome: str = "added", opened: str | None = "2024-01-01", closed: str | None = None, **more: Any
) -> Asked:
    days = [None if each is None else dt.date.fromisoformat(each) for each in (opened, closed)]
    values = {"id": "a/b#1", "url": "https://example.org/1", "list_type": "list", **more}
    return Asked(outcome=outcome, opened=days[0], closed=days[1], as_of=AS_OF, **values)


def test_each_request_is_counted_once_by_what_is_known_of_it() -> None:
    found = sort(
        [
            make_asked(closed="2024-01-10"),
            make_asked("added_opt_in", closed="2024-01-01"),
            make_asked("open", "2026-11-14"),
            make_asked("refused", "2026-11-14", "2026-11-20"),
            make_asked(opened=None),
            make_asked(opened="2026-11-22"),
            make_asked("closed_unknown", "2026-11-21"),
            make_asked("duplicate"),
            make_asked(list_type="remove"),
        ]
    )
    assert found.spells == [Spell(10, True), Spell(1, True), Spell(10, False), Spell(10, False)]
    counts = (found.no_opening, found.no_addition, found.no_end, found.other, found.first, found.as_of)
    assert counts == (1, [2], [3], 2, dt.date(2024, 1, 1), AS_OF)


def test_what_is_not_known_widens_the_bounds() -> None:
    rows = [make_asked(closed="2024-01-10"), make_asked("open"), make_asked(), make_asked("closed_unknown")]
    found = past(sort(rows))
    # Half of those that are known; one of four where the rest came late or never; three of four where it came at once.
    bounds = (found["within_year"], found["within_year_low"], found["within_year_high"])
    assert bounds == pytest.approx((0.5, 0.25, 0.75))


def test_the_file_holds_facts_alone_and_is_counted_whole() -> None:
    rows = read_asked()
    found = past(sort(rows))
    parts = [found["curve"]["spells"], *(found[name] for name in ("no_opening", "no_addition", "no_end", "other"))]
    assert sum(parts) == len(rows) == len({row.id for row in rows}) == 273
    assert Counter(row.url.startswith("https://github.com/") for row in rows) == {True: 273}
    assert 0 < found["within_year_low"] < found["within_year"] < found["within_year_high"] < 1
    assert (found["from_year"], found["to_year"], found["as_of"]) == (2011, 2026, "2026-11-23")
