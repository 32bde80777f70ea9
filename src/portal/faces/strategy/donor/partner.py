"""The key of a partner in; its page with what it pays for, what came of that, and files to download, out."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from portal.faces.public.cache import page
from portal.faces.strategy.common import newest, strategy_of
from portal.faces.strategy.open.shown import aims, money, partners
from portal.strategy.plan import looks
from portal.strategy.plan.models import Initiative, Partner, PaymentKind, Version

_GIVEN = (PaymentKind.DISBURSEMENT, PaymentKind.EXPENDITURE, PaymentKind.INCOMING)


@page
def partner(request: HttpRequest, slug: str, partner: str) -> HttpResponse:
    """What an organisation does in a strategy, for its own website to link to."""
    strategy = strategy_of(slug)
    version = newest(strategy)
    if version is None:
        raise Http404
    row = get_object_or_404(Partner, strategy=strategy, slug=partner)
    found = initiatives(version, row)
    served = {objective for one in found for objective in one.objectives.all()}
    known = list(looks.aims(version))
    payments = strategy.payments.filter(Q(payer=row) | Q(payee=row)).select_related("payer", "payee")
    names = {one.key: one.name for one in looks.initiatives(version)}
    budgets = version.budgets.filter(payer=row).select_related("initiative")
    context = {
        "strategy": strategy,
        "version": version,
        "partner": row,
        "does": next((one.does for one in partners(looks.roles(version).filter(partner=row))), ()),
        "initiatives": [(one, aims(aim for aim in known if aim.initiative_id == one.pk)) for one in found],
        "objectives": [
            (one, aims(aim for aim in known if aim.objective_id == one.pk))
            for one in sorted(served, key=lambda one: (one.order, one.key))
        ],
        "budgets": [(one, money(one.amount, one.currency)) for one in budgets],
        "payments": [
            (one, names.get(one.initiative, one.initiative), money(one.amount, one.currency)) for one in payments
        ],
        "totals": totals(row, version),
    }
    return render(request, "strategy/donor/partner.html", context)


def initiatives(version: Version, partner: Partner) -> list[Initiative]:
    """The initiatives of a version in which a partner has a role, or whose money it gives or gets."""
    paid = version.strategy.payments.filter(Q(payer=partner) | Q(payee=partner)).values("initiative")
    of_it = Q(roles__partner=partner) | Q(budgets__payer=partner) | Q(key__in=paid) | Q(responsible=partner)
    return list(looks.initiatives(version).filter(of_it).distinct())


def totals(partner: Partner, version: Version) -> list[tuple[str, str]]:
    """What a partner planned to give and gave, in words, by currency; amounts of two currencies are never added."""
    planned: dict[str, Decimal] = defaultdict(Decimal)
    given: dict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in version.budgets.filter(payer=partner).values_list("currency", "amount"):
        planned[currency] += amount
    paid = version.strategy.payments.filter(payer=partner, kind__in=_GIVEN)
    for currency, amount in paid.values_list("currency", "amount"):
        given[currency] += amount
    return [(money(planned[one], one), money(given[one], one)) for one in sorted({*planned, *given})]
