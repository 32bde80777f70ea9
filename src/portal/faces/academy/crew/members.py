"""An organiser in; who is in the crew of an edition, appointed by their address and dismissed again, out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.schedule import appoint, dismiss
from portal.academy.programme.looks import crew_of
from portal.academy.programme.models import Crew, CrewRole, Edition
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame
from portal.faces.academy.crew.forms import CrewForm
from portal.faces.academy.open.deeds import Deed, page
from portal.ground.people.looks import by_email


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def members(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The crew."""
    rows = list(crew_of(edition))
    deeds = [_appoint(request, edition), *(_dismiss(request, one) for one in rows)]
    return page(request, "academy/crew/members.html", deeds, frame(request, edition, "edition-crew-members", rows=rows))


def _appoint(request: HttpRequest, edition: Edition) -> Deed:
    def add(data: dict[str, Any]) -> str:
        person = by_email(data["email"])
        if person is None or not person.is_active:
            words = _("Nobody has signed in here with this address yet. Ask them to sign in once, then add them.")
            raise ValidationError({"email": words})
        appoint(edition, person, CrewRole(data["role"]), by(request), data["name"])
        return _("They are in the crew now.")

    return Deed("add", _("Add to the crew"), add, CrewForm)


def _dismiss(request: HttpRequest, row: Crew) -> Deed:
    def go(_data: dict[str, Any]) -> str:
        dismiss(row, by(request))
        return _("They are not in the crew any more.")

    return Deed(f"dismiss-{row.pk}", _("Take the role away"), go, style="button--quiet button--small")
