"""A signed-in citizen in; what they did and what came of it out, with every way to take it back."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.evidence import acts as evidence
from portal.evidence.looks import of_person
from portal.evidence.models import Report
from portal.faces.citizen.common import person_of, target_of
from portal.ground.moves import NotAllowedError
from portal.request import acts
from portal.request.looks import followed_by, open_for, signature_of, signed_by
from portal.request.models import Signature


@login_required
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What I did."""
    person = person_of(request)
    if person is None:
        return redirect("sign-in")
    known = {"signatures": signed_by(person)[:200], "reports": of_person(person)[:200], "follows": followed_by(person)}
    return render(request, "citizen/mine.html", known)


@login_required
@require_POST
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Hear how a target's story goes on, or no longer."""
    person, target = person_of(request), target_of(slug)
    if person and request.POST.get("stop"):
        acts.unfollow(target, person)
        messages.success(request, _("You no longer follow this."))
    elif person:
        acts.follow(target, person)
        messages.success(request, _("You will hear from us when something happens here."))
    return redirect("target", slug)


@login_required
@require_POST
def withdraw_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Take my name back."""
    person = person_of(request)
    signature = get_object_or_404(Signature, pk=pk, handle=person.handle if person else "")
    try:
        acts.withdraw_signature(signature, signature.handle)
    except NotAllowedError:
        messages.info(request, _("Your name was taken back already."))
    else:
        messages.success(request, _("Your name is taken back."))
    return redirect("mine")


@login_required
@require_POST
def withdraw_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take my report back while it waits."""
    made = get_object_or_404(Report, pk=pk, reporter=person_of(request))
    try:
        evidence.withdraw(made, person.handle if (person := person_of(request)) else "")
    except NotAllowedError:
        messages.info(request, _("Somebody decided on this report meanwhile."))
    else:
        messages.success(request, _("Your report is taken back."))
    return redirect("mine")


@login_required
@require_POST
def move_due(request: HttpRequest, slug: str) -> HttpResponse:
    """Who stands behind a letter may say when somebody should ask again."""
    person, about = person_of(request), open_for(target_of(slug))
    if person is None or about is None or signature_of(about, person) is None:
        messages.warning(request, _("Stand behind the letter first, then you can set the day."))
        return redirect("target", slug)
    try:
        day = dt.date.fromisoformat(request.POST.get("day", ""))
        at = timezone.make_aware(dt.datetime.combine(day, dt.time(9)))
        acts.set_due(about, at, "moved", person.handle)
    except ValueError:
        messages.warning(request, _("Choose a day between three days and four months from now."))
    else:
        messages.success(request, _("Saved."))
    return redirect("target", slug)
