"""Organisers in; the prize table as they prepare it, and its announcement, out."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.academy.jury import prizes, signing
from portal.academy.jury.looks import latest_results, prize_table
from portal.academy.jury.models import Award
from portal.academy.programme.models import CrewRole, Edition
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame
from portal.faces.academy.jury.forms import AwardForm, ReasonForm, award_values
from portal.faces.academy.open.deeds import Deed, page


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def table(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The prizes of all kinds in one table."""
    who = by(request)

    def add(data: dict[str, Any]) -> str:
        prizes.make_award(edition, who, **award_values(data))
        return _("The prize is added.")

    def announce(_data: dict[str, Any]) -> str:
        signing.announce(edition, who)
        return _("The prizes are announced and signed.")

    deeds = [Deed("add", _("Add a prize"), add, AwardForm, options={"edition": edition})]
    rows = list(edition.awards.select_related("work__team", "participant"))
    if any(row.work or row.participant for row in rows):
        help_text = _("Prizes without a winner wait for the next announcement.")
        deeds.append(Deed("announce", _("Announce the prizes"), announce, style="button--mark", help=help_text))
    context = frame(
        request, edition, "edition-jury-prizes", rows=rows, signed=prize_table(edition), results=latest_results(edition)
    )
    return page(request, "academy/jury/table.html", deeds, context)


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def award(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """One prize."""
    one = get_object_or_404(Award.objects.select_related("work", "participant"), edition=edition, number=number)
    who, back = by(request), reverse("edition-jury-prizes", args=[edition.slug])

    def change(data: dict[str, Any]) -> str:
        prizes.change_award(one, who, **award_values(data))
        return _("Saved.")

    def remove(_data: dict[str, Any]) -> str:
        prizes.remove_award(one, who)
        return _("The prize is taken out.")

    def take_back(data: dict[str, Any]) -> str:
        prizes.take_back(one, who, data["reason"])
        return _("The prize is taken back. Announce the table anew.")

    if one.given_at:
        deeds = [Deed("back", _("Take the prize back"), take_back, ReasonForm, style="button--risk")]
    else:
        deeds = [
            Deed("change", _("Save"), change, AwardForm, after=back, options={"edition": edition, "award": one}),
            Deed("remove", _("Take the prize out of the table"), remove, after=back, style="button--quiet"),
        ]
    return page(request, "academy/jury/award.html", deeds, frame(request, edition, "edition-jury-prizes", award=one))
