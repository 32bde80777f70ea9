"""The secret address of a wall in; what a projector shows of a review, out. Nothing can be done here."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.faces.strategy.review.common import heard, secret, tag_of
from portal.faces.strategy.review.common import live as live_part
from portal.faces.strategy.review.shown import room
from portal.strategy.review.looks import review_by_wall
from portal.strategy.review.models import Review

MOST_SHOWN, MOST_BESIDE_MORE = 5, 3


def _review(token: str) -> Review:
    found = review_by_wall(token)
    if found is None:
        raise Http404
    return found


def _room(review: Review) -> dict[str, Any]:
    """The newest findings of each kind, as many as a wall holds."""
    shown = room(review)
    most = MOST_BESIDE_MORE if shown["voting"] or shown["decided"] else MOST_SHOWN
    columns = [
        {
            "group": group,
            "newest": list(reversed(group.findings))[:most],
            "more": len(group.findings) - most,
        }
        for group in shown["groups"]
    ]
    return {**shown, "columns": columns, "decided": shown["decided"][-MOST_SHOWN:]}


@require_safe
def wall(request: HttpRequest, token: str) -> HttpResponse:
    """The wall. It asks for its live part by itself; without script the whole page comes anew."""
    review = _review(token)
    context = {**_room(review), "heard": heard(tag_of(review, "wall")), "token": token}
    return secret(render(request, "strategy/review/wall.html", context))


@require_safe
def live(request: HttpRequest, token: str) -> HttpResponse:
    """The live part alone."""
    review = _review(token)
    tag = tag_of(review, "wall")
    return live_part(request, "strategy/review/wall_live.html", tag, lambda: {**_room(review), "token": token})
