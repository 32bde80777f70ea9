"""Addresses of the public pages, under their language, in; their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.public.browse import browse
from portal.faces.public.home import home
from portal.faces.public.lists import requests, wins
from portal.faces.public.map import map_page
from portal.faces.public.papers import about, ledger, method
from portal.faces.public.standards import standards
from portal.faces.public.target import history, target
from portal.faces.public.timeline import timeline

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("targets/", browse, name="targets"),
    path("targets/<slug:slug>/", target, name="target"),
    path("targets/<slug:slug>/history/", history, name="target-history"),
    path("map/", map_page, name="map"),
    path("timeline/", timeline, name="timeline"),
    path("wins/", wins, name="wins"),
    path("requests/", requests, name="requests"),
    path("standards/", standards, name="standards"),
    path("method/", method, name="method"),
    path("about/", about, name="about"),
    path("ledger/", ledger, name="ledger"),
]
