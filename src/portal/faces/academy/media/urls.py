"""Addresses of the media desk in, their views out; they lie under the language of the page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.academy.media import desk, wishes

urlpatterns: list[URLPattern | URLResolver] = [
    path("academy/<slug:slug>/media/", desk.media, name="edition-media"),
    path("academy/<slug:slug>/media/<int:pk>/", desk.draft, name="edition-media-draft"),
    path("academy/<slug:slug>/media/<int:pk>/send/", desk.send, name="edition-media-send"),
    path("academy/<slug:slug>/media/<int:pk>/found/", desk.found, name="edition-media-found"),
    path("academy/<slug:slug>/media/<int:pk>/discard/", desk.discard, name="edition-media-discard"),
    path("academy/<slug:slug>/media/<int:pk>/preview.webp", desk.preview, name="edition-media-preview"),
    path("academy/<slug:slug>/media/<int:pk>/file", desk.cleaned, name="edition-media-file"),
    path("academy/<slug:slug>/wanted/", wishes.wanted, name="edition-wanted"),
    path("academy/<slug:slug>/wanted/<int:pk>/", wishes.change, name="edition-wish"),
]
