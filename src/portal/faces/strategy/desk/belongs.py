"""An initiative of a draft in; what partners do in it, its money and what it needs, as deeds of its page, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.faces.desk.deeds import Deed, Shown
from portal.faces.strategy.desk.common import by
from portal.faces.strategy.desk.smaller import BudgetForm, NeedForm, RoleForm
from portal.strategy.plan import acts
from portal.strategy.plan.models import Budget, Dependency, Initiative, Role, Version

QUIET = "button--quiet button--small"


@dataclass(frozen=True, slots=True)
class Belongings:
    """What belongs to an initiative: the deeds that add to it, and each thing with the deed that takes it away."""

    add: list[Deed] = field(default_factory=list)
    roles: list[tuple[Role, Deed]] = field(default_factory=list)
    budgets: list[tuple[Budget, Deed]] = field(default_factory=list)
    needs: list[tuple[Dependency, Deed]] = field(default_factory=list)

    def deeds(self) -> list[Deed]:
        """All deeds."""
        return [*self.add, *(deed for rows in (self.roles, self.budgets, self.needs) for _row, deed in rows)]

    def rows(self) -> dict[str, list[tuple[Any, Shown]]]:
        """Each thing with its deed as a template draws it."""
        return {name: drawn(getattr(self, name)) for name in ("roles", "budgets", "needs")}


def drawn(rows: Iterable[tuple[Any, Deed]]) -> list[tuple[Any, Shown]]:
    """Things with the buttons that take them away."""
    return [(row, Shown(deed, deed.fill())) for row, deed in rows]


def belongings(request: HttpRequest, row: object) -> Belongings:
    """What can be added to an initiative and taken from it; nothing for other parts."""
    if not isinstance(row, Initiative):
        return Belongings()
    who = by(request)
    return Belongings(
        [add_role(who, row.version, row), _add_budget(who, row), _add_need(who, row)],
        [(one, drop_role(who, one)) for one in row.roles.select_related("partner", "version")],
        [(one, _drop_budget(who, one)) for one in row.budgets.select_related("version", "initiative", "payer")],
        [(one, _drop_need(who, one)) for one in row.needs.select_related("version", "initiative", "needs")],
    )


def add_role(who: str, version: Version, initiative: Initiative | None) -> Deed:
    """Say what a partner does, in an initiative or in the whole."""

    def add(data: dict[str, Any]) -> str:
        values = RoleForm.gathered(data)
        acts.set_role(version, who, values.pop("partner"), values.pop("kind"), initiative, **values)
        return _("Added.")

    return Deed("role", _("Add this role"), add, RoleForm, options={"version": version})


def drop_role(who: str, role: Role) -> Deed:
    """Take a role away."""

    def drop(_data: dict[str, Any]) -> str:
        acts.drop_role(role, who)
        return _("Taken away.")

    return Deed(f"role-{role.pk}", _("Take away"), drop, style=QUIET)


def _add_budget(who: str, row: Initiative) -> Deed:
    def add(data: dict[str, Any]) -> str:
        acts.add_budget(row.version, who, initiative=row, **BudgetForm.gathered(data))
        return _("Added.")

    first = {"currency": row.version.strategy.currency}
    return Deed("budget", _("Add this budget"), add, BudgetForm, first, options={"version": row.version})


def _drop_budget(who: str, budget: Budget) -> Deed:
    def drop(_data: dict[str, Any]) -> str:
        acts.drop_budget(budget, who)
        return _("Taken away.")

    return Deed(f"budget-{budget.pk}", _("Take away"), drop, style=QUIET)


def _add_need(who: str, row: Initiative) -> Deed:
    def add(data: dict[str, Any]) -> str:
        values = NeedForm.gathered(data)
        acts.add_dependency(row.version, who, row, values["needs"], values["about"])
        return _("Added.")

    return Deed("need", _("Add this need"), add, NeedForm, options={"version": row.version, "but": row.key})


def _drop_need(who: str, need: Dependency) -> Deed:
    def drop(_data: dict[str, Any]) -> str:
        acts.drop_dependency(need, who)
        return _("Taken away.")

    return Deed(f"need-{need.pk}", _("Take away"), drop, style=QUIET)
