"""What a citizen saw on a page in; a report that waits for a second person out."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.models import Criterion, Verdict
from portal.catalogue.looks import visible
from portal.evidence import acts as evidence
from portal.evidence.pictures import MEDIA
from portal.faces.citizen.common import over_signing_in, person_of
from portal.faces.citizen.forms import ReportForm
from portal.faces.people import intent
from portal.faces.people.client import network_of
from portal.ground.limits import acts as limits
from portal.ground.limits import rules
from portal.ground.store.acts import keep
from portal.ground.store.looks import read

KIND = "report"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def report(request: HttpRequest) -> HttpResponse:
    """Tell what you saw: the address, list by list, and a picture if you have one."""
    form = ReportForm(request.POST or None, request.FILES or None, initial=_initial(request))
    if "picture" in request.FILES and not limits.allow_rule(rules.PICTURE_OPENED, network_of(request)):
        return _too_many_pictures(request, ReportForm(request.POST, initial=_initial(request)))
    if request.method == "POST" and form.is_valid():
        data = _plain(form.cleaned_data)
        picture = form.cleaned_data["picture"]
        if picture and not limits.allow_rule(rules.PICTURE, network_of(request)):
            return _too_many_pictures(request, form)
        if picture:
            data["picture"] = keep(picture, MEDIA)
        if person_of(request):
            return _send(request, data)
        return over_signing_in(request, KIND, data, reverse("report-finish"))
    return render(request, "citizen/report.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def finish(request: HttpRequest) -> HttpResponse:
    """After signing in: show the report once more, and take it when the citizen says so."""
    if person_of(request) is None:
        return redirect(f"{reverse('sign-in')}?next={quote(request.path)}")
    data = intent.peek(request, KIND)
    if data is None:
        return redirect("report")
    if request.method == "POST":
        intent.take(request, KIND)
        return _send(request, data)
    seen = [(Criterion(criterion).label, verdict) for criterion, verdict in data["seen"].items()]
    return render(request, "citizen/report_finish.html", {"data": data, "seen": seen})


@require_safe
@never_cache
def thanks(request: HttpRequest) -> HttpResponse:
    """What happens to a report now."""
    return render(request, "citizen/report_thanks.html")


def _too_many_pictures(request: HttpRequest, form: ReportForm) -> HttpResponse:
    form.add_error("picture", _("Many pictures came from your network today. Please send the report without one."))
    return render(request, "citizen/report.html", {"form": form}, status=429)


def _initial(request: HttpRequest) -> dict[str, Any]:
    known = intent.peek(request, KIND)
    if known:
        return {**known, **{f"seen-{criterion}": verdict for criterion, verdict in known["seen"].items()}}
    target = visible().filter(slug=request.GET.get("target", "").replace("\0", "")).first()
    if target and target.address.startswith("http"):
        return {"address": target.address, "name": target.name}
    return {"address": request.GET.get("address", "")[:600]}


def _plain(cleaned: dict[str, Any]) -> dict[str, Any]:
    seen = {c: v for c, v in cleaned["seen"].items() if v in Verdict.values}
    return {
        "address": cleaned["address"],
        "name": cleaned["name"],
        "note": cleaned["note"],
        "seen": seen,
        "picture": "",
    }


def _send(request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
    person = person_of(request)
    if person is None:
        return redirect("report")
    if not limits.allow_rule(rules.REPORT, person.handle):
        messages.warning(request, _("You have sent very many reports today. Please come back tomorrow."))
        return redirect("mine")
    picture = read(data["picture"]) if data["picture"] else None
    try:
        evidence.report(person, data["address"], data["seen"], name=data["name"], note=data["note"], picture=picture)
    except evidence.ReportError:
        messages.info(request, _("Your report of this page already waits for a second person. Thank you."))
        return redirect("mine")
    return redirect("report-thanks")
