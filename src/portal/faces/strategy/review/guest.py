"""The secret address of a guest in; what they read, write and vote on their phone, out. Nobody signs in here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.faces.academy.open.deeds import Deed, page
from portal.faces.strategy.review.common import at_fields, heard, secret, tag_of
from portal.faces.strategy.review.common import live as live_part
from portal.faces.strategy.review.forms import FindingForm, JoinForm, WordingForm
from portal.faces.strategy.review.shown import part_names, room
from portal.ground.moves import NotAllowedError
from portal.strategy.review import findings, guests, motions
from portal.strategy.review.base import ReviewError
from portal.strategy.review.looks import guest_by
from portal.strategy.review.models import Choice, Finding, Guest
from portal.strategy.review.states import FindingState, GuestState, ReviewState, WordingState


def guest_of(token: str) -> Guest:
    """The guest of an address. Raises Http404 where it leads nowhere any more."""
    found = guest_by(token)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def retreat(request: HttpRequest, token: str) -> HttpResponse:
    """Come in; then everything on one page: votes, what was found, and a form to write."""
    guest = guest_of(token)
    review = guest.review
    if guest.state == GuestState.INVITED:
        deeds = [] if review.state == ReviewState.CLOSED else [_join(guest)]
        return secret(page(request, "strategy/review/join.html", deeds, {"guest": guest, "review": review}))
    deeds = [_write(guest)] if review.state == ReviewState.OPEN else []
    context = {**_room(guest), "heard": heard(tag_of(review, str(guest.pk)))}
    return secret(page(request, "strategy/review/retreat.html", deeds, context))


def _room(guest: Guest) -> dict[str, Any]:
    return {**room(guest.review, guest), "token": guest.token, "choices": Choice.choices}


@require_safe
def live(request: HttpRequest, token: str) -> HttpResponse:
    """The live part alone."""
    guest = guest_of(token)
    tag = tag_of(guest.review, str(guest.pk))
    return live_part(request, "strategy/review/retreat_part.html", tag, lambda: _room(guest))


def _join(guest: Guest) -> Deed:
    def join(data: dict[str, Any]) -> str:
        guests.join(guest, data["name"], data["organisation"])
        return _("Welcome.")

    initial = {"name": guest.name, "organisation": guest.organisation}
    return Deed("join", _("Come in"), at_fields(join), JoinForm, initial, "button--mark")


def _write(guest: Guest) -> Deed:
    def write(data: dict[str, Any]) -> str:
        made = findings.write(
            guest.review, data["kind"], data["text"], guest.handle, guest=guest, part=data["part"]
        )  # fmt: skip
        return _("Finding %(number)s is on the wall.") % {"number": made.number}

    return Deed("write", _("Send it to the wall"), at_fields(write), FindingForm, options={"review": guest.review})


@require_POST
def vote(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One vote, and back to the page."""
    guest = guest_of(token)
    motion = get_object_or_404(guest.review.motions, number=number)
    try:
        motions.cast(motion, guest, request.POST.get("choice", ""))
    except (NotAllowedError, ReviewError) as error:
        messages.error(request, str(error))
    return secret(redirect("retreat", token))


@require_http_methods(["GET", "HEAD", "POST"])
def finding(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One finding: its words, those that wait beside them, and a form for other words."""
    guest = guest_of(token)
    one = get_object_or_404(guest.review.findings.select_related("guest", "joined_with"), number=number)
    may = guest.state == GuestState.JOINED and guest.review.state == ReviewState.OPEN
    deeds = _deeds(guest, one) if may and one.state == FindingState.OPEN else []
    context = {
        "guest": guest,
        "review": guest.review,
        "token": token,
        "finding": one,
        "part": part_names(guest.review.version).get(one.part, ""),
        "waiting": one.wordings.filter(state=WordingState.BESIDE).select_related("guest"),
        "earlier": one.wordings.exclude(state=WordingState.BESIDE).exclude(text=one.text).select_related("guest"),
    }
    return secret(page(request, "strategy/review/finding.html", deeds, context))


def _deeds(guest: Guest, one: Finding) -> list[Deed]:
    def reword(data: dict[str, Any]) -> str:
        wording = findings.reword(one, data["base"], data["text"], guest.handle, guest)
        if wording.state == WordingState.BESIDE:
            return _("Somebody wrote at the same moment. Both wordings are kept, and the chair makes one of them.")
        return _("Saved.")

    def drop(_data: dict[str, Any]) -> str:
        findings.drop(one, guest.handle, guest)
        return _("The finding is taken back.")

    back = reverse("retreat", args=[guest.token])
    initial = {"base": one.edition, "text": one.text}
    here = reverse("retreat-finding", args=[guest.token, one.number])
    found = [Deed("reword", _("Save these words"), at_fields(reword), WordingForm, initial, after=here)]
    if one.guest_id == guest.pk:
        found.append(Deed("drop", _("Take the finding back"), at_fields(drop), style="button--quiet", after=back))
    return found
