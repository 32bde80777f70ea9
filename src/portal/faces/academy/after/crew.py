"""An organiser in; what comes after their edition: who hears, who stayed, who is invited, who offers to help, out."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.academy.after import looks
from portal.academy.after.models import Told
from portal.academy.after.report import stayed
from portal.academy.after.states import OFFER
from portal.academy.programme.models import CrewRole, Edition
from portal.faces.academy.after.telling import FEW, stay
from portal.faces.academy.common import crew_only, known


@crew_only(CrewRole.ORGANISER)
def after(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Everything on one page."""
    told = {days: Told.objects.filter(participant__edition=edition, days=days).count() for days in looks.HORIZONS}
    found = stayed(edition)
    context = {
        **known(request, edition),
        "told": [(days, edition.ends_at + dt.timedelta(days=days), many) for days, many in told.items()],
        "stay": stay(found) if found else None,
        "few": FEW,
        "invited": looks.invited(edition).count(),
        "offers": [(one, "accept" in OFFER.verbs(one.state)) for one in looks.offers(edition)],
    }
    return render(request, "academy/after/crew.html", context)
