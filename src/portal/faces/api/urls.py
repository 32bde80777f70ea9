"""Addresses of the interface for programs in, their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from portal.faces.api import badge, embeds, feeds, index, manual
from portal.faces.api.door import FILES, through
from portal.faces.api.downloads import SECONDS, describe, download
from portal.faces.api.service import addresses

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/1/docs", manual.reference, name="api-reference"),
    path("api/1/index/days.csv", through(index.as_csv, FILES), name="index-csv"),
    path("api/1/", include((addresses(), "ninja"), namespace="api")),
    path("open/dictionary.json", through(describe), name="dictionary"),
    path("open/<str:name>", through(download, FILES), name="download"),
    path("feeds/wins.atom", through(feeds.wins, None, SECONDS), name="feed-wins"),
    path("feeds/regressions.atom", through(feeds.regressions, None, SECONDS), name="feed-regressions"),
    path("feeds/changes.atom", through(feeds.changes, None, SECONDS), name="feed-changes"),
    path("feeds/targets/<slug:slug>.atom", through(feeds.target, None, SECONDS), name="feed-target"),
    path("t/<slug:slug>/badge.svg", through(badge.badge, None, SECONDS), name="badge"),
    path("embed/index.svg", through(embeds.index, None, SECONDS), name="embed-index"),
    path("embed/flow.svg", through(embeds.flow, None, SECONDS), name="embed-flow"),
    path("embed/targets/<slug:slug>/", through(embeds.frame, None, SECONDS), name="embed-target"),
    path("oembed", through(embeds.oembed, None, SECONDS), name="oembed"),
]
