"""Addresses of this room in, their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from portal.faces.strategy.index.views import index, index_day, index_method

urlpatterns: list[URLPattern | URLResolver] = [
    path("index/", index, name="index"),
    path("index/method/", index_method, name="index-method"),
    re_path(r"^index/(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})/$", index_day, name="index-day"),
]
