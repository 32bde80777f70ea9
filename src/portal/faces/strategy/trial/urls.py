"""Addresses of this room in, their views out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.strategy.trial import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("trials/", views.trials, name="trials"),
    path("trials/<slug:slug>/", views.trial, name="trial"),
    path("trials/<slug:slug>/targets.csv", views.members, name="trial-members"),
]
