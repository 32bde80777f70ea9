"""The digest of what was read, or a target's short name, in; the proof, or the way to the target's page, out."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from portal.audit.looks import evidence
from portal.audit.models import Look
from portal.evidence.models import Report
from portal.evidence.states import ReportState
from portal.faces.public.cache import SECONDS, page
from portal.faces.public.reading import readings
from portal.ground.languages.choose import choose
from portal.ground.store.looks import read

YEAR = 365 * 24 * 3600
_SHA256 = re.compile(r"[0-9a-f]{64}")


@require_safe
def short(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a target in the reader's language: the one they chose, else one that their browser asks for."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    wishes = request.META.get("HTTP_ACCEPT_LANGUAGE", "")
    language = choose(chosen, wishes, [code for code, _ in settings.LANGUAGES], settings.LANGUAGE_CODE)
    with translation.override(language):
        answer = HttpResponseRedirect(reverse("target", args=[slug]))
    patch_cache_control(answer, public=True, max_age=SECONDS)
    patch_vary_headers(answer, ("Accept-Language", "Cookie"))
    return answer


@page
def page_of(request: HttpRequest, sha256: str) -> HttpResponse:
    """What a look read, for people: who looked, when, with what, and each list with its reason."""
    report = _report(sha256)
    look = report.look if report else _look(sha256)
    if look is None:
        raise Http404
    kept = None if report else evidence(look)
    context = {
        "sha256": sha256,
        "look": look,
        "target": look.target,
        "is_picture": report is not None,
        "criteria": kept.get("criteria", ()) if kept else (),
        "readings": readings(kept) if look.target.shows_rows else [],
        "observations": look.observations.order_by("criterion"),
    }
    return render(request, "public/proof.html", context)


@require_safe
def record(request: HttpRequest, sha256: str) -> HttpResponse:
    """What a look read, byte for byte as it was kept, so that anybody can check its digest."""
    if _look(sha256) is None:
        raise Http404
    return _file(sha256, "application/json", "json")


@require_safe
def picture(request: HttpRequest, sha256: str) -> HttpResponse:
    """The picture that came with a confirmed report."""
    if _report(sha256) is None:
        raise Http404
    return _file(sha256, "image/webp", "webp")


def _look(sha256: str) -> Look | None:
    """The first look at a visible target that kept this record. Nothing else that is kept is public."""
    if not _SHA256.fullmatch(sha256):
        return None
    looks = Look.objects.filter(evidence=sha256, target__hidden=False).select_related("target__owner")
    return looks.order_by("at").first()


def _report(sha256: str) -> Report | None:
    if not _SHA256.fullmatch(sha256):
        return None
    reports = Report.objects.filter(picture=sha256, state=ReportState.CONFIRMED, target__hidden=False)
    return reports.select_related("look__target__owner").order_by("pk").first()


def _file(sha256: str, media: str, ending: str) -> HttpResponse:
    body = read(sha256)
    if body is None:
        raise Http404
    answer = HttpResponse(body, content_type=media)
    answer["Content-Disposition"] = f'{"inline" if ending == "webp" else "attachment"}; filename="{sha256}.{ending}"'
    answer["ETag"] = f'"{sha256}"'
    patch_cache_control(answer, public=True, max_age=YEAR, immutable=True)
    return answer
