"""Addresses of the results of editions in, their views out; they lie under the language of the page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.academy.results import files, overview, pages, people, rows

_HERE = "academy/<slug:slug>/results/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(_HERE, overview.results, name="edition-results"),
    path(f"{_HERE}people/", people.people, name="edition-results-people"),
    path(f"{_HERE}people/<int:number>/", people.person, name="edition-results-person"),
    path(f"{_HERE}teams/<int:pk>/", people.team, name="edition-results-team"),
    path(f"{_HERE}figures/<slug:key>/", rows.figure, name="edition-results-figure"),
    path(f"{_HERE}articles/", pages.pages, name="edition-results-pages"),
    path(f"{_HERE}articles/<int:pk>/", pages.one_page, name="edition-results-page"),
    path(f"{_HERE}files/", files.files, name="edition-results-files"),
    path(f"{_HERE}sources/", files.sources, name="edition-results-sources"),
]
