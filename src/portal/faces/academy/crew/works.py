"""Works of an edition in; all of them for organisers, one put out of the competition with a reason or back in, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.programme.acts.works import disqualify, readmit
from portal.academy.programme.models import CrewRole, Edition, Work
from portal.academy.programme.states import WORK
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame
from portal.faces.academy.open.deeds import Deed, page

HERE = "edition-crew-works"


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, help_text=gettext_lazy("The makers read it. Name no person.")
    )


@require_safe
@crew_only(CrewRole.ORGANISER)
def works(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All works, also drafts and those that are out."""
    rows = edition.works.select_related("team").prefetch_related("authors").order_by("kind", "-made_at")
    return render(request, "academy/crew/works.html", frame(request, edition, HERE, rows=rows))


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def work(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One work."""
    row = get_object_or_404(Work.objects.select_related("team"), pk=pk, edition=edition)
    verbs, deeds = WORK.verbs(row.state), []

    def out(data: dict[str, Any]) -> str:
        disqualify(row, data["reason"], by(request))
        return _("It is out of the competition.")

    def back(_data: dict[str, Any]) -> str:
        readmit(row, by(request))
        return _("It is in the competition again.")

    if "disqualify" in verbs:
        deeds.append(Deed("out", _("Put it out of the competition"), out, ReasonForm, style="button--risk"))
    if "readmit" in verbs:
        deeds.append(Deed("back", _("Take it back into the competition"), back))
    return page(request, "academy/crew/work.html", deeds, frame(request, edition, HERE, work=row))
