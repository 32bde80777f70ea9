"""Two wordings that met: one is chosen, or both are joined, and each is still there afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from portal.strategy.plan import acts
from portal.strategy.plan.models import Edit, Objective
from tests.portal.faces.strategy.desk.make import BY, coordinator, make_plan
from tests.portal.strategy.make import make_objective

pytestmark = pytest.mark.django_db


def address(edit: Edit) -> str:
    """The page of two wordings."""
    return f"/desk/strategy/plans/plan/edits/{edit.pk}/"


@pytest.mark.parametrize(
    ("sent", "stands", "state"),
    [
        ({"do": "take"}, "As Drita wrote.", "taken"),
        ({"do": "keep"}, "As Besa wrote.", "dropped"),
        ({"do": "join", "join-about_en": "As both wrote."}, "As both wrote.", "dropped"),
    ],
)
def test_one_is_chosen_or_both_are_joined_and_both_stay_to_be_read(
    sent: dict[str, Any], stands: str, state: str
) -> None:
    plan, client = make_plan(), coordinator()
    base = {"join-base": str(Objective.objects.get(key="goal").edition)}
    answer = client.post(address(plan.edit), {**base, **sent})
    plan.edit.refresh_from_db()
    assert (answer.status_code, plan.edit.state) == (302, state)
    assert Objective.objects.get(key="goal").about == {"en": stands}
    page = client.get(address(plan.edit)).content.decode()
    assert ("As Drita wrote." in page, stands in page, 'value="take"' in page) == (True, True, False)


def test_a_join_begins_with_both_texts_and_meets_a_third_without_loss() -> None:
    plan, client = make_plan(), coordinator()
    form = client.get(address(plan.edit)).context["deeds"]["join"].form
    assert form["about_en"].value() == "As Besa wrote.\n\nAs Drita wrote."
    base, goal = form["base"].value(), Objective.objects.get(key="goal")
    acts.change(goal, goal.edition, BY, about={"en": "As a third wrote."})
    answer = client.post(address(plan.edit), {"do": "join", "join-base": base, "join-about_en": "Joined."})
    plan.edit.refresh_from_db()
    assert (answer.status_code, plan.edit.state, "Joined." in answer.content.decode()) == (409, "beside", True)
    assert Objective.objects.get(key="goal").about == {"en": "As a third wrote."}


def test_words_for_a_part_that_was_removed_meanwhile_bring_it_back() -> None:
    plan, client = make_plan(), coordinator()
    row = make_objective(plan.version, "gone")
    acts.remove(row, row.edition, BY)
    row.pk = row.pk or 0
    edit = acts.change(row, row.edition, BY, about={"en": "Still here."})
    page = client.get(address(edit))
    assert (sorted(page.context["deeds"]), "Somebody removed this" in page.content.decode()) == (["keep", "take"], True)
    client.post(address(edit), {"do": "take"})
    assert Objective.objects.get(key="gone").about == {"en": "Still here."}


def test_what_somebody_decided_meanwhile_is_not_decided_again() -> None:
    plan, client = make_plan(), coordinator()
    acts.settle(plan.edit, True, BY)
    answer = client.post(address(plan.edit), {"do": "keep"})
    assert (answer.status_code, Objective.objects.get(key="goal").about) == (409, {"en": "As Drita wrote."})
