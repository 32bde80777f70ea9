"""The portal's own addresses in; the same with one empty view beside them out, for measuring alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.faces.urls import urlpatterns as own


def empty(request: HttpRequest) -> HttpResponse:
    """Answer with nothing, through every middleware that a page goes through."""
    return HttpResponse()


urlpatterns = [path("empty", empty), *own]
