"""What people decide about a strategy in; the change, in one transaction with its row in the ledger, out."""

from portal.strategy.plan.acts.aims import add_aim, change_aim, drop_aim, set_milestones
from portal.strategy.plan.acts.money import add_budget, add_payment, drop_budget, drop_payment
from portal.strategy.plan.acts.partners import (
    add_dependency,
    add_partner,
    change_partner,
    drop_dependency,
    drop_role,
    set_role,
)
from portal.strategy.plan.acts.parts import add, change, remove, set_objectives, settle
from portal.strategy.plan.acts.versions import begin_version, change_strategy, make_strategy, publish
from portal.strategy.plan.fields import PlanError

__all__ = [
    "PlanError",
    "add",
    "add_aim",
    "add_budget",
    "add_dependency",
    "add_partner",
    "add_payment",
    "begin_version",
    "change",
    "change_aim",
    "change_partner",
    "change_strategy",
    "drop_aim",
    "drop_budget",
    "drop_dependency",
    "drop_payment",
    "drop_role",
    "make_strategy",
    "publish",
    "remove",
    "set_milestones",
    "set_objectives",
    "set_role",
    "settle",
]
