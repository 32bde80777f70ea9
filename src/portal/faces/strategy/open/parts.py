"""The key of an objective or an initiative in; its page with aims, steps, money and risks, out."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.academy.programme.models import Programme
from portal.faces.public.cache import page
from portal.faces.strategy.common import part_of, strategy_of
from portal.faces.strategy.open.shown import aims, money, partners
from portal.strategy.plan.looks import aims as aims_of
from portal.strategy.plan.looks import spent
from portal.strategy.plan.models import Aim, Initiative, Objective, Payment, Strategy


@page
def objective(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What is to be reached, how it stands, and what is done for it."""
    strategy = strategy_of(slug)
    part = part_of(strategy, Objective, key)
    context = {
        "strategy": strategy,
        "version": part.version,
        "objective": part,
        "aims": aims(_aims(part)),
        "initiatives": part.initiatives.select_related("responsible"),
        "children": part.children.all(),
        "risks": part.risks.select_related("responsible"),
    }
    return render(request, "strategy/open/objective.html", context)


@page
def initiative(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """A way towards objectives: who answers for it, its steps, its money and what may go wrong."""
    strategy = strategy_of(slug)
    part = part_of(strategy, Initiative, key)
    context = {
        "strategy": strategy,
        "version": part.version,
        "initiative": part,
        "objectives": part.objectives.all(),
        "aims": aims(_aims(part)),
        "activities": part.activities.order_by("starts_on", "order", "key"),
        "partners": partners(part.roles.select_related("partner", "initiative")),
        "budgets": [(one, money(one.amount, one.currency)) for one in part.budgets.select_related("payer")],
        "payments": payments(strategy, key),
        "balances": balances(part),
        "needs": part.needs.select_related("needs"),
        "needed_by": part.needed_by.select_related("initiative"),
        "risks": part.risks.select_related("responsible"),
        "programme": Programme.objects.filter(slug=part.programme).first() if part.programme else None,
    }
    return render(request, "strategy/open/initiative.html", context)


def _aims(part: Objective | Initiative) -> QuerySet[Aim]:
    return aims_of(part.version).filter(**{str(part._meta.model_name): part})


def payments(strategy: Strategy, key: str) -> list[tuple[Payment, str]]:
    """What was received, promised or spent for an initiative, with each amount in words, oldest first."""
    found = Payment.objects.filter(strategy=strategy, initiative=key).select_related("payer", "payee")
    return [(one, money(one.amount, one.currency)) for one in found]


def balances(part: Initiative) -> list[tuple[str, str]]:
    """What is planned and what was paid, by currency, in words; amounts of different currencies are never added."""
    return [
        (money(one.planned, one.currency), money(one.used, one.currency))
        for one in spent(part.version)
        if one.initiative == part.key
    ]
