"""A request for wins or requests in; what is known of all of them, newest or widest first, out."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from portal.faces.kit.parts import Chip
from portal.faces.public.cache import page
from portal.outcome.models import Outcome, OutcomeKind, Regression
from portal.outcome.states import RegressionState
from portal.request.looks import with_counts
from portal.request.models import Request
from portal.request.states import OPEN, RequestState

A_PAGE = 24
REFUSED = "refused"


def won(limit: int | None = None) -> QuerySet[Outcome]:
    """Requests that ended with Kosovo listed, newest first, each with the observation that proves it."""
    found = Outcome.objects.filter(kind=OutcomeKind.WON, request__target__hidden=False)
    return found.select_related("request__target__owner", "proof__look").order_by("-at", "-pk")[:limit]


@page
def wins(request: HttpRequest) -> HttpResponse:
    """What was won, with its proof, and what was undone."""
    pages = Paginator(won(), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    undone = Regression.objects.filter(state=RegressionState.OPEN, target__hidden=False)
    context = {
        "page": shown,
        "numbers": list(pages.get_elided_page_range(shown.number, on_each_side=1, on_ends=1)),
        "undone": undone.select_related("target__owner").order_by("-at")[:A_PAGE],
    }
    return render(request, "public/wins.html", context)


@page
def requests(request: HttpRequest) -> HttpResponse:
    """The requests that are open, or those that ended in a refusal; those with most citizens behind them first."""
    state = request.GET.get("state", "")
    chosen = state if state in (*OPEN, REFUSED) else ""
    states = (chosen,) if chosen else OPEN
    visible_asks = Request.objects.filter(target__hidden=False)
    found = with_counts(visible_asks.filter(state__in=states))
    pages = Paginator(found.order_by(F("count").desc(), "-opened_at", "-pk"), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    many = dict(visible_asks.order_by().values_list("state").annotate(many=Count("pk")))
    every = Chip(pgettext("all open requests", "All open"), "?", sum(many.get(one, 0) for one in OPEN), not chosen)
    chips = [
        Chip(str(RequestState(one).label), f"?state={one}", many.get(one, 0), one == chosen)
        for one in (*OPEN, REFUSED)
        if one in many or one == chosen
    ]
    context = {
        "page": shown,
        "numbers": list(pages.get_elided_page_range(shown.number, on_each_side=1, on_ends=1)),
        "chips": [every, *chips],
        "chosen": chosen,
    }
    return render(request, "public/requests.html", context)
