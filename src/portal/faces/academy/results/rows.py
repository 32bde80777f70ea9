"""The name of a figure and a part of an edition in; the figure, and every row it was counted from, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.academy.programme.models import Edition, Participant
from portal.academy.results.looks import revisions_of, totals, uploads_of
from portal.academy.results.models import Revision, Use
from portal.faces.academy.common import edition_of, known
from portal.faces.academy.results import scope
from portal.faces.academy.results.shown import gain, shown
from portal.faces.academy.results.words import OF_FILES, SAID
from portal.faces.public.cache import page

A_PAGE = 50
MOST_USES = 5
_BROUGHT: dict[str, Callable[[Revision], float | None]] = {
    "words": lambda row: row.words,
    "words_latn": lambda row: row.words_latn,
    "words_cyrl": lambda row: row.words_cyrl,
    "words_other": lambda row: row.words_other,
    "refs": lambda row: row.refs,
    "sources": lambda row: row.sources,
    "quality": lambda row: row.quality_gain,
}


@page
def figure(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One figure with its definition and its rows, each leading to the difference on the wiki."""
    if key not in SAID:
        raise Http404
    edition = edition_of(request, slug)
    part = scope.asked(request, edition)
    found: Any = (
        uploads_of(edition, figure=key, **part.scope)
        if key in OF_FILES
        else revisions_of(edition, figure=key, **part.scope)
    )
    pages = Paginator(found, A_PAGE)
    at = pages.get_page(request.GET.get("page"))
    at.object_list = with_pseudonyms(edition, list(at.object_list))
    if key in OF_FILES:
        at.object_list = with_uses(at.object_list)
    context = {
        **known(request, edition),
        "figure": shown(key, getattr(totals(edition, **part.scope), key)),
        "part": part,
        "ways": scope.ways(edition, "", scope.Part(site=part.site)),
        "wikis": scope.wikis(request, edition, part),
        "page": at,
        "numbers": list(pages.get_elided_page_range(at.number, on_each_side=1, on_ends=1)),
        "lines": None if key in OF_FILES else lines(at.object_list, key),
    }
    return render(request, "academy/results/figure.html", context)


def lines(rows: list[Revision], key: str) -> list[tuple[Revision, str]]:
    """Each revision with what it brought to the figure; empty where that is not known."""
    brought = _BROUGHT.get(key, _bytes)
    return [(row, gain(brought(row), key)) for row in rows]


def _bytes(row: Revision) -> float | None:
    return row.delta


def with_pseudonyms(edition: Edition, rows: list[Any]) -> list[Any]:
    """The rows, each with `who`: the participant whose number is its `owner`; one query."""
    names = Participant.objects.filter(edition=edition).in_bulk({row.owner for row in rows if row.owner})
    for row in rows:
        row.who = names.get(row.owner)
    return rows


def with_uses(rows: list[Any]) -> list[Any]:
    """Uploads, each with `seen_in`, the first articles that show it, `more` of them, and `seconds`; one query."""
    uses = defaultdict(list)
    for use in Use.objects.filter(upload__in=rows, gone_at=None).select_related("site").order_by("pk"):
        uses[use.upload_id].append(use)
    for row in rows:
        row.seen_in = uses[row.pk][:MOST_USES]
        row.more = max(0, len(uses[row.pk]) - MOST_USES)
        row.seconds = round(row.duration) if row.duration else 0
    return rows
