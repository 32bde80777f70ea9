"""Parts of a draft as people type them: kept as typed, faults at their fields, and nothing lost between two writers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.strategy.plan import acts
from portal.strategy.plan.models import Activity, Edit, Initiative, Objective, Risk
from tests.portal.faces.strategy.desk.make import BY, Plan, coordinator, make_plan
from tests.portal.strategy.make import make_objective

pytestmark = pytest.mark.django_db
PARTS = "/desk/strategy/plans/plan/parts"


def as_sent(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """The form of a part as a browser would send it, with some fields typed over."""
    form = client.get(address).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in {**values, "do": "change", **changes}.items() if value is not None}


def test_a_part_of_each_kind_is_added_as_typed() -> None:
    plan, client = make_plan(), coordinator()
    client.post(f"{PARTS}/objective/", {"base": "0", "names_sq": "Një objektiv", "parent": "goal", "order": ""})
    sent = {"names_en": "Letters", "objectives": ["goal"], "state": "running", "lever": "letters", "order": "3"}
    client.post(f"{PARTS}/initiative/", {"base": "0", **sent, "responsible": "payer", "starts_on": "2026-01-01"})
    sent = {"names_en": "First step", "initiative": "letters", "state": "done", "place": "Prizren"}
    client.post(f"{PARTS}/activity/", {"base": "0", **sent})
    sent = {
        "names_en": "No answer",
        "likelihood": "4",
        "impact": "2",
        "answer_en": "Ask again",
        "initiative": "letters",
    }
    client.post(f"{PARTS}/risk/", {"base": "0", **sent})
    objective = Objective.objects.get(key="nje-objektiv")
    letters = Initiative.objects.get(key="letters")
    step, risk = Activity.objects.get(key="first-step"), Risk.objects.get(key="no-answer")
    assert (objective.names, objective.parent) == ({"sq": "Një objektiv"}, plan.objective)
    assert (list(letters.objectives.all()), letters.state, letters.order) == ([plan.objective], "running", 3)
    assert (step.initiative, step.state, step.place) == (letters, "done", "Prizren")
    assert (risk.likelihood, risk.impact, risk.answer, risk.initiative) == (4, 2, {"en": "Ask again"}, letters)


@pytest.mark.parametrize(
    ("kind", "field", "sent"),
    [
        ("objective", "names_sq", {}),
        ("objective", "key", {"names_en": "Goal", "key": "goal"}),
        ("objective", "parent", {"names_en": "x", "parent": "nobody"}),
        ("initiative", "ends_on", {"starts_on": "2026-02-01", "ends_on": "2026-01-01"}),
        ("initiative", "starts_on", {"starts_on": "soon"}),
        ("activity", "ends_on", {"initiative": "way", "starts_on": "2026-02-01", "ends_on": "2026-01-01"}),
        ("activity", "initiative", {"initiative": ""}),
        ("risk", "likelihood", {"likelihood": "6", "impact": "1"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(kind: str, field: str, sent: dict[str, str]) -> None:
    make_plan()
    edits = Edit.objects.count()
    names = {} if kind == "objective" else {"names_en": "New"}
    states = {"state": "planned", "lever": "other", "source": "Kept <b>words"}
    answer = coordinator().post(f"{PARTS}/{kind}/", {"base": "0", **names, **states, **sent})
    assert (answer.status_code, list(answer.context["form"].errors), Edit.objects.count()) == (400, [field], edits)
    assert "Kept &lt;b&gt;words" in answer.content.decode()


def test_an_objective_cannot_be_a_part_of_its_own_part() -> None:
    plan = make_plan()
    make_objective(plan.version, "below", parent=plan.objective)
    client, address = coordinator(), f"{PARTS}/objective/goal/"
    answer = client.post(address, as_sent(client, address, parent="below"))
    assert list(answer.context["form"].errors) == ["parent"]


def test_two_who_change_other_fields_are_joined() -> None:
    plan, client, address = make_plan(), coordinator(), f"{PARTS}/initiative/way/"
    sent = as_sent(client, address, names_en="Renamed", objectives=["goal"])
    acts.change(plan.initiative, plan.initiative.edition, BY, about={"en": "Written meanwhile."})
    answer = client.post(address, sent, follow=True)
    plan.initiative.refresh_from_db()
    assert (plan.initiative.names["en"], plan.initiative.about) == ("Renamed", {"en": "Written meanwhile."})
    assert "joined with what others wrote" in answer.content.decode()


def test_two_who_change_the_same_words_see_both_side_by_side() -> None:
    plan, client, address = make_plan(), coordinator(), f"{PARTS}/initiative/way/"
    sent = as_sent(client, address, about_en="As I wrote.", place="x", objectives=["goal"])
    acts.change(plan.initiative, plan.initiative.edition, BY, about={"en": "As somebody wrote."})
    answer = client.post(address, sent)
    edit = Edit.objects.filter(part="initiative/way").latest("pk")
    assert answer.headers["Location"] == f"/desk/strategy/plans/plan/edits/{edit.pk}/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert ("As I wrote." in page, "As somebody wrote." in page) == (True, True)
    assert Initiative.objects.get(pk=plan.initiative.pk).about == {"en": "As somebody wrote."}


def test_saving_what_was_not_changed_writes_nothing() -> None:
    make_plan()
    client, edits = coordinator(), Edit.objects.count()
    for part in ("initiative/way", "objective/goal", "activity/step", "risk/risk"):
        address = f"{PARTS}/{part}/"
        assert client.post(address, as_sent(client, address)).status_code == 302
    assert Edit.objects.count() == edits


def test_a_part_is_removed_only_as_its_reader_saw_it_and_when_nothing_hangs_on_it() -> None:
    plan, client = make_plan(), coordinator()

    def remove(part: str, base: int) -> int:
        return client.post(f"{PARTS}/{part}/", {"do": "remove", "remove-base": str(base)}).status_code

    step = Activity.objects.get(key="step")
    assert (remove("initiative/way", plan.initiative.edition), remove("activity/step", step.edition + 1)) == (409, 409)
    assert remove("activity/step", step.edition) == 302
    assert (Activity.objects.count(), Initiative.objects.filter(key="way").exists()) == (0, True)


def _pairs(plan: Plan) -> tuple[int, int, int]:
    return plan.initiative.roles.count(), plan.initiative.budgets.count(), plan.initiative.needs.count()


def test_roles_money_and_needs_of_an_initiative_come_and_go() -> None:
    plan, client, address = make_plan(), coordinator(), f"{PARTS}/initiative/way/"
    client.post(
        address, {"do": "role", "role-partner": "payer", "role-kind": "implementing", "role-source": "a letter"}
    )
    year = {"budget-starts_on": "2027-01-01", "budget-ends_on": "2027-12-31", "budget-payer": "payer"}
    client.post(address, {"do": "budget", "budget-amount": "50.5", "budget-currency": "EUR", **year})
    assert _pairs(plan) == (2, 2, 1)
    need = plan.initiative.needs.get()
    client.post(address, {"do": f"need-{need.pk}"})
    client.post(address, {"do": "need", "need-needs": "other", "need-about_en": "It teaches."})
    assert plan.initiative.needs.get().about == {"en": "It teaches."}
    for role in plan.initiative.roles.all():
        client.post(address, {"do": f"role-{role.pk}"})
    for budget in plan.initiative.budgets.all():
        client.post(address, {"do": f"budget-{budget.pk}"})
    assert _pairs(plan) == (0, 0, 1)


@pytest.mark.parametrize(
    ("deed", "field", "sent"),
    [
        ("budget", "currency", {"amount": "1", "currency": "USD", "starts_on": "2027-01-01", "ends_on": "2027-02-01"}),
        ("budget", "starts_on", {"amount": "1", "currency": "EUR", "starts_on": "2026-05-01", "ends_on": "2026-06-01"}),
        ("budget", "ends_on", {"amount": "1", "currency": "EUR", "starts_on": "2027-05-01", "ends_on": "2027-04-01"}),
        ("budget", "amount", {"amount": "-1", "currency": "EUR", "starts_on": "2027-01-01", "ends_on": "2027-02-01"}),
        ("need", "needs", {"needs": "other"}),
        ("role", "partner", {"partner": "nobody", "kind": "funding"}),
    ],
)
def test_faults_of_what_belongs_to_it_are_told_at_their_field(deed: str, field: str, sent: dict[str, str]) -> None:
    plan, client = make_plan(), coordinator()
    before = _pairs(plan)
    payer = {f"{deed}-payer": "payer"}
    typed = {f"{deed}-{name}": value for name, value in sent.items()}
    answer = client.post(f"{PARTS}/initiative/way/", {"do": deed, **payer, **typed})
    assert (list(answer.context["deeds"][deed].form.errors), _pairs(plan)) == ([field], before)


def test_initiatives_that_would_wait_for_each_other_are_told_so() -> None:
    make_plan()
    answer = coordinator().post(f"{PARTS}/initiative/other/", {"do": "need", "need-needs": "way"})
    assert list(answer.context["deeds"]["need"].form.errors) == ["needs"]
