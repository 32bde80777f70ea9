"""Short, lasting addresses that letters name in; the same page in the reader's language, or the deed itself, out."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.citizen import owner

urlpatterns: list[URLPattern | URLResolver] = [
    path("t/<slug:slug>/check", owner.to_check, name="short-check"),
    path("leave/<str:token>", owner.to_leave_alone, name="short-leave"),
    path("opt-out/<str:token>/", owner.opt_out, name="opt-out"),
    path("mine", owner.to_mine, name="short-mine"),
]
