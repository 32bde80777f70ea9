"""Addresses of the interface for programs in, their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from portal.faces.api.service import addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/1/", include((addresses(), "ninja"), namespace="api")),
]
