"""Addresses of academies in, their views out; they lie under the language of the page. One line a room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
