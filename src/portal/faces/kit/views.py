"""Requests for the parts all pages share in: the choice of light or dark, the web manifest and the living page out."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from portal.faces.kit import samples
from portal.faces.kit.context import THEME_COOKIE, THEMES

YEAR = 365 * 24 * 3600


@require_safe
def theme(request: HttpRequest, choice: str) -> HttpResponse:
    """Remember light, dark or what the device says, and go back to a page of this portal.

    A link does it, without a form: nothing but a colour changes, so nobody gains by forging it.
    """
    after = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}, require_https=settings.SECURE):
        after = "/"
    answer = HttpResponseRedirect(after)
    if choice in THEMES:
        answer.set_cookie(THEME_COOKIE, choice, max_age=YEAR, samesite="Lax", secure=settings.SECURE, httponly=True)
    else:
        answer.delete_cookie(THEME_COOKIE, samesite="Lax")
    return answer


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to keep the portal among its apps."""
    icons = [
        {"src": static("portal/icons/mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("portal/icons/icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("portal/icons/icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {"src": static("portal/icons/maskable.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
    ]
    return JsonResponse(
        {
            "name": settings.SITE_NAME,
            "short_name": settings.SITE_NAME,
            "description": _("Citizens ask services to put Kosovo on their lists, in public and with proof."),
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#fcfcf9",
            "theme_color": "#151b1e",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )


@require_safe
@never_cache
def living_page(request: HttpRequest) -> HttpResponse:
    """Every part of pages with sample content; closed to the public outside a demonstration."""
    if not settings.DEMO and getattr(request.user, "role", "citizen") == "citizen":
        raise Http404
    return render(request, "kit/living.html", samples.all_samples())
