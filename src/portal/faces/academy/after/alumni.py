"""Who took part before in; the alumni by pseudonym, what each wishes to hear, and offers to mentor, out."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from portal.academy.after import acts, looks
from portal.academy.after.models import Offer
from portal.academy.after.states import OFFER, OfferState
from portal.academy.programme.models import CrewRole, Edition, Participant
from portal.academy.programme.states import EditionState, ParticipantState
from portal.faces.academy.common import crew_only, edition_of, person_of, sign_in_first
from portal.faces.public.cache import page
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person


class WishForm(forms.Form):
    """What somebody wishes after an edition."""

    hears = forms.BooleanField(
        required=False, label=gettext_lazy("Tell me 30, 90 and 365 days after the end what became of my work")
    )
    is_listed = forms.BooleanField(required=False, label=gettext_lazy("Show my pseudonym among the alumni"))
    is_invited = forms.BooleanField(required=False, label=gettext_lazy("Invite me to the next edition"))


@page
def alumni(request: HttpRequest) -> HttpResponse:
    """Who wants to be found among the alumni; for who took part, what they wish, and where they could mentor."""
    listed = groupby(looks.alumni(), key=lambda one: one.edition)
    context: dict[str, Any] = {"editions": [(edition, list(people)) for edition, people in listed]}
    person = person_of(request)
    if person is not None:
        offers = _offers(person)
        made = {one.edition_id for one, _ in offers}
        ahead = [(edition, past) for edition, past in looks.may_mentor(person) if edition.pk not in made]
        context |= {"own": _own(person), "ahead": ahead, "offers": offers}
    return render(request, "academy/after/alumni.html", context)


@require_POST
def wishes(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep what somebody wishes after one of their editions."""
    person = person_of(request)
    if person is None:
        return sign_in_first(request)
    own = get_object_or_404(_past(person), edition__slug=slug)
    form = WishForm(request.POST)
    if form.is_valid():
        acts.choose(own, **form.cleaned_data)
        messages.success(request, _("Saved."))
    return redirect("alumni")


@require_POST
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer to mentor in an edition, or take the offer back."""
    person = person_of(request)
    if person is None:
        return sign_in_first(request)
    edition = edition_of(request, slug)
    try:
        if request.POST.get("withdraw"):
            made = get_object_or_404(Offer, edition=edition, participant__person=person)
            acts.settle(made, "withdraw", made.participant)
            messages.success(request, _("Your offer is taken back."))
        else:
            acts.offer(edition, person)
            messages.success(request, _("Thank you. An organiser answers you."))
    except NotAllowedError:
        messages.warning(request, _("This is not possible any more."))
    return redirect("alumni")


@crew_only(CrewRole.ORGANISER)
def settle(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """An organiser answers an offer."""
    found = get_object_or_404(looks.offers(edition), pk=pk)
    verb = request.POST.get("verb", "")
    if request.method == "POST" and verb in ("accept", "decline"):
        try:
            acts.settle(found, verb, _handle(request))
        except NotAllowedError:
            messages.warning(request, _("Somebody decided this meanwhile."))
        else:
            messages.success(request, _("Saved."))
    return redirect("edition-after", edition.slug)


@crew_only(CrewRole.ORGANISER)
def invite(request: HttpRequest, edition: Edition) -> HttpResponse:
    """An organiser invites the alumni of earlier editions to this one."""
    if request.method == "POST":
        told = acts.invite(edition, _handle(request))
        sent = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", told)
        none = _("Everybody who wants it is invited already.")
        messages.success(request, sent % {"count": told} if told else none)
    return redirect("edition-after", edition.slug)


def _handle(request: HttpRequest) -> str:
    person = person_of(request)
    return person.handle if person else ""


def _past(person: Person) -> QuerySet[Participant]:
    ended = (EditionState.RUNNING, EditionState.JUDGING, EditionState.CLOSED)
    found = Participant.objects.filter(person=person, edition__state__in=ended)
    return found.exclude(state=ParticipantState.WITHDRAWN).select_related("edition").order_by("-edition__starts_at")


def _own(person: Person) -> list[tuple[Participant, WishForm]]:
    made = []
    for one in _past(person):
        kept = looks.alumnus_of(one)
        said = {"hears": kept.hears, "is_listed": kept.is_listed, "is_invited": kept.is_invited}
        made.append((one, WishForm(initial=said, auto_id=f"id_{one.pk}_%s")))
    return made


def _offers(person: Person) -> list[tuple[Offer, bool]]:
    """The offers of somebody, each with whether it can still be taken back."""
    found = Offer.objects.filter(participant__person=person).exclude(state=OfferState.WITHDRAWN)
    found = found.select_related("edition").order_by("-made_at")
    return [(one, "withdraw" in OFFER.verbs(one.state)) for one in found]
