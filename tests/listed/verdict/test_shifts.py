"""What changed for the place between two versions, as laws and by example."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed.verdict.shifts import Shift, level, shifts
from listed.verdict.standing import Standing

VERDICTS = ("listed", "qualified", "mixed", "missing", "under-serbia", "not-expected", "unclear")
REVERSE = {"appeared": "disappeared", "disappeared": "appeared", "renamed": "renamed", "recoded": "recoded"}

some_standing = st.builds(
    Standing,
    st.sampled_from(VERDICTS),
    st.sampled_from([None, "Kosovo", "KOSOVO", "Republic of Kosovo", "Kosovo*"]),
    st.sampled_from([None, "XK", "xk", "XKX", "383"]),
    st.integers(0, 300),
)
some_standings = st.dictionaries(st.sampled_from(["country", "phone-code", "flag", "iban"]), some_standing)


@given(some_standings)
def test_nothing_changes_from_a_version_to_itself(now: Mapping[str, Standing]) -> None:
    assert shifts(now, now) == []


@given(some_standings, some_standings)
def test_the_way_back_undoes_the_way_there(before: Mapping[str, Standing], now: Mapping[str, Standing]) -> None:
    back = {Shift(one.criterion, REVERSE[one.kind], one.now, one.was) for one in shifts(before, now)}  # type: ignore[arg-type]
    assert set(shifts(now, before)) == back


@given(some_standings, some_standings)
def test_what_appeared_stands_higher_and_what_disappeared_lower(
    before: Mapping[str, Standing], now: Mapping[str, Standing]
) -> None:
    for one in shifts(before, now):
        if one.kind in ("appeared", "disappeared"):
            low, high = level(one.was), level(one.now)
            assert low is not None
            assert high is not None
            assert (low < high) == (one.kind == "appeared")
        else:
            assert one.was
            assert one.now


@given(some_standings, some_standings)
def test_a_criterion_changes_in_each_way_once(before: Mapping[str, Standing], now: Mapping[str, Standing]) -> None:
    told = [(one.criterion, one.kind) for one in shifts(before, now)]
    assert len(told) == len(set(told))


@given(some_standings, some_standings)
def test_what_is_unclear_tells_no_change(before: Mapping[str, Standing], now: Mapping[str, Standing]) -> None:
    unclear = {word for each in (before, now) for word, one in each.items() if one.verdict == "unclear"}
    assert not unclear & {one.criterion for one in shifts(before, now)}


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (
            {"country": Standing("missing")},
            {"country": Standing("listed", "Kosovo", "XK")},
            [Shift("country", "appeared", "missing", "listed")],
        ),
        (
            {"country": Standing("listed", "Kosovo", "XK")},
            {"country": Standing("mixed")},
            [Shift("country", "disappeared", "listed", "mixed")],
        ),
        (
            {"country": Standing("listed", "Kosovo", "XK")},
            {"country": Standing("qualified", "Kosovo*", "XKX")},
            [Shift("country", "renamed", "Kosovo", "Kosovo*"), Shift("country", "recoded", "XK", "XKX")],
        ),
        ({"country": Standing("missing")}, {"country": Standing("under-serbia", "Kosovo", "RS-KM")}, []),
        ({}, {"country": Standing("listed")}, [Shift("country", "appeared", None, "listed")]),
        ({"country": Standing("listed")}, {}, [Shift("country", "disappeared", "listed", None)]),
        ({"country": Standing("listed")}, {"flag": Standing("listed")}, []),
        ({"country": Standing("listed", "Kosovo", "xk")}, {"country": Standing("listed", " KOSOVO", "XK")}, []),
    ],
)
def test_changes_by_example(before: Mapping[str, Standing], now: Mapping[str, Standing], expected: list[Shift]) -> None:
    assert shifts(before, now) == expected
