"""Addresses of the staff's desk in, their views out; each behind the guard of its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path

from portal.faces.desk import bulk, home, people, releases, replies, reports, requests, targets, trouble, words
from portal.faces.desk.rights import guarded


def way(route: str, view: Callable[..., HttpResponse], name: str, **more: Any) -> URLPattern:
    """An address of the desk. Raises KeyError for a name without a right."""
    return path(route, guarded(name, view), more, name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    way("", home.home, "desk"),
    way("take/", home.take, "desk-take"),
    way("history/", home.history, "desk-history"),
    way("bulk/", bulk.bulk, "desk-bulk"),
    way("reports/<int:pk>/", reports.report, "desk-report"),
    way("reports/<int:pk>/screenshot.webp", reports.screenshot, "desk-screenshot"),
    way("targets/", targets.targets, "desk-targets"),
    way("targets/new/", targets.new, "desk-target-new"),
    way("targets/about/<slug:slug>/", targets.target, "desk-target"),
    way("contacts/<int:pk>/", targets.contact, "desk-contact"),
    way("opt-outs/", targets.opt_outs, "desk-opt-outs"),
    way("words/<int:pk>/", words.words, "desk-words"),
    way("requests/<int:pk>/signatures/", words.signatures, "desk-signatures"),
    way("replies/", replies.replies, "desk-replies"),
    way("replies/<int:pk>/", replies.reply, "desk-reply"),
    way("replies/<int:pk>/original/", replies.original, "desk-original"),
    way("files/<int:pk>/", replies.attachment, "desk-attachment"),
    way("requests/", requests.requests, "desk-requests"),
    way("requests/<int:pk>/", requests.one, "desk-request"),
    way("requests/<int:pk>/letter.pdf", requests.paper, "desk-paper"),
    way("mail/<int:pk>/", trouble.mail, "desk-mail"),
    way("regressions/<int:pk>/", trouble.regression, "desk-regression"),
    way("changes/<int:pk>/", releases.change, "desk-change"),
    way("registries/<slug:slug>/", releases.watch, "desk-watch"),
    way("people/", people.people, "desk-people"),
    way("people/<slug:handle>/", people.person, "desk-person"),
]
