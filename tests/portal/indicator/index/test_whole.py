"""The index of one day: how layers, criteria and reach weigh, how sure it is, and what other weights would say."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from portal.ground.measures import Period, all_measures
from portal.indicator.index.day import day_on
from portal.indicator.index.looks import index_on
from portal.indicator.index.method import method
from portal.indicator.index.sensitivity import alternatives, draws
from portal.indicator.index.sums import Share
from portal.indicator.index.whole import grid
from tests.portal.indicator.index.world import Made, Saw, make_world

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 2, 1)


def make_two_layers() -> None:
    """Libraries of reach 9 and 999, the first listed; a website of unknown reach, missing, its phone code unknown."""
    make_world(
        [Made(1, 9, ("country",)), Made(1, 999, ("country",)), Made(3, None, ("country", "phone-code"))],
        [Saw(0, 1, "country", "listed"), Saw(1, 1, "country", "missing"), Saw(2, 1, "country", "mixed")],
    )


def test_reach_weighs_by_its_logarithm_and_layers_as_the_method_says() -> None:
    make_two_layers()
    found = index_on(DAY)
    assert found.layers[1].value == pytest.approx(1 / 4)
    assert found.layers[3].value == 0.5
    # Both layers weigh 3; of the website 5 parts in 8 are known.
    assert found.whole.value == pytest.approx((0.25 + 0.5) / 2)
    assert found.whole.coverage == pytest.approx((3 + 3 * 5 / 8) / 6)
    assert (found.whole.known, found.whole.expected, found.whole.fresh) == (3, 4, 1.0)
    assert list(found.criteria) == ["country", "phone-code"]


def test_one_wide_target_makes_the_interval_as_wide_as_few_targets_would() -> None:
    make_two_layers()
    share = index_on(DAY).layers[1]
    assert share.effective == pytest.approx(4**2 / (1 + 9))
    assert share.low is not None
    assert share.high is not None
    assert 0 < share.low < 0.25 < share.high < 1


def test_what_is_not_known_has_no_value_but_lowers_the_coverage() -> None:
    make_world([Made(2, 5, ("country",))], [Saw(0, 1, "country", "unclear")])
    assert index_on(DAY).whole == Share(None, None, None, 0, 1, 0.0, None, None)


def test_targets_that_nobody_looked_at_do_not_move_the_index() -> None:
    make_two_layers()
    before = index_on(DAY).whole
    make_world([Made(layer, 999, ("country",)) for layer in (0, 1, 3)], [])
    after = index_on(DAY).whole
    assert (after.value, after.low, after.high, after.known) == (before.value, before.low, before.high, before.known)
    assert after.expected == before.expected + 3
    assert after.coverage is not None
    assert before.coverage is not None
    assert after.coverage < before.coverage


def test_the_grid_has_a_share_wherever_something_is_expected() -> None:
    make_two_layers()
    day = day_on(DAY)
    found = grid(day.sums(day.weight, method()), method())
    assert {cell: (share.value, share.known) for cell, share in found.items()} == {
        (1, "country"): (pytest.approx(0.25), 2),
        (3, "country"): (0.5, 1),
        (3, "phone-code"): (None, 0),
    }


def test_alternatives_show_what_the_weights_decide() -> None:
    make_two_layers()
    day = day_on(DAY)
    found = {(one.way, one.part): one.share.value for one in alternatives(day, method())}
    assert found["published", ""] == index_on(DAY).whole.value
    assert found["layer", 1] == pytest.approx(0.25)
    assert found["targets", ""] == pytest.approx((0.5 + 0.5) / 2)
    assert found["reach", ""] == pytest.approx((9 / 1008 + 0.5) / 2)
    assert found["without", "country"] is None
    assert found["without", "phone-code"] == pytest.approx((0.25 + 0.5) / 2)


def test_drawn_weights_are_the_same_for_everybody_and_stay_between_the_layers() -> None:
    make_two_layers()
    first, second = (draws(day_on(DAY), method()) for _ in range(2))
    assert first == second
    assert first is not None
    assert np.all(np.diff([0.25, first.lowest, first.low, first.middle, first.high, first.highest, 0.5]) > 0)


def test_where_nothing_is_known_nothing_is_drawn() -> None:
    assert draws(day_on(DAY), method()) is None


def test_the_measure_is_the_index_at_the_end_of_its_period() -> None:
    make_two_layers()
    figure = all_measures()["index.whole"].read(Period(dt.date(2026, 1, 1), DAY))
    share = index_on(DAY).whole
    assert (figure.value, figure.low, figure.high, figure.known, figure.expected) == (
        share.value, share.low, share.high, 3, 4,
    )  # fmt: skip
    assert {split: sorted(parts) for split, parts in figure.parts.items()} == {
        "layer": ["1", "3"],
        "criterion": ["country", "phone-code"],
    }
