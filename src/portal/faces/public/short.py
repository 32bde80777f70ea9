"""Short lasting addresses, in no language, in; the page they mean in the reader's language, or what proves it, out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.public.patch import patch
from portal.faces.public.proof import page_of, picture, record, short

urlpatterns: list[URLPattern | URLResolver] = [
    path("t/<slug:slug>", short, name="short-target"),
    path("t/<slug:slug>/kosovo.patch", patch, name="target-patch"),
    path("e/<slug:sha256>", page_of, name="evidence"),
    path("e/<slug:sha256>.json", record, name="evidence-record"),
    path("e/<slug:sha256>.webp", picture, name="evidence-picture"),
]
