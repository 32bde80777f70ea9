"""The chapters of the index and of trials tell what was kept, with plots, and stay away where nothing was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from portal.faces.strategy.open import course
from portal.faces.strategy.open.frozen import Frozen
from portal.indicator.index.sums import Share
from portal.indicator.index.whole import Index
from portal.strategy.review.standing import MOST, index_data

DAY = dt.date(2026, 1, 1)


def make_index(number: int, value: float | None = 0.5) -> Index:
    share = Share(value, value and value - 0.1, value and value + 0.1, 30, 40, 0.75, 0.9, 25.0)
    return Index(DAY + dt.timedelta(days=number), share, {0: share}, {"country": share})


def make_frozen(**values: Any) -> Frozen:
    return Frozen({"contents": {}, "indicators": {}, **values})


def make_curve(name_days: tuple[int, ...] = (0, 10, 200)) -> dict[str, Any]:
    steps = [
        {"day": day, "share": place / 10, "low": place / 20, "high": place / 5, "at_risk": 30 - place}
        for place, day in enumerate(name_days)
    ]
    return {"steps": steps, "last": 400, "listed": 2, "spells": 30, "days": 9000}


def make_body() -> dict[str, Any]:
    drawn = {"asked": make_curve(), "waiting": make_curve((0, 50))}
    return {"targets": 60, "last": 400, "drawn": drawn, "test": None}


@pytest.mark.parametrize("many", [1, 2, 24, 25, 100, 3650])
def test_a_course_is_thinned_to_what_paper_can_tell_apart_and_keeps_its_last_day(many: int) -> None:
    kept = index_data([make_index(number) for number in range(many)])
    assert len(kept) == min(many, -(-many // -(-many // MOST)))
    assert kept[-1]["day"] == (DAY + dt.timedelta(days=many - 1)).isoformat()
    days = [one["day"] for one in kept]
    assert days == sorted(days)


def test_the_index_is_told_with_its_parts_and_its_course() -> None:
    found = course.index(make_frozen(index=index_data([make_index(0, 0.4), make_index(30)])))
    assert found is not None
    assert [(one.value, one.name, one.note) for one in found.numbers] == [
        ("50.0", "Now", "between 40.0 and 60.0"),
        ("75 %", "Coverage", "of what is expected, by weight"),
        ("90 %", "Freshness", "of what is known was looked at lately"),
    ]
    row = ["50.0", "between 40.0 and 60.0", "30", "40", "75 %"]
    assert [grid.rows for grid in found.grids] == [[["Standards", *row]], [["Country list", *row]]]
    assert found.plots[0].text == "1 January 2026: 40.0. 31 January 2026: 50.0."


def test_what_is_not_known_of_the_index_is_told_and_not_drawn() -> None:
    found = course.index(make_frozen(index=index_data([make_index(0, None), make_index(1, None)])))
    assert found is not None
    assert found.numbers[0].value == "not known"
    assert not found.plots


def test_a_trial_is_told_in_honest_words_with_both_curves() -> None:
    found = course.trials(make_frozen(trials=[{"names": {"en": "Libraries"}, "body": make_body()}]))
    assert found is not None
    trial = found.sections[0]
    assert trial.title == "Libraries"
    assert trial.text[0] == "Still running: no answer yet."
    assert [one.value for one in trial.numbers] == ["60", "2", "2"]
    assert trial.plots[0].text.count("the curve stands at") == 2
    assert "var(" not in trial.plots[0].svg


def test_a_trial_that_nobody_counted_has_words_alone() -> None:
    found = course.trials(make_frozen(trials=[{"names": {"en": "Libraries"}, "body": None}]))
    assert found is not None
    assert (found.sections[0].numbers, found.sections[0].plots) == ([], [])


def test_requests_of_the_past_are_told_with_their_bounds() -> None:
    past = {
        "curve": make_curve(), "within_year": 0.3, "within_year_low": 0.2, "within_year_high": 0.5,
        "no_opening": 4, "no_addition": 2, "no_end": 3, "from_year": 2012, "to_year": 2026,
    }  # fmt: skip
    found = course.trials(make_frozen(past=past))
    assert found is not None
    assert found.text == ["No trial has been drawn yet."]
    assert [one.value for one in found.sections[0].numbers] == ["30 %", "4", "5"]
    assert "2012–2026" in found.sections[0].title
    assert len(found.sections[0].plots) == 1


def test_without_anything_kept_there_is_no_chapter() -> None:
    assert (course.index(make_frozen()), course.trials(make_frozen())) == (None, None)
