"""Budgets of a draft and payments of a strategy."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from portal.ground.ledger.looks import history
from portal.ground.moves import NotAllowedError
from portal.strategy.plan import acts
from portal.strategy.plan.models import Budget, Initiative, Payment
from tests.portal.strategy.make import BY, make_initiative, make_partner, make_version

pytestmark = pytest.mark.django_db
YEAR = {"starts_on": "2026-01-01", "ends_on": "2026-12-31", "amount": "100", "currency": "EUR"}
PAID = {"kind": "expenditure", "on": "2026-03-01", "amount": "10", "currency": "EUR"}


@pytest.fixture
def letters() -> Initiative:
    return make_initiative(make_version(), "letters")


def test_money_is_planned_and_taken_out(letters: Initiative):
    budget = acts.add_budget(letters.version, BY, initiative="letters", **YEAR)
    assert (budget.amount, budget.payer, budget.is_committed) == (Decimal(100), None, False)
    acts.drop_budget(budget, BY)
    assert not Budget.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"currency": "USD"}, "currency"),
        ({"currency": "euro"}, "currency"),
        ({"currency": ""}, "currency"),
        ({"starts_on": "2026-12-31", "ends_on": "2027-12-30"}, "starts_on"),
        ({"starts_on": "2028-01-01", "ends_on": "2027-12-31"}, "ends_on"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "1.005"}, "amount"),
        ({"amount": None}, "amount"),
        ({"initiative": "nowhere"}, "initiative"),
        ({"payer": "nobody"}, "payer"),
    ],
)
def test_a_budget_that_cannot_stand_is_told_at_its_field(letters: Initiative, values: dict[str, Any], field: str):
    acts.add_budget(letters.version, BY, initiative=letters, **YEAR)
    with pytest.raises(acts.PlanError) as caught:
        acts.add_budget(letters.version, BY, **{"initiative": letters, **YEAR, **values})
    assert (caught.value.field, Budget.objects.count()) == (field, 1)


def test_two_payers_may_plan_the_same_year(letters: Initiative):
    acts.add_budget(letters.version, BY, initiative=letters, **YEAR)
    acts.add_budget(letters.version, BY, initiative=letters, payer=make_partner(letters.version.strategy), **YEAR)
    assert Budget.objects.count() == 2


def test_a_payment_belongs_to_the_strategy_and_is_struck_with_a_trace(letters: Initiative):
    strategy = letters.version.strategy
    payment = acts.add_payment(strategy, BY, initiative=letters, about={"en": "Stamps"}, **PAID)
    assert (payment.initiative, payment.about) == ("letters", {"en": "Stamps"})
    acts.publish(letters.version, BY, None)
    acts.drop_payment(payment, BY)
    assert not Payment.objects.exists()
    assert history(strategy.subject).last().body["amount"] == "10"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"currency": "USD"}, "currency"),
        ({"kind": "gift"}, "kind"),
        ({"amount": "0"}, "amount"),
        ({"on": "2026-02-30"}, "on"),
        ({"initiative": "nowhere"}, "initiative"),
    ],
)
def test_a_payment_that_cannot_stand_is_told_at_its_field(letters: Initiative, values: dict[str, Any], field: str):
    acts.add_budget(letters.version, BY, initiative=letters, **YEAR)
    with pytest.raises(acts.PlanError) as caught:
        acts.add_payment(letters.version.strategy, BY, **{"initiative": "letters", **PAID, **values})
    assert caught.value.field == field


def test_a_budget_in_force_stays(letters: Initiative):
    budget = acts.add_budget(letters.version, BY, initiative=letters, **YEAR)
    acts.publish(letters.version, BY, None)
    with pytest.raises(NotAllowedError):
        acts.drop_budget(budget, BY)
