"""Short, lasting addresses without a language in; the page in the reader's language out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
