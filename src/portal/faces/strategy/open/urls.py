"""Addresses of the strategy's open pages in, their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.strategy.open import changes, indicator, overview, pack, parts

urlpatterns: list[URLPattern | URLResolver] = [
    path("strategy/", overview.strategies, name="strategies"),
    path("strategy/<slug:slug>/", overview.strategy, name="strategy"),
    path("strategy/<slug:slug>/versions/<int:number>/", overview.version, name="strategy-version"),
    path("strategy/<slug:slug>/versions/<int:number>/changes/", changes.changes, name="strategy-diff"),
    path("strategy/<slug:slug>/versions/<int:number>/pack.pdf", pack.pdf, name="strategy-pack"),
    path("strategy/<slug:slug>/objectives/<slug:key>/", parts.objective, name="objective"),
    path("strategy/<slug:slug>/initiatives/<slug:key>/", parts.initiative, name="initiative"),
    path("strategy/<slug:slug>/indicators/<slug:name>/", indicator.indicator, name="indicator"),
]
