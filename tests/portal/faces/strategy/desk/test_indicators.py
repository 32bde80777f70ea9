"""Indicators at the desk: made, changed, read and ended; figures in their unit, faults at their fields."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from portal.ground.measures import Unit
from portal.ground.people.models import Role
from portal.indicator.readings.looks import latest
from portal.indicator.readings.models import Indicator, Reading
from tests.portal.faces.strategy.desk.make import coordinator
from tests.portal.indicator.make import make_indicator, make_reading
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
DESK = "/desk/strategy/indicators"


def typed(deed: str, **values: str) -> dict[str, str]:
    """A deed as its form sends it."""
    return {"do": deed, **{f"{deed}-{name}": value for name, value in values.items()}}


def reading(**changes: str) -> dict[str, str]:
    """A reading of the third quarter of 2026 as its form sends it."""
    values = {"starts_on": "2026-07-01", "ends_on": "2026-09-30", "value": "62.5", "confidence": "medium"}
    return typed("enter", **{**values, "source": "a report", "as_of": "2026-10-05", **changes})


def test_one_that_people_enter_and_one_that_the_portal_counts_are_made() -> None:
    person = make_person(Role.EDITOR, name="Besa")
    client = coordinator()
    sent = {"names_en": "Funds", "unit": "count", "cadence": "year", "rises": "on", "owes": person.handle}
    assert client.post(f"{DESK}/new/", sent).headers["Location"] == f"{DESK}/about/funds/"
    client.post(f"{DESK}/new/", {"names_en": "Wins", "measure": "outcome.won", "unit": "", "cadence": "month"})
    funds, wins = Indicator.objects.get(slug="funds"), Indicator.objects.get(slug="wins")
    assert (funds.unit, funds.cadence, funds.owes, funds.measure) == ("count", "year", person, "")
    assert (wins.measure, wins.rises, wins.cadence, wins.owes) == ("outcome.won", True, "month", None)


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("names_sq", {"names_en": ""}),
        ("unit", {"unit": ""}),
        ("slug", {"slug": "taken"}),
        ("measure", {"measure": "no.such"}),
        ("cadence", {"cadence": "week"}),
    ],
)
def test_what_is_wrong_with_an_indicator_is_said_at_its_field(field: str, sent: dict[str, str]) -> None:
    make_indicator(slug="taken")
    values = {"names_en": "New", "unit": "count", "cadence": "year", **sent}
    answer = coordinator().post(f"{DESK}/new/", values)
    assert (list(answer.context["form"].errors), Indicator.objects.count()) == ([field], 1)


def test_a_share_is_entered_in_percent_with_its_parts_and_words() -> None:
    shown = make_indicator(unit=Unit.SHARE)
    sent = reading(low="50", high="70.5", parts="by sex: women = 40\nby sex: men = 22,5\n", narrative_sr="Добро.")
    coordinator().post(f"{DESK}/about/{shown.slug}/", sent)
    kept = latest(shown)
    assert kept is not None
    assert (kept.value, kept.low, kept.high) == (Decimal("0.625"), Decimal("0.5"), Decimal("0.705"))
    assert (kept.confidence, kept.source, kept.narrative) == ("medium", "a report", {"sr": "Добро."})
    assert {part: row[0] for part, row in kept.parts["by sex"].items()} == {"women": 0.4, "men": 0.225}


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("source", {"source": ""}),
        ("as_of", {"as_of": "2999-01-01"}),
        ("ends_on", {"ends_on": "2026-06-30"}),
        ("starts_on", {"starts_on": "2026-08-01"}),
        ("starts_on", {"starts_on": "2999-01-01", "ends_on": "2999-03-31"}),
        ("low", {"low": "80"}),
        ("value", {"value": "-1"}),
        ("parts", {"parts": "women 12"}),
    ],
)
def test_what_is_wrong_with_a_reading_is_said_at_its_field(field: str, change: dict[str, str]) -> None:
    shown = make_indicator()
    make_reading(shown)
    answer = coordinator().post(f"{DESK}/about/{shown.slug}/", reading(**change))
    assert (list(answer.context["deeds"]["enter"].form.errors), Reading.objects.count()) == ([field], 1)


def test_who_owes_a_period_finds_the_form_filled_with_it() -> None:
    shown = make_indicator(owes=make_person(Role.EDITOR, name="Besa"))
    make_reading(shown)
    client = coordinator()
    page = client.get(f"{DESK}/")
    assert "Besa" in page.content.decode()
    first = page.context["owed"][0].period
    assert first.start == dt.date(2026, 1, 1)
    address = f"{DESK}/about/{shown.slug}/?from={first.start.isoformat()}&to={first.end.isoformat()}"
    form = client.get(address).context["deeds"]["enter"].form
    assert [form[name].value() for name in ("starts_on", "ends_on")] == [first.start, first.end]


@pytest.mark.parametrize("query", ["from=x&to=2026-99-01", "from=&to=", "from=%00"])
def test_an_odd_period_in_the_address_is_left_out(query: str) -> None:
    shown = make_indicator()
    assert coordinator().get(f"{DESK}/about/{shown.slug}/?{query}").status_code == 200


def test_what_the_portal_counts_is_counted_anew_with_words() -> None:
    shown = make_indicator("outcome.won")
    client = coordinator()
    sent: dict[str, Any] = {"starts_on": "2026-07-01", "ends_on": "2026-09-30", "narrative_en": "A quiet summer."}
    client.post(f"{DESK}/about/{shown.slug}/", typed("count", **sent))
    kept = latest(shown)
    assert kept is not None
    assert (kept.narrative, kept.how.split()[0]) == ({"en": "A quiet summer."}, "outcome.won")


def test_an_indicator_is_changed_and_ended_and_keeps_its_unit_once_it_was_read() -> None:
    shown = make_indicator()
    make_reading(shown)
    client, address = coordinator(), f"{DESK}/about/{shown.slug}/"
    values = {"names_en": "Renamed", "unit": "count", "cadence": "quarter", "rises": "on", "starts_on": "2026-01-01"}
    client.post(address, typed("change", **values))
    answer = client.post(address, typed("change", **{**values, "unit": "days"}))
    assert list(answer.context["deeds"]["change"].form.errors) == ["unit"]
    client.post(address, {"do": "end"})
    shown.refresh_from_db()
    assert (shown.names, shown.retired_on is not None) == ({"en": "Renamed"}, True)
    assert sorted(client.get(address).context["deeds"]) == ["change"]
