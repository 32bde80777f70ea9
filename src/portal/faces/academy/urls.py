"""Addresses of academies in, their views out; they lie under the language of the page. One line a room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from portal.faces.academy.open.urls import last

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.faces.academy.after.urls")),
    path("", include("portal.faces.academy.topics.urls")),
    path("", include("portal.faces.academy.results.urls")),
    path("", include("portal.faces.academy.media.urls")),
    path("", include("portal.faces.academy.jury.urls")),
    path("", include("portal.faces.academy.crew.urls")),
    path("", include("portal.faces.academy.open.urls")),
    *last,  # any other address of one word is an edition
]
