"""The key of a strategy in; its IATI files and sheets to fill in, for programs and office programs, out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.faces.public.cache import page
from portal.faces.strategy.common import newest, strategy_of
from portal.strategy.donor import looks, sheets
from portal.strategy.plan.models import Partner, Version

_XML = "application/xml; charset=utf-8"


@page
def activities(request: HttpRequest, slug: str) -> HttpResponse:
    """The strategy and its initiatives as IATI activities."""
    return HttpResponse(looks.activities(_version(slug)), content_type=_XML)


@page
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Who answers for the strategy, as an IATI organisation."""
    return HttpResponse(looks.organisation_file(_version(slug)), content_type=_XML)


@page
def partner_activities(request: HttpRequest, slug: str, partner: str) -> HttpResponse:
    """The activities in which a partner takes part."""
    version = _version(slug)
    row = get_object_or_404(Partner, strategy=version.strategy, slug=partner)
    return HttpResponse(looks.activities_of(version, row), content_type=_XML)


@require_safe
@never_cache
def sheet(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A sheet to fill in with readings, budgets or payments."""
    if kind not in sheets.COLUMNS:
        raise Http404
    answer = HttpResponse(sheets.template(_version(slug).strategy, kind), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{kind}.csv"'
    return answer


def _version(slug: str) -> Version:
    version = newest(strategy_of(slug))
    if version is None:
        raise Http404
    return version
