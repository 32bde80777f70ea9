"""Addresses of this room in, their views out; every one of them is for coordinators."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path

from portal.faces.desk.rights import guarded_by
from portal.faces.strategy.desk import aims, beside, home, indicators, partners, parts, publish, upload
from portal.ground.people.models import Role


def way(route: str, view: Callable[..., HttpResponse], name: str) -> URLPattern:
    """An address of this desk."""
    return path(route, guarded_by(Role.COORDINATOR, view), name=f"strategy-desk{name}")


urlpatterns: list[URLPattern | URLResolver] = [
    way("", home.home, ""),
    way("new/", home.new, "-new"),
    way("indicators/", indicators.indicators, "-indicators"),
    way("indicators/new/", indicators.new, "-indicator-new"),
    way("indicators/about/<slug:slug>/", indicators.indicator, "-indicator"),
    way("plans/<slug:slug>/", home.one, "-one"),
    way("plans/<slug:slug>/about/", home.about, "-about"),
    way("plans/<slug:slug>/version/", home.version, "-version"),
    way("plans/<slug:slug>/publish/", publish.publish, "-publish"),
    way("plans/<slug:slug>/partners/", partners.partners, "-partners"),
    way("plans/<slug:slug>/partners/<slug:partner>/", partners.change, "-partner"),
    way("plans/<slug:slug>/payments/", partners.payments, "-payments"),
    way("plans/<slug:slug>/upload/", upload.upload, "-upload"),
    way("plans/<slug:slug>/edits/<int:pk>/", beside.beside, "-beside"),
    way("plans/<slug:slug>/aims/<int:pk>/", aims.change, "-aim"),
    way("plans/<slug:slug>/parts/<slug:kind>/", parts.new, "-part-new"),
    way("plans/<slug:slug>/parts/<slug:kind>/<slug:key>/", parts.change, "-part"),
    way("plans/<slug:slug>/parts/<slug:kind>/<slug:key>/aim/", aims.new, "-aim-new"),
]
