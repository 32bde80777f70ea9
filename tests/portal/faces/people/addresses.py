"""The addresses of this face alone, and the door: these tests stand while other faces are built."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

from portal.faces.people.choice import door

urlpatterns: list[URLPattern | URLResolver] = [
    path("", door),
    *i18n_patterns(
        path("", TemplateView.as_view(template_name="base.html"), name="home"),
        path("", include("portal.faces.people.urls")),
    ),
]
