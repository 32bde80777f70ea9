"""The course of an indicator: round values on its axis, and a drawing that holds what it was given."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.faces.charts.course import Step, course, ticks


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 1.0, [0.0, 0.5, 1.0]),
        (0.0, 37.0, [0.0, 10.0, 20.0, 30.0, 40.0]),
        (-3.0, 12.0, [-5.0, 0.0, 5.0, 10.0, 15.0]),
        (0.0, 0.003, [0.0, 0.001, 0.002, 0.003]),
        (0.0, 0.0, [0.0, 0.5]),
        (0.0, 1418.0, [0.0, 500.0, 1000.0, 1500.0]),
    ],
)
def test_an_axis_has_round_values_that_hold_every_figure(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high) == expected


def test_figures_without_an_interval_and_targets_are_drawn_in_both_shapes() -> None:
    steps = [Step(dt.date(2026, 3, 31), 4.0), Step(dt.date(2026, 6, 30), 9.0, 7.0, 12.0)]
    drawn = course(steps, [Step(dt.date(2026, 12, 31), 20.0)], lambda value: f"<{value:g}>")
    assert [one.shape for one in drawn] == ["wide", "tall"]
    for one in drawn:
        assert one.svg.startswith("<svg")
        assert "&lt;20&gt;" in one.svg


def test_one_target_alone_can_be_drawn() -> None:
    assert course([], [Step(dt.date(2026, 12, 31), 20.0)], str)[0].svg.startswith("<svg")
