"""A strategy in; its reviews, what each of them looked at, and its minutes as page, Markdown and JSON, out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.faces.paper.pack import Pack
from portal.faces.public.cache import page
from portal.faces.strategy.common import is_coordinator, strategy_of
from portal.faces.strategy.figures import coverage, in_words, interval
from portal.faces.strategy.open.changes import grouped
from portal.faces.strategy.open.frozen import Frozen
from portal.faces.strategy.open.pack import pack, pressed
from portal.faces.strategy.review.common import review_of
from portal.faces.strategy.review.shown import groups, part_names, shown
from portal.ground.languages.said import said
from portal.ground.measures import Figure, all_measures
from portal.ground.store.looks import read
from portal.strategy.plan.contents import contents
from portal.strategy.review import looks
from portal.strategy.review.minutes import as_markdown, changes, minutes
from portal.strategy.review.models import Review
from portal.strategy.review.states import MotionState, ReviewState


@page
def reviews(request: HttpRequest, slug: str) -> HttpResponse:
    """The reviews of a strategy; coordinators prepare the next one from here."""
    strategy = strategy_of(slug)
    context = {"strategy": strategy, "reviews": looks.reviews_of(strategy), "may_chair": is_coordinator(request)}
    return render(request, "strategy/review/reviews.html", context)


@page
def review(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One review: its minutes once it is closed, before that when it is and what it looks at."""
    about = review_of(slug, number)
    context: dict[str, Any] = {
        "review": about,
        "strategy": about.strategy,
        "may_chair": is_coordinator(request),
        "closed": about.state == ReviewState.CLOSED,
    }
    if about.state == ReviewState.CLOSED:
        motions = about.motions.exclude(state=MotionState.WITHDRAWN).select_related("finding")
        context |= {
            "guests": about.guests.exclude(joined_at=None),
            "groups": [group for group in groups(about) if group.findings],
            "motions": [shown(one) for one in motions],
            "changed": grouped(contents(about.version), contents(about.led_to)) if about.led_to else [],
        }
    return render(request, "strategy/review/review.html", context)


def _closed(slug: str, number: int) -> Review:
    found = review_of(slug, number)
    if found.state != ReviewState.CLOSED:
        raise Http404
    return found


@page
def minutes_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The minutes as JSON, for programs and archives."""
    return JsonResponse(minutes(_closed(slug, number)), json_dumps_params={"ensure_ascii": False, "indent": 1})


@page
def minutes_md(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The minutes as Markdown, in the language of the page."""
    about = _closed(slug, number)
    text = as_markdown(minutes(about), changes(about), part_names(about.version))
    return _file(text.encode(), "text/markdown; charset=utf-8", f"{slug}-review-{number}.md")


@page
def snapshot(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was frozen, byte by byte: its SHA-256 stands in the ledger."""
    about = review_of(slug, number)
    body = read(about.snapshot) if about.snapshot else None
    if body is None:
        raise Http404
    return _file(body, "application/json", f"{slug}-review-{number}-snapshot.json")


def _file(body: bytes, media: str, name: str) -> HttpResponse:
    return HttpResponse(body, content_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@page
def figures(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was frozen, to be read: the figures of every indicator, and of everything that the portal counts."""
    about = review_of(slug, number)
    found = looks.snapshot(about)
    if found is None:
        raise Http404
    known = all_measures()
    context = {
        "review": about,
        "strategy": about.strategy,
        "found": found,
        "until": timezone.localtime(about.frozen_at) if about.frozen_at else None,
        "indicators": [_indicator(slug, one) for slug, one in found["indicators"].items()],
        "measures": [(known[key].name, *_said(one)) for key, one in found["measures"].items() if key in known],
    }
    return render(request, "strategy/review/figures.html", context)


@require_safe
@never_cache
def pack_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The evidence pack from what was frozen, and from nothing else: on any later day it tells the same."""
    about = review_of(slug, number)
    found = looks.snapshot(about)
    if found is None:
        raise Http404
    before = about.version.based_on

    def make() -> Pack:
        return pack(about.strategy, Frozen(found, contents(before) if before else None), about.version)

    return pressed(request, f"review/{about.pk}/{about.snapshot}", f"{slug}-review-{number}", make)


def _indicator(slug: str, one: dict[str, Any]) -> dict[str, Any]:
    last = one["readings"][-1] if one["readings"] else None
    stands = one["now"] or last
    value, notes = _said({**stands, "unit": one["unit"]}) if stands else ("", "")
    return {"slug": slug, "name": said(one["names"]) or slug, "value": value, "notes": notes, "last": last}


def _said(one: dict[str, Any]) -> tuple[str, str]:
    """A frozen figure in words, and how sure one can be of it."""
    figure = Figure(one["value"], one["low"], one["high"], one["known"], one["expected"])
    notes = (interval(figure.low, figure.high, one["unit"]), coverage(figure))
    return in_words(figure.value, one["unit"]), " · ".join(filter(None, notes))
