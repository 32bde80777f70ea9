"""Addresses of the pages for people on open data, under their language, in; their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.api import manual

urlpatterns: list[URLPattern | URLResolver] = [
    path("open-data/", manual.open_data, name="open-data"),
    path("open-data/dictionary/", manual.dictionary, name="data-dictionary"),
]
