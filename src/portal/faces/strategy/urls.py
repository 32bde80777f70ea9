"""Addresses of the strategy in, their views out; they lie under the language of the page. One line a room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.faces.strategy.index.urls")),
    path("", include("portal.faces.strategy.trial.urls")),
    path("", include("portal.faces.strategy.review.urls")),
    path("", include("portal.faces.strategy.whatif.urls")),
    path("", include("portal.faces.strategy.donor.urls")),
    path("", include("portal.faces.strategy.open.urls")),
]
