"""Objectives and initiatives of a draft in; their aims with baselines and milestones, added, changed, dropped, out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.faces.academy.open.deeds import shown
from portal.faces.desk.deeds import Deed
from portal.faces.strategy.desk.aimed import WhoseForm, aim_form, aimed_at
from portal.faces.strategy.desk.common import being_written, by, page, tried
from portal.faces.strategy.desk.parts import after_edit, part_of_address, waiting
from portal.indicator.readings.models import Indicator
from portal.strategy.plan import acts
from portal.strategy.plan.models import Aim, Initiative, Objective

WHOSE = ("objective", "initiative")


def new(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """Give a part an indicator: choose it, then say where it stood and where it should go."""
    version = being_written(slug)
    whose = part_of_address(version, kind, key) if kind in WHOSE else None
    if not isinstance(whose, (Objective, Initiative)):
        raise Http404
    known: dict[str, Any] = {"version": version, "strategy": version.strategy, "kind": kind, "whose": whose}
    chosen = Indicator.objects.filter(slug=request.GET.get("indicator", "")[:80]).first()
    if chosen is None:
        form = WhoseForm(request.GET if "indicator" in request.GET else None, taken=aimed_at(version, kind, key))
        return render(request, "strategy/desk/aim_choose.html", {**known, "form": form})
    typed = aim_form(request.POST or None, chosen)
    if request.method == "POST" and typed.is_valid():
        made = tried(typed, lambda: acts.add_aim(version, by(request), whose, chosen, **typed.values()))
        if made is not None:
            messages.success(request, _("Added."))
            return redirect("strategy-desk-part", slug, kind, key)
    known |= {"form": typed, "indicator": chosen}
    return render(request, "strategy/desk/aim_new.html", known, status=400 if typed.errors else 200)


def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One aim. Who saves after somebody else loses nothing."""
    version = being_written(slug)
    row = get_object_or_404(version.aims.select_related("indicator", "objective", "initiative", "version"), pk=pk)
    deeds = [_drop(request, row)]
    typed = request.POST if request.POST.get("do") == "change" else None
    form = aim_form(typed, row.indicator, row)
    known = {
        "version": version,
        "strategy": version.strategy,
        "aim": row,
        "form": form,
        "waiting": waiting(row),
        "back": _back(row),
    }
    if typed is None:
        return page(request, "strategy/desk/aim.html", deeds, known)
    edit = (
        tried(form, lambda: acts.change_aim(row, form.edition, by(request), **form.values()))
        if form.is_valid()
        else None
    )
    if edit is None:
        return render(request, "strategy/desk/aim.html", {**known, "deeds": shown(deeds, {})}, status=400)
    return after_edit(request, edit, request.path)


def _drop(request: HttpRequest, row: Aim) -> Deed:
    def drop(_data: dict[str, Any]) -> str:
        acts.drop_aim(row, by(request))
        return _("Removed. The history keeps all that it said.")

    return Deed("remove", _("Remove it from the draft"), drop, style="button--risk", after=_back(row))


def _back(row: Aim) -> str:
    whose = row.objective or row.initiative
    assert whose is not None
    kind = "objective" if row.objective else "initiative"
    return reverse("strategy-desk-part", args=[row.version.strategy.slug, kind, whose.key])
