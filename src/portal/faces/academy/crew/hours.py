"""An organiser in; venues and hours of an edition, added, changed and removed, and posters with their codes, out."""

from __future__ import annotations

import base64
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.programme.acts.schedule import (
    add_venue,
    change_session,
    change_venue,
    plan_session,
    remove_session,
    remove_venue,
)
from portal.academy.programme.looks import sessions_of
from portal.academy.programme.models import CrewRole, Edition, Session, Venue
from portal.academy.programme.qr import qr_svg
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame
from portal.faces.academy.crew.forms import SessionForm, VenueForm
from portal.faces.academy.open.deeds import Deed, page
from portal.faces.academy.open.fields import blame, spread
from portal.faces.academy.open.schedule import by_day

METHODS = ["GET", "HEAD", "POST"]
HERE = "edition-crew-hours"
_VENUE = ("name", "address", "municipality", "seats", "access")


@require_safe
@crew_only(CrewRole.ORGANISER, CrewRole.TRAINER, CrewRole.MENTOR)
def hours(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All venues and hours, with how many came."""
    days, venues = by_day(sessions_of(edition)), edition.venues.order_by("name")
    return render(request, "academy/crew/hours.html", frame(request, edition, HERE, days=days, venues=venues))


@require_http_methods(METHODS)
@crew_only(CrewRole.ORGANISER)
def venue(request: HttpRequest, edition: Edition, pk: int = 0) -> HttpResponse:
    """A venue, new or known."""
    row = get_object_or_404(Venue, pk=pk, edition=edition) if pk else None
    after = reverse(HERE, args=[edition.slug])

    def keep(data: dict[str, Any]) -> str:
        if row is None:
            add_venue(edition, by(request), **data)
        else:
            change_venue(row, by(request), **data)
        return _("Saved.")

    def remove(_data: dict[str, Any]) -> str:
        if row is not None:
            remove_venue(row, by(request))
        return _("Removed.")

    initial = {name: getattr(row, name) for name in _VENUE} if row else {}
    deeds = [Deed("keep", _("Save"), keep, VenueForm, initial, after=after)]
    if row is not None:
        help_ = _("Sessions that were planned there have no place then.")
        deeds.append(Deed("remove", _("Remove the place"), remove, style="button--risk", help=help_, after=after))
    return page(request, "academy/crew/venue.html", deeds, frame(request, edition, HERE, venue=row))


@require_http_methods(METHODS)
@crew_only(CrewRole.ORGANISER)
def session(request: HttpRequest, edition: Edition, pk: int = 0) -> HttpResponse:
    """An hour of the schedule, new or known."""
    row = get_object_or_404(Session, pk=pk, edition=edition) if pk else None
    if row is not None and request.POST.get("do") == "remove":
        return _remove(request, edition, row)
    form = SessionForm(request.POST or None, edition=edition, initial=_initial(edition, row))
    if request.method == "POST" and form.is_valid():
        try:
            if row is None:
                plan_session(edition, by(request), **form.values())
            else:
                change_session(row, by(request), **form.values())
        except (ValidationError, ValueError) as error:
            blame(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(HERE, edition.slug)
    context = frame(request, edition, HERE, form=form, session=row)
    return render(request, "academy/crew/session.html", context)


def _remove(request: HttpRequest, edition: Edition, row: Session) -> HttpResponse:
    try:
        remove_session(row, by(request))
    except ValueError as error:
        messages.error(request, str(error))
        return redirect("edition-crew-session", edition.slug, row.pk)
    messages.success(request, _("Removed."))
    return redirect(HERE, edition.slug)


def _initial(edition: Edition, row: Session | None) -> dict[str, Any]:
    if row is None:
        return {"starts_at": edition.starts_at}
    plain = {name: getattr(row, name) for name in ("kind", "starts_at", "ends_at", "seats")}
    chosen = {"venue": str(row.venue_id or ""), "trainer": str(row.trainer_id or "")}
    return {**plain, **chosen, **spread("names", row.names)}


@require_safe
@crew_only(CrewRole.ORGANISER, CrewRole.TRAINER, CrewRole.MENTOR)
def posters(request: HttpRequest, edition: Edition, pk: int = 0) -> HttpResponse:
    """Posters to hang at the doors: of one session, or of all that have not ended, one a page."""
    found = sessions_of(edition).filter(pk=pk) if pk else sessions_of(edition)
    made = [(one, *_code(one)) for one in found]
    return render(request, "academy/crew/posters.html", frame(request, edition, HERE, posters=made))


def _code(session: Session) -> tuple[str, str]:
    """The address to check in, and the same as a picture in the page itself."""
    address = f"{settings.SITE_ADDRESS.rstrip('/')}{reverse('academy-check-in', args=[session.code])}"
    picture = base64.b64encode(qr_svg(address).encode()).decode()
    return address, f"data:image/svg+xml;base64,{picture}"
