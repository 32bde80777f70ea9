"""Agreement: Krippendorff's own worked figures, honest words where little is known, and whom to talk with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from portal.academy.jury.agreement import Alpha, Juror, alpha, disputed, jurors

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C: 4 observers, 12 units.
TABLE = {
    1: [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    2: [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    3: [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    4: [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
}
MARKS = {
    (juror, unit): float(mark) for juror, marks in TABLE.items() for unit, mark in enumerate(marks) if mark is not None
}


def test_alpha_is_that_of_the_published_example() -> None:
    assert alpha(MARKS, "nominal") == Alpha(0.7434, "enough", 11, 4)
    assert alpha(MARKS, "ordinal") == Alpha(0.8154, "good", 11, 4)
    assert alpha(MARKS, "interval") == Alpha(0.8491, "good", 11, 4)


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        ({}, Alpha(None, "too-few", 0, 0)),
        ({(1, 1): 5.0, (2, 2): 1.0}, Alpha(None, "too-few", 0, 0)),
        ({(1, 1): 4.0, (2, 1): 4.0, (1, 2): 4.0, (2, 2): 4.0}, Alpha(None, "all-equal", 2, 2)),
        ({(1, 1): 4.0, (2, 1): 4.0, (1, 2): 1.0}, Alpha(None, "all-equal", 1, 2)),
    ],
)
def test_what_cannot_be_known_is_said(marks: dict[tuple[int, int], float], found: Alpha) -> None:
    assert alpha(marks, "ordinal") == found
    assert found.words.startswith("Not known")


def test_few_works_are_a_hint_and_opposite_marks_are_worse_than_chance() -> None:
    found = alpha({(1, 1): 1.0, (2, 1): 5.0, (1, 2): 5.0, (2, 2): 1.0}, "interval")
    assert (found.word, found.is_hint) == ("none", True)
    assert alpha(MARKS, "ordinal").is_hint is False


def test_each_juror_has_a_mean_a_spread_and_a_lean() -> None:
    given = {(1, 1): Fraction(1), (1, 2): Fraction(1, 2), (2, 1): Fraction(1, 2), (3, 3): Fraction(1)}
    assert jurors(given, [1, 2, 3, 4]) == [
        Juror(1, 2, 0.75, pytest.approx(0.35355, abs=1e-4), 0.5),
        Juror(2, 1, 0.5, None, -0.5),
        Juror(3, 1, 1.0, None, None),
        Juror(4, 0, None, None, None),
    ]


def test_works_on_which_jurors_are_far_apart_are_listed_the_furthest_first() -> None:
    given = {
        (1, 1): Fraction(1), (2, 1): Fraction(1, 2), (1, 2): Fraction(0), (2, 2): Fraction(1),
        (1, 3): Fraction(1, 2), (2, 3): Fraction(3, 4),
    }  # fmt: skip
    assert disputed(given, is_yes_no=False) == [(2, Fraction(1)), (1, Fraction(1, 2))]


def test_a_split_between_yes_and_no_is_listed_and_one_voice_against_four_is_not() -> None:
    given = {(seat, 1): Fraction(seat % 2) for seat in range(4)} | {(seat, 2): Fraction(seat > 0) for seat in range(5)}
    assert disputed(given, is_yes_no=True) == [(1, Fraction(1))]
