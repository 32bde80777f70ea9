"""An edition in; its hours day by day, its venues and how they are reached, and its open houses, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.academy.programme.looks import sessions_of
from portal.academy.programme.models import Session
from portal.faces.academy.common import edition_of, known


def by_day(sessions: Iterable[Session]) -> list[tuple[dt.date, list[Session]]]:
    """Sessions by the day on which they begin in Kosovo."""
    grouped = groupby(sessions, key=lambda one: timezone.localtime(one.starts_at).date())
    return [(day, list(hours)) for day, hours in grouped]


@require_safe
@never_cache
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """The schedule of an edition."""
    edition = edition_of(request, slug)
    context = {"days": by_day(sessions_of(edition)), "venues": edition.venues.order_by("name", "pk")}
    return render(request, "academy/open/schedule.html", {**known(request, edition), **context})
