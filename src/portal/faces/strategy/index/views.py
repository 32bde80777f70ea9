"""A request for the index, for one of its days or for its method in; the page out."""

from __future__ import annotations

import datetime as dt

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from portal.faces.public.cache import figures, page
from portal.faces.strategy.index.shown import Found, found_on, parts, pictures, reasons
from portal.indicator.index.looks import kept
from portal.indicator.index.method import method
from portal.indicator.index.rows import VERDICTS

FIRST = dt.date(2012, 7, 1)


@page
def index(request: HttpRequest) -> HttpResponse:
    """The index now, its course, its parts and what other weights would say; a day asked for leads to its page."""
    today = timezone.localdate()
    asked = _asked(request.GET.get("day", ""))
    if asked:
        return redirect("index-day", asked.isoformat())
    found = _found(request, today)
    course = figures(request, "index course", lambda: kept(last=today - dt.timedelta(days=1)))
    context = parts(found) | pictures([*course, found.index]) | {"today": today, "first": FIRST}
    return render(request, "strategy/index/index.html", context)


@page
def index_day(request: HttpRequest, day: str) -> HttpResponse:
    """The index at the end of one past day, from the records."""
    asked = _asked(day)
    if asked is None:
        raise Http404("There is no index of this day.")
    today = timezone.localdate()
    found = _found(request, asked)
    one = dt.timedelta(days=1)
    context = parts(found) | {
        "day": asked,
        "before": asked - one if asked > FIRST else None,
        "after": asked + one if asked < today else None,
        "is_today": asked == today,
        "today": today,
        "first": FIRST,
    }
    return render(request, "strategy/index/day.html", context)


@page
def index_method(request: HttpRequest) -> HttpResponse:
    """What counts how much and why, how sure the index is, and how this version differs from the one before."""
    how = method()
    credit = [(word, None if np.isnan(much) else float(much)) for word, much in zip(VERDICTS, how.credit, strict=True)]
    context = reasons(how) | {"how": how, "credit": credit}
    return render(request, "strategy/index/method.html", context)


def _found(request: HttpRequest, day: dt.date) -> Found:
    return figures(request, f"index 2 of {day}", lambda: found_on(day))


def _asked(text: str) -> dt.date | None:
    """The day of a text, where the index can be asked for it: from 2012 to today."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day <= timezone.localdate() else None
