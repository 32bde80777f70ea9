"""Addresses of pages, desk, API and downloads in, their views out; public pages lie under their language."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from portal.faces.kit.views import living_page
from portal.faces.people.choice import door

handler400 = "portal.faces.kit.faults.bad_request"
handler403 = "portal.faces.kit.faults.forbidden"
handler404 = "portal.faces.kit.faults.not_found"
handler500 = "portal.faces.kit.faults.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", door, name="door"),
    path("", include("portal.faces.public.short")),
    path("", include("portal.faces.citizen.short")),
    path("", include("portal.faces.kit.urls")),
    path("desk/strategy/", include("portal.faces.strategy.desk.urls")),
    path("desk/trials/", include("portal.faces.strategy.trial.staff")),
    path("desk/", include("portal.faces.desk.urls")),
    path("", include("portal.faces.strategy.files")),
    path("", include("portal.faces.api.urls")),
    *i18n_patterns(
        path("kit/", living_page, name="kit"),
        path("", include("portal.faces.public.urls")),
        path("", include("portal.faces.citizen.urls")),
        path("", include("portal.faces.strategy.urls")),
        path("", include("portal.faces.academy.urls")),
        path("", include("portal.faces.people.urls")),
        path("", include("portal.faces.api.pages")),
    ),
]

if settings.HAS_WEBHOOK:
    urlpatterns.append(path("anymail/", include("anymail.urls")))
