"""Targets, their facts and their contacts in; the same as people corrected them, each fact with source and day, out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.acts import ask_again
from portal.audit.looks import next_look, standings_now
from portal.catalogue import acts
from portal.catalogue.looks import downstreams, upstreams
from portal.catalogue.models import Channel, Contact, ContactState, Kind, OptOut, Target
from portal.faces.desk.deeds import Deed, page
from portal.faces.desk.forms import ContactForm, NewTargetForm, OptOutForm, TargetForm
from portal.faces.desk.rights import person_of
from portal.ground.languages.fold import fold
from portal.request.looks import latest_for

A_PAGE = 50
FACTS = tuple(TargetForm.base_fields)


def targets(request: HttpRequest) -> HttpResponse:
    """All targets, hidden ones too, by words."""
    words = request.GET.get("q", "").replace("\0", "")[:200]
    found = Target.objects.select_related("owner").order_by("name")
    for word in fold(words).split()[:8]:
        found = found.filter(found__contains=word)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    numbers = list(shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    return render(request, "desk/targets.html", {"page": shown, "numbers": numbers, "sought": words})


def new(request: HttpRequest) -> HttpResponse:
    """Add a target; one that has the address already is opened instead."""
    form = NewTargetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = acts.add_target(data["address"], data["name"], Kind(data["kind"]), person_of(request).handle)
        except acts.CatalogueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("This is the target with this address. Add what is known of it."))
            return redirect("desk-target", made.slug)
    return render(request, "desk/target_new.html", {"form": form}, status=400 if form.errors else 200)


def target(request: HttpRequest, slug: str) -> HttpResponse:
    """What is known of one target, its contacts, and what is asked of it."""
    shown = get_object_or_404(Target.objects.select_related("owner"), slug=slug)
    by = person_of(request).handle

    def change(data: dict[str, Any]) -> str:
        acts.change_target(shown, by, **data)
        return _("Saved. The history says what it was before.")

    def propose(data: dict[str, Any]) -> str:
        acts.propose_contact(shown, Channel(data["channel"]), data["address"], data["source"], by, role=data["role"])
        return _("Proposed. A second person confirms it before it is used.")

    def look(_data: dict[str, Any]) -> str:
        return _("It is looked at soon.") if ask_again(shown, by) else _("It is due already, or has no address.")

    deeds = (
        Deed("propose", _("Propose this contact"), propose, ContactForm),
        Deed("change", _("Save what is known"), change, TargetForm, {name: getattr(shown, name) for name in FACTS}),
        Deed("look", _("Look at it again"), look, style="button--quiet"),
    )
    known = {
        "target": shown,
        "standings": standings_now(shown),
        "next_look": next_look(shown),
        "contacts": list(Contact.objects.filter(owner=shown.owner_id).select_related("target").order_by("pk")),
        "upstreams": upstreams(shown),
        "downstreams": downstreams(shown)[:20],
        "about": latest_for(shown),
    }
    return page(request, "desk/target.html", [f"target/{shown.slug}"], deeds, known)


def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposed contact: a second person agrees or not."""
    shown = get_object_or_404(Contact.objects.select_related("owner", "target"), pk=pk)
    by = person_of(request).handle

    def agree(_data: dict[str, Any]) -> str:
        acts.decide_contact(shown, True, by)
        return _("Confirmed: letters may go there.")

    def refuse(_data: dict[str, Any]) -> str:
        acts.decide_contact(shown, False, by)
        return _("Not confirmed: nothing goes there.")

    def broken(_data: dict[str, Any]) -> str:
        acts.mark_broken(shown, by)
        return _("Marked: nothing goes there any more.")

    queue = f"{reverse('desk')}?kind=contact"
    deeds = {
        ContactState.PROPOSED: (
            Deed("agree", _("Confirm this contact"), agree, style="button--mark", after=queue),
            Deed("refuse", _("Do not confirm it"), refuse, style="button--quiet", after=queue),
        ),
        ContactState.CONFIRMED: (Deed("broken", _("It does not work"), broken, style="button--quiet"),),
    }
    known = {"contact": shown, "own": shown.proposed_by == by}
    subjects = [f"owner/{shown.owner.slug}"]
    return page(request, "desk/contact.html", subjects, deeds.get(ContactState(shown.state), ()), known)


def opt_outs(request: HttpRequest) -> HttpResponse:
    """Who asked not to be written to, and one more of them."""
    by = person_of(request).handle

    def add(data: dict[str, Any]) -> str:
        acts.opt_out(data["address"], data["reason"], by)
        return _("Nobody is written to there any more. Open requests end by themselves.")

    deeds = (Deed("add", _("Obey at once"), add, OptOutForm, style="button--risk"),)
    shown = Paginator(OptOut.objects.order_by("-asked_at"), A_PAGE).get_page(request.GET.get("page"))
    numbers = list(shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    return page(request, "desk/opt_outs.html", [], deeds, {"page": shown, "numbers": numbers})
