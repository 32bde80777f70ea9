"""Addresses of this room in, their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.strategy.whatif import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("strategy/<slug:slug>/what-if/", views.what_if, name="what-if"),
]
