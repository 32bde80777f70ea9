"""The shipped indicators in; each in the database once, in three languages, as people left it, out."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.ground.languages.said import LANGUAGES
from portal.ground.measures import Kind, Period, all_measures
from portal.indicator.readings import acts, looks
from portal.indicator.readings.models import Indicator
from portal.indicator.readings.starter import load_indicators, shipped

Q4 = Period(dt.date(2026, 10, 1), dt.date(2026, 12, 31))


@pytest.mark.django_db
def test_the_shipped_indicators_come_once_and_stay_as_people_changed_them() -> None:
    assert load_indicators() == len(all_measures())
    first = Indicator.objects.order_by("pk")[0]
    acts.change_indicator(first, "person-0", names={"en": "Another name"})
    acts.retire(first, "person-0")
    assert load_indicators() == 0
    kept = Indicator.objects.get(pk=first.pk)
    assert (kept.names, kept.retired_on is None) == ({"en": "Another name"}, False)


def test_each_has_a_name_and_a_description_in_each_language() -> None:
    for row in shipped():
        for texts in (row["names"], row["about"]):
            assert (set(texts), all(texts.values())) == (set(LANGUAGES), True), row["slug"]


def test_every_measure_ships_with_one_indicator() -> None:
    assert sorted(row["measure"] for row in shipped()) == sorted(all_measures())


@pytest.mark.django_db
def test_a_shipped_indicator_that_is_a_state_can_be_read_before_anything_was_recorded() -> None:
    load_indicators()
    for indicator in looks.all_indicators():
        found = looks.measure_of(indicator)
        assert found is not None
        row = acts.read(indicator, Q4 if found.kind == Kind.STATE else Period(Q4.start, Q4.start))
        assert row.value in (None, 0)
