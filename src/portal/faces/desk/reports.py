"""A citizen's report in; confirmed as observations, or not, by a second person, out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.audit.models import Criterion, Verdict
from portal.catalogue.looks import find
from portal.catalogue.models import Kind
from portal.evidence import acts
from portal.evidence.models import Report
from portal.evidence.pictures import MEDIA
from portal.evidence.states import REPORT
from portal.faces.desk.deeds import Deed, page
from portal.faces.desk.forms import ReasonForm, ReportForm
from portal.faces.desk.rights import person_of
from portal.ground.store.looks import read


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a report, and confirm it for a target, or say why not."""
    shown = get_object_or_404(Report.objects.select_related("target", "reporter", "look"), pk=pk)
    by = person_of(request).handle

    def confirm(data: dict[str, Any]) -> str:
        target = acts.confirm(shown, by, data["target"], Kind(data["kind"]))
        return _("Confirmed: it counts for %(target)s now.") % {"target": target.name}

    def reject(data: dict[str, Any]) -> str:
        acts.reject(shown, data["reason"], by)
        return _("Not confirmed. The citizen can read why.")

    def reopen(_data: dict[str, Any]) -> str:
        acts.reopen(shown, by)
        return _("It waits for a second person again.")

    queue = f"{reverse('desk')}?kind=report"
    all_deeds = (
        Deed(
            "confirm",
            _("Confirm what was seen"),
            confirm,
            ReportForm,
            {"target": shown.target_id or "", "kind": Kind.WEBSITE},
            "button--mark",
            _("Open the address and look yourself first. It becomes an observation with both your handles."),
            after=queue,
        ),
        Deed("reject", _("Do not confirm"), reject, ReasonForm, style="button--quiet", after=queue),
        Deed("reopen", _("Take this back"), reopen, style="button--quiet"),
    )
    known = {
        "report": shown,
        "seen": [(Criterion(c).label, Verdict(v).value) for c, v in shown.clean_seen().items()],
        "alike": list(find(shown.name or _host(shown.address))[:5]),
        "own": shown.reporter is not None and shown.reporter.handle == by,
    }
    deeds = [deed for deed in all_deeds if deed.name in REPORT.verbs(shown.state)]
    return page(request, "desk/report.html", [f"report/{shown.pk}"], deeds, known)


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0].removeprefix("www.").partition(".")[0] or address


def screenshot(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture that came with a report, for who decides on it; the public sees it once it is confirmed."""
    shown = get_object_or_404(Report, pk=pk)
    body = read(shown.picture) if shown.picture else None
    if body is None:
        raise Http404
    return HttpResponse(body, content_type=MEDIA, headers={"X-Content-Type-Options": "nosniff"})
