"""A strategy in; its partners, what they do in the whole of the draft, and the money that moved, out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.faces.academy.crew.forms import short_name
from portal.faces.academy.open.fields import spread
from portal.faces.desk.deeds import Deed
from portal.faces.strategy.common import strategy_of
from portal.faces.strategy.desk.belongs import QUIET, add_role, drawn, drop_role
from portal.faces.strategy.desk.common import by, page, tried
from portal.faces.strategy.desk.smaller import PartnerForm, PaymentForm
from portal.strategy.plan import acts, looks
from portal.strategy.plan.models import Partner, Payment, Strategy, Version

MOST_PAYMENTS = 300


def partners(request: HttpRequest, slug: str) -> HttpResponse:
    """Every partner of a strategy, and what each does in the whole of the draft."""
    strategy = strategy_of(slug)
    draft = looks.draft(strategy)
    who = by(request)
    roles = list(draft.roles.select_related("partner", "initiative", "version")) if draft else []
    whole = [one for one in roles if one.initiative_id is None]
    deeds = [_add(who, strategy)]
    dropped = [(one, drop_role(who, one)) for one in whole]
    if draft:
        deeds += [add_role(who, draft, None), *(deed for _role, deed in dropped)]
    rows = [(one, [role for role in roles if role.partner_id == one.pk]) for one in strategy.partners.all()]
    known = {"strategy": strategy, "draft": draft, "rows": rows, "whole": drawn(dropped)}
    return page(request, "strategy/desk/partners.html", deeds, known)


def _add(who: str, strategy: Strategy) -> Deed:
    def add(data: dict[str, Any]) -> str:
        values = PartnerForm.gathered(data)
        acts.add_partner(strategy, who, short_name(values.pop("slug"), values["names"]), **values)
        return _("Added.")

    return Deed("add", _("Add this partner"), add, PartnerForm)


def change(request: HttpRequest, slug: str, partner: str) -> HttpResponse:
    """Change what is known of a partner, in every version at once."""
    strategy = strategy_of(slug)
    row = get_object_or_404(Partner, strategy=strategy, slug=partner)
    first = {name: getattr(row, name) for name in PartnerForm.base_fields if name != "slug"}
    form = PartnerForm(request.POST or None, known=True, initial={**first, **spread("names", row.names)})
    if request.method == "POST" and form.is_valid():
        saved = tried(form, lambda: acts.change_partner(row, by(request), **form.values()))
        if saved is not None:
            messages.success(request, _("Saved."))
            return redirect("strategy-desk-partners", slug)
        row.refresh_from_db()
    known = {"strategy": strategy, "partner": row, "form": form}
    return render(request, "strategy/desk/partner.html", known, status=400 if form.errors else 200)


def payments(request: HttpRequest, slug: str) -> HttpResponse:
    """Money that moved, whichever version was in force."""
    strategy = strategy_of(slug)
    version = looks.draft(strategy) or looks.in_force(strategy)
    rows = list(strategy.payments.select_related("payer", "payee", "strategy").order_by("-on", "-pk")[:MOST_PAYMENTS])
    who = by(request)
    dropped = [(one, _drop(who, one)) for one in rows]
    deeds = [deed for _row, deed in dropped]
    if version is not None:
        deeds.append(_pay(who, version))
    named = {one.key: one.name for one in version.initiative_set.all()} if version else {}
    listed = [(one, named.get(one.initiative, one.initiative), button) for one, button in drawn(dropped)]
    return page(request, "strategy/desk/payments.html", deeds, {"strategy": strategy, "rows": listed})


def _pay(who: str, version: Version) -> Deed:
    def pay(data: dict[str, Any]) -> str:
        acts.add_payment(version.strategy, who, **PaymentForm.gathered(data))
        return _("Written down.")

    first = {"currency": version.strategy.currency}
    return Deed("pay", _("Write it down"), pay, PaymentForm, first, options={"version": version})


def _drop(who: str, payment: Payment) -> Deed:
    def drop(_data: dict[str, Any]) -> str:
        acts.drop_payment(payment, who)
        return _("Taken away. The history keeps what it was.")

    return Deed(f"payment-{payment.pk}", _("Take away"), drop, style=QUIET)
