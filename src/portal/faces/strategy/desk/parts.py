"""Objectives, initiatives, activities and risks of a draft in; added, changed by several at once, removed, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.faces.academy.crew.forms import short_name
from portal.faces.academy.open.deeds import shown
from portal.faces.academy.open.fields import spread
from portal.faces.desk.deeds import Deed
from portal.faces.strategy.desk.belongs import belongings
from portal.faces.strategy.desk.common import being_written, by, page, tried
from portal.faces.strategy.desk.forms import FORMS, PartForm
from portal.strategy.plan import acts
from portal.strategy.plan.acts.base import at, part_of
from portal.strategy.plan.fields import read
from portal.strategy.plan.models import Activity, Edit, Initiative, Objective, Risk, Version
from portal.strategy.plan.states import EditState

KINDS = {
    "objective": (gettext_lazy("Objective"), gettext_lazy("Add an objective")),
    "initiative": (gettext_lazy("Initiative"), gettext_lazy("Add an initiative")),
    "activity": (gettext_lazy("Activity"), gettext_lazy("Add an activity")),
    "risk": (gettext_lazy("Risk"), gettext_lazy("Add a risk")),
}
Part = Objective | Initiative | Activity | Risk
GIVEN = ("initiative", "objective", "parent")  # what a link to the form of a new part may choose already


def part_of_address(version: Version, kind: str, key: str) -> Part:
    """The part of an address. Raises Http404."""
    found = at(version, f"{kind}/{key}") if kind in FORMS else None
    if not isinstance(found, (Objective, Initiative, Activity, Risk)):
        raise Http404
    return found


def first_values(form: type[PartForm], row: Part) -> dict[str, Any]:
    """What a part says, as the first values of its form."""
    plain = {name: read(row, name) for name in form.base_fields if name not in ("key", "base")}
    texts: dict[str, Any] = {}
    for name, *_rest in form.said:
        texts |= spread(name, getattr(row, name))
    return {**plain, **texts, "base": row.edition}


def new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Add a part to the draft."""
    version = being_written(slug)
    if kind not in FORMS:
        raise Http404
    first: dict[str, Any] = {"base": 0, **{name: request.GET[name] for name in GIVEN if name in request.GET}}
    first["objectives"] = request.GET.getlist("objectives")
    form = FORMS[kind](request.POST or None, version=version, initial=first)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: _add(version, kind, by(request), form.values()))
        if made is not None:
            messages.success(request, _("Added."))
            return redirect("strategy-desk-part", slug, kind, made.key)
    known = {"form": form, "version": version, "strategy": version.strategy, "title": KINDS[kind][1]}
    return render(request, "strategy/desk/part_new.html", known, status=400 if form.errors else 200)


def _add(version: Version, kind: str, who: str, values: dict[str, Any]) -> Part:
    key = short_name(values.pop("key"), values["names"])
    return acts.add(version, kind, who, key, **values)


def change(request: HttpRequest, slug: str, kind: str, key: str) -> HttpResponse:
    """One part of the draft with all that belongs to it. Who saves after somebody else loses nothing."""
    version = being_written(slug)
    row = part_of_address(version, kind, key)
    beside = belongings(request, row)
    deeds = [*beside.deeds(), _removal(request, row)]
    known = {"version": version, "strategy": version.strategy, "kind": kind, "title": KINDS[kind][0], "part": row}
    known |= {"waiting": waiting(row), "dropped": beside.rows()}
    typed = request.POST if request.POST.get("do") == "change" else None
    form = FORMS[kind](typed, version=version, own=key, initial=first_values(FORMS[kind], row))
    known["form"] = form
    if typed is None:
        return page(request, "strategy/desk/part.html", deeds, known)
    edit = (
        tried(form, lambda: acts.change(row, form.edition, by(request), **form.values())) if form.is_valid() else None
    )
    if edit is None:
        return render(request, "strategy/desk/part.html", {**known, "deeds": shown(deeds, {})}, status=400)
    return after_edit(request, edit, request.path)


def after_edit(request: HttpRequest, edit: Edit, back: str) -> HttpResponse:
    """Say what became of an edit, and lead on: where it met another one, to both wordings."""
    if edit.state == EditState.BESIDE:
        messages.warning(request, _("Somebody else was quicker at the same words. Nothing is lost: both are here."))
        return redirect("strategy-desk-beside", edit.version.strategy.slug, edit.pk)
    if not edit.pk:
        messages.info(request, _("There was nothing to change."))
    elif edit.state == EditState.MERGED:
        messages.success(request, _("Saved, and joined with what others wrote meanwhile."))
    else:
        messages.success(request, _("Saved."))
    return redirect(back)


def waiting(row: Any) -> list[Edit]:
    """Edits of a part that wait beside what stands."""
    return list(Edit.objects.filter(version=row.version, part=part_of(row), state=EditState.BESIDE))


class RemoveForm(forms.Form):
    """A part is removed as its reader saw it."""

    base = forms.IntegerField(widget=forms.HiddenInput)


def _removal(request: HttpRequest, row: Part) -> Deed:
    def remove(data: dict[str, Any]) -> str:
        acts.remove(row, data["base"], by(request))
        return _("Removed. The history keeps all that it said.")

    return Deed(
        "remove",
        _("Remove it from the draft"),
        remove,
        RemoveForm,
        {"base": row.edition},
        "button--risk",
        after=reverse("strategy-desk-one", args=[row.version.strategy.slug]),
    )
