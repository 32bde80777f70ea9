"""Aims as people type them: figures in their unit, periods checked row by row, nothing lost between two writers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from portal.ground.measures import Unit
from portal.strategy.plan import acts
from portal.strategy.plan.models import Aim, Edit
from tests.portal.faces.strategy.desk.make import BY, coordinator, make_plan
from tests.portal.faces.strategy.desk.test_parts import as_sent
from tests.portal.indicator.make import make_indicator

pytestmark = pytest.mark.django_db
PLAN = "/desk/strategy/plans/plan"
NEW = f"{PLAN}/parts/initiative/way/aim/"


def row(number: int, first: str, last: str, value: str) -> dict[str, str]:
    """A target as the form sends it."""
    return {f"row{number}_starts_on": first, f"row{number}_ends_on": last, f"row{number}_value": value}


def test_a_share_is_typed_in_percent_and_kept_from_nought_to_one() -> None:
    make_plan()
    share = make_indicator(unit=Unit.SHARE)
    client, address = coordinator(), f"{NEW}?indicator={share.slug}"
    targets = {**row(0, "2026-01-01", "2026-12-31", "62.5"), **row(2, "2027-01-01", "2027-12-31", "80")}
    words = {"about_en": "Why", "row0_about_sq": "Deri në fund"}
    answer = client.post(address, {"base": "0", "baseline": "40", "baseline_on": "2025-12-31", **targets, **words})
    aim = Aim.objects.get(indicator=share)
    assert answer.headers["Location"] == f"{PLAN}/parts/initiative/way/"
    assert (aim.baseline, aim.about, aim.initiative and aim.initiative.key) == (Decimal("0.4"), {"en": "Why"}, "way")
    kept = [(one.ends_on, one.value, one.about) for one in aim.milestones.all()]
    assert kept == [
        (dt.date(2026, 12, 31), Decimal("0.625"), {"sq": "Deri në fund"}),
        (dt.date(2027, 12, 31), Decimal("0.8"), {}),
    ]
    form = client.get(f"{PLAN}/aims/{aim.pk}/").context["form"]
    assert [form[name].value() for name in ("baseline", "row0_value", "row1_value")] == ["40", "62.5", "80"]


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("baseline_on", {"baseline": "4"}),
        ("baseline", {"baseline": "four", "baseline_on": "2025-12-31"}),
        ("row0_value", {"row0_starts_on": "2026-01-01", "row0_ends_on": "2026-02-01"}),
        ("row0_ends_on", row(0, "2026-02-01", "2026-01-01", "1")),
        ("row1_starts_on", {**row(0, "2026-01-01", "2026-06-30", "1"), **row(1, "2026-06-30", "2026-12-31", "2")}),
        ("row1_value", {**row(0, "2026-01-01", "2026-06-30", "1"), **row(1, "2026-07-01", "2026-12-31", "many")}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(field: str, sent: dict[str, Any]) -> None:
    make_plan()
    address = f"{NEW}?indicator={make_indicator().slug}"
    answer = coordinator().post(address, {"base": "0", **sent})
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
    assert Aim.objects.count() == 1


def test_what_the_portal_counts_takes_no_typed_baseline() -> None:
    make_plan()
    counted = make_indicator("outcome.won")
    client, address = coordinator(), f"{NEW}?indicator={counted.slug}"
    assert "baseline" not in client.get(address).context["form"].fields
    client.post(address, {"base": "0", "baseline": "4", "baseline_on": "2025-12-31"})
    assert Aim.objects.get(indicator=counted).baseline is None


def test_an_indicator_that_it_has_already_is_not_offered() -> None:
    plan = make_plan()
    other = make_indicator()
    form = coordinator().get(f"{PLAN}/parts/objective/goal/aim/").context["form"]
    assert [slug for slug, _name in form.fields["indicator"].choices] == [other.slug]
    assert plan.indicator.slug != other.slug


def test_two_who_set_other_targets_see_both_and_nothing_is_lost() -> None:
    plan, client = make_plan(), coordinator()
    aim = plan.version.aims.get()
    address = f"{PLAN}/aims/{aim.pk}/"
    sent = as_sent(client, address, row0_value="55")
    span = {"starts_on": dt.date(2026, 1, 1), "ends_on": dt.date(2026, 12, 31)}
    acts.set_milestones(aim, [{**span, "value": Decimal(70)}], BY)
    answer = client.post(address, sent)
    edit = Edit.objects.latest("pk")
    assert (answer.headers["Location"], edit.beside) == (f"{PLAN}/edits/{edit.pk}/", ["milestones"])
    page = client.get(answer.headers["Location"])
    assert [(one.theirs.endswith(": 70"), one.mine.endswith(": 55")) for one in page.context["met"]] == [(True, True)]
    client.post(answer.headers["Location"], {"do": "take"})
    assert aim.milestones.get().value == 55


def test_saving_what_was_not_changed_writes_nothing_and_dropping_keeps_the_indicator() -> None:
    plan, client = make_plan(), coordinator()
    address = f"{PLAN}/aims/{plan.version.aims.get().pk}/"
    edits = Edit.objects.count()
    client.post(address, as_sent(client, address))
    assert Edit.objects.count() == edits
    client.post(address, {"do": "remove"})
    plan.indicator.refresh_from_db()
    assert (Aim.objects.count(), plan.indicator.readings.count()) == (0, 1)
