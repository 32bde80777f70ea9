"""Money that is planned, and money that moved, in; budgets of a draft and payments of a strategy out."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.ground.ledger.acts import record
from portal.strategy.plan.acts.base import hold_draft, hold_strategy, note
from portal.strategy.plan.fields import PlanError, cleaned, plain
from portal.strategy.plan.models import Budget, Payment, Strategy, Version
from portal.strategy.plan.rules import write


@transaction.atomic
def add_budget(version: Version, by: str, /, **values: Any) -> Budget:
    """Plan money for an initiative of a draft: `initiative`, `starts_on`, `ends_on`, `amount`, `currency` are needed.

    Raises PlanError at the field that cannot stand: another currency than that of the initiative's other money, or a
    period that overlaps another one of the same payer. NotAllowedError for what is no draft.
    """
    version = hold_draft(version)
    _needed(values, "initiative", "starts_on", "ends_on", "amount", "currency")
    budget = Budget(version=version)
    write(budget, cleaned(Budget, version, values))
    note("budgeted", version, by, f"initiative/{budget.initiative.key}", budget=budget.pk)
    return budget


@transaction.atomic
def drop_budget(budget: Budget, by: str) -> None:
    """Take planned money out of a draft. Raises NotAllowedError for what is no draft."""
    version = hold_draft(budget.version)
    note(
        "unbudgeted",
        version,
        by,
        f"initiative/{budget.initiative.key}",
        budget=budget.pk,
        amount=plain(budget.amount),
        currency=budget.currency,
    )
    budget.delete()


@transaction.atomic
def add_payment(strategy: Strategy, by: str, /, **values: Any) -> Payment:
    """Write down money that moved: `initiative` (its key), `kind`, `on`, `amount`, `currency` are needed.

    It belongs to the strategy, whichever version is in force. Raises PlanError at the field that cannot stand.
    """
    strategy = hold_strategy(strategy)
    _needed(values, "initiative", "kind", "on", "amount", "currency")
    payment = Payment(strategy=strategy)
    write(payment, cleaned(Payment, strategy, values))
    record("plan.paid", strategy.subject, by, {"initiative": payment.initiative, "payment": payment.pk})
    return payment


@transaction.atomic
def drop_payment(payment: Payment, by: str) -> None:
    """Strike a payment that was written down by mistake; the ledger keeps what it was."""
    facts = {"initiative": payment.initiative, "payment": payment.pk, "kind": payment.kind}
    money = {"on": payment.on.isoformat(), "amount": plain(payment.amount), "currency": payment.currency}
    record("plan.unpaid", payment.strategy.subject, by, {**facts, **money})
    payment.delete()


def _needed(values: dict[str, Any], *names: str) -> None:
    for name in names:
        if values.get(name) in (None, ""):
            raise PlanError(name, _("This is needed."))
