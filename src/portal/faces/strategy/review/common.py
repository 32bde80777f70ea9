"""A request about a review in; the review, who asks, acts whose faults stand at their fields, and live parts, out."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render, resolve_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from portal.faces.strategy.common import is_coordinator
from portal.ground.people.models import Person, Role
from portal.strategy.plan.fields import PlanError
from portal.strategy.review.base import ReviewError
from portal.strategy.review.models import Review

Act = Callable[[dict[str, Any]], str]
View = Callable[..., HttpResponse]
NOT_MODIFIED, NOTHING_NEW = 304, 204


def review_of(slug: str, number: int) -> Review:
    """The review of an address."""
    rows = Review.objects.select_related("strategy", "version", "draft", "led_to")
    return get_object_or_404(rows, strategy__slug=slug, number=number)


def by(request: HttpRequest) -> str:
    """What the ledger calls who asks. Raises TypeError where nobody is signed in, which the guard prevents."""
    if not isinstance(request.user, Person):
        raise TypeError("only for people who are signed in")
    return request.user.handle


def chair_only(view: View) -> View:
    """A guard: strangers sign in first; who is no coordinator is told that the page is not for them."""

    @wraps(view)
    def behind(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            answer: HttpResponse = redirect_to_login(request.get_full_path(), resolve_url("sign-in"))
        elif not is_coordinator(request):
            answer = render(request, "desk/denied.html", {"needed": Role.COORDINATOR.label}, status=403)
        else:
            answer = view(request, *args, **more)
        add_never_cache_headers(answer)
        return answer

    return behind


def at_fields(act: Act, **elsewhere: str) -> Act:
    """The same act, whose faults stand at the fields of its form. `elsewhere`: how the form calls a field otherwise."""

    def tried(data: dict[str, Any]) -> str:
        try:
            return act(data)
        except (ReviewError, PlanError) as error:
            field = elsewhere.get(error.field, error.field).replace(".", "_")
            raise ValidationError({field: error.message} if field else error.message) from error

    return tried


def secret(answer: HttpResponse) -> HttpResponse:
    """A page whose address is a secret: no other site hears of it, nothing keeps it, no machine lists it."""
    add_never_cache_headers(answer)
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def tag_of(review: Review, whose: str = "") -> str:
    """What a screen knows of a review: it is the same as long as nothing has changed that the screen shows."""
    return f'"{review.pk}-{review.beat}-{review.state}-{get_language()}-{whose}"'


def heard(tag: str) -> str:
    """What a screen sends when it asks for itself again, as htmx takes it."""
    return json.dumps({"If-None-Match": tag})


def live(request: HttpRequest, template: str, tag: str, make: Callable[[], Mapping[str, Any]]) -> HttpResponse:
    """A part of a page that asks for itself again; drawn only where something changed since the screen last heard.

    A page that asks by htmx keeps what it shows at 204; whoever else asks with the same tag gets 304.
    """
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        answer = HttpResponse(status=NOTHING_NEW if request.headers.get("HX-Request") else NOT_MODIFIED)
    else:
        answer = render(request, template, {**make(), "heard": heard(tag), "is_live": True})
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "same-origin"
    return answer
