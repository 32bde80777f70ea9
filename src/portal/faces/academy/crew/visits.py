"""A session in; who came to it, noted and struck by hand for those without a phone, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.visits import check_in, note_visitor, strike_visit
from portal.academy.programme.looks import enrolled
from portal.academy.programme.models import CrewRole, Edition, Session, SessionKind
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame

MOST = 200


class CountForm(forms.Form):
    """How many visitors came without a phone."""

    visitors = forms.IntegerField(min_value=1, max_value=MOST)


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER, CrewRole.TRAINER, CrewRole.MENTOR)
def visits(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """The list of a session: tick who is there."""
    session = get_object_or_404(Session.objects.select_related("venue"), pk=pk, edition=edition)
    form = CountForm(request.POST if request.POST.get("do") == "visitors" else None)
    if request.method == "POST":
        try:
            if request.POST.get("do") == "list":
                _take_list(request, edition, session)
                return redirect(request.path)
            if form.is_valid():
                _add_visitors(request, session, form.cleaned_data["visitors"])
                return redirect(request.path)
        except ValueError as error:
            messages.error(request, str(error))
    here = set(session.visits.exclude(participant=None).values_list("participant", flat=True))
    rows = [(one, one.pk in here) for one in enrolled(edition)]
    context = {
        "session": session,
        "rows": rows,
        "came": len(here),
        "visitors": session.visits.filter(participant=None).count(),
        "is_open_house": session.kind == SessionKind.OPEN_HOUSE,
        "form": form,
    }
    return render(request, "academy/crew/visits.html", frame(request, edition, "edition-crew-hours", **context))


def _take_list(request: HttpRequest, edition: Edition, session: Session) -> None:
    """Note who is ticked, and strike who was shown as ticked and is not any more: what came meanwhile stays."""
    ticked, shown = (set(request.POST.getlist(name)) for name in ("pk", "was"))
    noted: dict[str, Any] = {str(one.pk): one for one in enrolled(edition)}
    came = [one for pk, one in noted.items() if pk in ticked - shown]
    for one in came:
        check_in(session, one, by(request))
    gone = session.visits.filter(participant__in=[one.pk for pk, one in noted.items() if pk in shown - ticked])
    for visit in gone.select_related("session__edition"):
        strike_visit(visit, by(request))
    messages.success(request, _("The list is saved."))


def _add_visitors(request: HttpRequest, session: Session, number: int) -> None:
    for _number in range(number):
        note_visitor(session, by(request))
    messages.success(request, ngettext("%(n)s visitor noted.", "%(n)s visitors noted.", number) % {"n": number})
