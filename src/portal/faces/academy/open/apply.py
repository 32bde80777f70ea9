"""Somebody who wants to take part in; an application, kept over signing in and sent by one more press, out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.applying import apply as act
from portal.academy.programme.acts.applying import correct
from portal.academy.programme.ages import is_minor
from portal.academy.programme.looks import application_of, is_open_for_applications, private_of, track_name
from portal.academy.programme.models import Edition
from portal.academy.programme.states import ApplicationState
from portal.faces.academy.common import edition_of, known, person_of, sign_in_first
from portal.faces.academy.open.applying import ApplyForm, as_filled, filled
from portal.faces.academy.open.fields import blame
from portal.faces.citizen.common import over_signing_in
from portal.faces.people import intent
from portal.ground.people.models import Person

AGAIN = (ApplicationState.WITHDRAWN, ApplicationState.LAPSED)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """One page to fill in. Who is not signed in does that next; nothing that was typed is lost."""
    edition, person = edition_of(request, slug), person_of(request)
    if not is_open_for_applications(edition):
        return render(request, "academy/open/apply_closed.html", known(request, edition))
    before = application_of(edition, person) if person else None
    if before and before.state not in AGAIN:
        return redirect("edition-mine", slug)
    form = ApplyForm(edition, request.POST or None, initial=_initial(request, edition))
    if request.method == "POST" and form.is_valid():
        data = form.plain()
        if person is None:
            return over_signing_in(request, _kind(edition), data, reverse("edition-apply-send", args=[slug]))
        sent = _send(request, edition, person, data, form)
        if sent is not None:
            return sent
    return render(request, "academy/open/apply.html", {**known(request, edition), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """After signing in: show once more what was filled in, and send it when its writer says so."""
    edition, person = edition_of(request, slug), person_of(request)
    if person is None:
        return sign_in_first(request)
    data = intent.peek(request, _kind(edition))
    if data is None:
        return redirect("edition-apply", slug)
    form = ApplyForm(edition, initial=data)
    if request.method == "POST":
        form = ApplyForm(edition, _typed(data))
        sent = _send(request, edition, person, data, form) if form.is_valid() else None
        if sent is None:  # what is wrong is shown at its field
            return render(request, "academy/open/apply.html", {**known(request, edition), "form": form})
        intent.take(request, _kind(edition))
        return sent
    shown = filled(edition, data)
    context = {
        "data": data,
        "filled": shown,
        "track": track_name(edition, data["track"]),
        "is_minor": is_minor(shown.born_on, timezone.localdate(), edition.guardian_below),
    }
    return render(request, "academy/open/apply_send.html", {**known(request, edition), **context})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct an application while nobody has decided."""
    edition, person = edition_of(request, slug), person_of(request)
    if person is None:
        return sign_in_first(request)
    mine = application_of(edition, person)
    if mine is None or private_of(mine) is None:
        return redirect("edition-mine", slug)
    form = ApplyForm(edition, request.POST or None, initial=as_filled(mine))
    if request.method == "POST" and form.is_valid():
        try:
            correct(mine, filled(edition, form.plain()))
        except (ValidationError, ValueError) as error:
            blame(form, error)
        else:
            messages.success(request, _("Your application is changed."))
            return redirect("edition-mine", slug)
    return render(request, "academy/open/apply.html", {**known(request, edition), "form": form, "is_change": True})


def _send(
    request: HttpRequest, edition: Edition, person: Person, data: dict[str, Any], form: ApplyForm
) -> HttpResponse | None:
    """Apply; None where something is wrong, which the form then says."""
    try:
        applied = act(edition, person, filled(edition, data))
    except (ValidationError, ValueError) as error:
        blame(form, error)
        return None
    if not applied.is_new:
        messages.info(request, _("You had applied already. This is your application."))
    elif applied.application.is_minor:
        messages.success(request, _("Thank you. Now your parent or guardian gets a mail and has to agree."))
    else:
        messages.success(request, _("Thank you. Your application is here. We answer everybody."))
    return redirect("edition-mine", edition.slug)


def _initial(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    return intent.peek(request, _kind(edition)) or {}


def _typed(data: dict[str, Any]) -> dict[str, Any]:
    """What was kept, as a form sends it."""
    year, month, day = data["born_on"].split("-")
    typed = {name: value for name, value in data.items() if name not in ("born_on", "photo")}
    typed |= {"born_on_day": day, "born_on_month": month, "born_on_year": year}
    return {**typed, "photo": "on"} if data.get("photo") else typed


def _kind(edition: Edition) -> str:
    return f"apply/{edition.slug}"
