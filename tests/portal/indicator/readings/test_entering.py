"""What people enter of an indicator in; readings that only grow, and wrong ones told at their field, out."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from portal.ground.ledger.looks import history
from portal.ground.measures import Figure, Period
from portal.indicator.readings import acts, looks
from portal.indicator.readings.acts import ReadingError
from portal.indicator.readings.models import Reading
from tests.portal.indicator.make import Q3, make_indicator, make_reading
from tests.portal.make import NOON, make_person

pytestmark = [pytest.mark.django_db]
Q2 = Period(dt.date(2026, 4, 1), dt.date(2026, 6, 30))


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def test_what_a_source_says_is_kept_with_it() -> None:
    indicator = make_indicator()
    made = make_reading(
        indicator,
        12.5,
        low=10,
        high=Decimal("14.25"),
        narrative={"en": " It rose. ", "sq": ""},
        parts={"track": {"photo": Figure(3, known=3, expected=4)}},
        confidence="medium",
    )
    kept = Reading.objects.values(
        "value", "low", "high", "starts_on", "ends_on", "parts", "narrative", "confidence", "source", "as_of", "by"
    ).get(pk=made.pk)
    assert kept == {
        "value": Decimal("12.5"),
        "low": Decimal(10),
        "high": Decimal("14.25"),
        "starts_on": Q3.start,
        "ends_on": Q3.end,
        "parts": {"track": {"photo": [3, None, None, 3, 4]}},
        "narrative": {"en": "It rose."},
        "confidence": "medium",
        "source": "the yearly report, page 4",
        "as_of": dt.date(2026, 10, 5),
        "by": "person-0",
    }
    assert looks.figure_of(made).parts == {"track": {"photo": Figure(3, known=3, expected=4)}}
    assert [(row.verb, row.actor) for row in history(indicator.subject)] == [
        ("indicator.made", "machine"),
        ("reading.entered", "person-0"),
    ]


def test_a_later_reading_of_the_same_period_stands_in_its_place_and_nothing_is_lost() -> None:
    indicator = make_indicator()
    first = make_reading(indicator, 7)
    earlier = make_reading(indicator, 3, Q2)
    second = make_reading(indicator, 8)
    assert looks.course(indicator) == [earlier, second]
    assert looks.latest(indicator) == second
    assert looks.reading_of(indicator, Q3) == second
    assert looks.reading_of(indicator, Period(Q2.start, Q3.end)) is None
    assert set(looks.readings_of(indicator)) == {first, earlier, second}
    assert looks.now(indicator) == Figure(8.0)


def test_an_unknown_figure_is_kept_as_unknown() -> None:
    assert make_reading(make_indicator(), None).value is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"source": "  "}, "source"),
        ({"source": "x" * 601}, "source"),
        ({"as_of": dt.date(2027, 1, 1)}, "as_of"),
        ({"period": Period(dt.date(2027, 1, 1), dt.date(2027, 3, 31))}, "period"),
        ({"value": float("nan")}, "value"),
        ({"value": 10**15}, "value"),
        ({"value": -1}, "value"),
        ({"low": 8}, "low"),
        ({"high": 6}, "low"),
        ({"confidence": "sure"}, "confidence"),
        ({"narrative": {"en": "x" * 4001}}, "narrative"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(fields: dict[str, Any], field: str) -> None:
    indicator = make_indicator()
    with pytest.raises(ReadingError) as refused:
        make_reading(indicator, **{"value": 7, **fields})
    assert refused.value.field == field
    assert not Reading.objects.exists()


def test_a_share_is_not_above_one() -> None:
    with pytest.raises(ReadingError) as refused:
        make_reading(make_indicator(unit="share"), 1.01)
    assert refused.value.field == "value"


def test_a_period_that_overlaps_another_one_is_refused() -> None:
    indicator = make_indicator()
    make_reading(indicator)
    with pytest.raises(ReadingError) as refused:
        make_reading(indicator, 1, Period(dt.date(2026, 9, 30), dt.date(2026, 10, 30)))
    assert (refused.value.field, looks.course(indicator)[0].value) == ("period", Decimal(7))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"slug": "no slug"}, "slug"),
        ({"slug": "taken"}, "slug"),
        ({"names": {"en": " "}}, "names"),
        ({"unit": ""}, "unit"),
        ({"unit": "miles"}, "unit"),
        ({"cadence": "week"}, "cadence"),
        ({"measure": "room.nothing"}, "measure"),
    ],
)
def test_a_wrong_indicator_is_told_at_its_field(fields: dict[str, Any], field: str) -> None:
    make_indicator(slug="taken")
    with pytest.raises(ReadingError) as refused:
        make_indicator(**fields)
    assert refused.value.field == field


def test_an_indicator_changes_but_for_what_its_readings_stand_on() -> None:
    person = make_person()
    indicator = make_indicator()
    changed = acts.change_indicator(indicator, "person-0", names={"en": "Articles"}, owes=person, cadence="month")
    assert (changed.names, changed.owes, changed.cadence) == ({"en": "Articles"}, person, "month")
    make_reading(changed)
    acts.change_indicator(changed, "person-0", names={"en": "Articles"}, cadence="month")
    for name, value in (("cadence", "year"), ("unit", "share")):
        with pytest.raises(ReadingError) as refused:
            acts.change_indicator(changed, "person-0", **{name: value})
        assert refused.value.field == name
    assert [row.verb for row in history(indicator.subject)] == [
        "indicator.made",
        "indicator.changed",
        "reading.entered",
    ]


def test_what_is_retired_owes_nothing_and_keeps_its_readings() -> None:
    indicator = make_indicator(owes=make_person())
    make_reading(indicator)
    assert [owed.period for owed in looks.owing(NOON.date())] == [Period(dt.date(2026, 1, 1), dt.date(2026, 3, 31)), Q2]
    retired = acts.retire(indicator, "person-0")
    assert retired.retired_on == NOON.date()
    assert acts.retire(indicator, "person-1").retired_on == NOON.date()
    assert (looks.owing(NOON.date()), len(looks.course(indicator))) == ([], 1)
    assert list(looks.all_indicators()) == []
    assert looks.indicator(indicator.slug) == retired


def test_a_reading_of_another_length_settles_the_periods_it_speaks_of() -> None:
    person = make_person()
    indicator = make_indicator(owes=person)
    make_reading(indicator, 1, Period(dt.date(2026, 2, 1), dt.date(2026, 5, 31)))
    [owed] = looks.owing(NOON.date())
    assert (owed.indicator, owed.period, owed.person, owed.days) == (indicator, Q3, person, 54)


def test_the_machine_does_not_count_what_people_enter() -> None:
    with pytest.raises(ReadingError) as refused:
        acts.read(make_indicator(), Q3)
    assert refused.value.field == "indicator"
