"""Addresses that programs ask, without a language, in; their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.strategy.donor import files

urlpatterns: list[URLPattern | URLResolver] = [
    path("iati/<slug:slug>/activities.xml", files.activities, name="iati-activities"),
    path("iati/<slug:slug>/organisation.xml", files.organisation, name="iati-organisation"),
    path("iati/<slug:slug>/partners/<slug:partner>.xml", files.partner_activities, name="iati-partner"),
    path("iati/<slug:slug>/sheets/<slug:kind>.csv", files.sheet, name="strategy-sheet"),
]
