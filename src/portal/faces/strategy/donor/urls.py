"""Addresses of donors' pages in, their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.strategy.donor.partner import partner

urlpatterns: list[URLPattern | URLResolver] = [
    path("strategy/<slug:slug>/partners/<slug:partner>/", partner, name="partner"),
]
