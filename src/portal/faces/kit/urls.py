"""Addresses of what all pages share in, their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.kit import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("theme/<slug:choice>/", views.theme, name="theme"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
