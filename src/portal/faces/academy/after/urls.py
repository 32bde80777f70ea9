"""Addresses of what comes after an edition in, their views out; they lie under the language of the page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.academy.after import alumni, compare, crew, notes, reports

urlpatterns: list[URLPattern | URLResolver] = [
    path("academy/compare/", compare.compare, name="academy-compare"),
    path("academy/alumni/", alumni.alumni, name="alumni"),
    path("academy/<slug:slug>/alumni/wishes/", alumni.wishes, name="alumni-wishes"),
    path("academy/<slug:slug>/alumni/offer/", alumni.offer, name="alumni-offer"),
    path("academy/<slug:slug>/after/", crew.after, name="edition-after"),
    path("academy/<slug:slug>/after/invite/", alumni.invite, name="edition-after-invite"),
    path("academy/<slug:slug>/after/offers/<int:pk>/", alumni.settle, name="edition-after-offer"),
    path("academy/<slug:slug>/notes/", notes.notes, name="edition-notes"),
    path("academy/<slug:slug>/notes/<int:number>/", notes.talk, name="edition-talk"),
    path("academy/<slug:slug>/report/", reports.page_of, name="edition-report"),
    path("academy/<slug:slug>/report.pdf", reports.pdf, name="edition-report-pdf"),
]
