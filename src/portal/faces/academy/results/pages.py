"""An edition in; the articles it worked on, how each fared since, and every change of one of them, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import formats

from portal.academy.programme.models import Edition
from portal.academy.results.counted import Scope, articles
from portal.academy.results.looks import pages_of, revisions_of
from portal.academy.results.models import Page, Survival
from portal.faces.academy.common import edition_of, known
from portal.faces.academy.results import scope
from portal.faces.academy.results.pictures import HORIZONS
from portal.faces.academy.results.rows import A_PAGE, with_pseudonyms
from portal.faces.academy.results.shown import gain
from portal.faces.charts.lines import percent
from portal.faces.public.cache import page

Stood = dict[int, list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a page shows it. `stood`: horizon and share, empty where that is not known."""

    page: Any
    net: str
    before: str
    now: str
    stood: list[tuple[int, str]]
    offers_views: bool


@page
def pages(request: HttpRequest, slug: str) -> HttpResponse:
    """The articles, those changed last first; new ones alone where that is asked for."""
    edition = edition_of(request, slug)
    part = scope.asked(request, edition)
    found = pages_of(edition, **part.scope)
    if request.GET.get("which") == "new":
        found = found.filter(began__gt=0)
    elif request.GET.get("which") == "improved":
        found = found.filter(began__isnull=True) | found.filter(began=0)
    shown = Paginator(found, A_PAGE)
    at = shown.get_page(request.GET.get("page"))
    at.object_list = articles_of(edition, part, list(at.object_list))
    context = {
        **known(request, edition),
        "part": part,
        "which": request.GET.get("which", ""),
        "ways": scope.ways(edition, "edition-results-pages", scope.Part(site=part.site)),
        "wikis": scope.wikis(request, edition, part),
        "page": at,
        "numbers": list(shown.get_elided_page_range(at.number, on_each_side=1, on_ends=1)),
    }
    return render(request, "academy/results/pages.html", context)


@page
def one_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One article with every change of a participant."""
    edition = edition_of(request, slug)
    found = get_object_or_404(pages_of(edition), pk=pk)
    rows = with_pseudonyms(edition, list(revisions_of(edition, page=found)[: 10 * A_PAGE]))
    stood = _stood_each([row.pk for row in rows])
    context = {
        **known(request, edition),
        "ways": scope.ways(edition, "", None),
        "one": articles_of(edition, scope.Part(), [found])[0],
        "lines": [(row, gain(row.delta), gain(row.words), stood.get(row.pk, [])) for row in rows],
        "horizons": HORIZONS,
    }
    return render(request, "academy/results/page.html", context)


def articles_of(edition: Edition, part: scope.Part, rows: list[Page]) -> list[Article]:
    """Pages of `pages_of` with what stood of each; two queries."""
    stood = _stood(edition, part, rows)
    sites = {row.site_id for row in rows}
    offered = set(
        Page.objects.filter(site__in=sites, views_at__isnull=False).order_by().values_list("site", flat=True).distinct()
    )
    return [
        Article(
            page=row,
            net=gain(row.net),  # type: ignore[attr-defined]
            before=_score(0.0 if row.began else row.quality_before),  # type: ignore[attr-defined]
            now=_score(row.quality),
            stood=stood.get(row.pk, []),
            offers_views=row.site_id in offered,
        )
        for row in rows
    ]


def _stood(edition: Edition, part: scope.Part, rows: Iterable[Page]) -> Stood:
    """Page to what share of the words that were brought there stood, horizon by horizon."""
    counted = articles(Scope(edition, **part.scope)).filter(page__in=[row.pk for row in rows])
    found = Survival.objects.filter(revision__in=counted.order_by().values("pk"), days__in=HORIZONS)
    return _shares(found, "revision__page")


def _stood_each(revisions: list[int]) -> Stood:
    """The same for each revision by itself."""
    return _shares(Survival.objects.filter(revision__in=revisions, days__in=HORIZONS), "revision")


def _shares(found: Any, key: str) -> Stood:
    known = Q(alive__isnull=False)
    grouped = found.order_by().values(key, "days").annotate(
        brought=Sum("added", filter=known), still=Sum("alive"), known=Count("pk", filter=known)
    )  # fmt: skip
    made: dict[int, dict[int, str]] = {}
    for row in grouped:
        share = percent(row["still"] / row["brought"]) if row["known"] and row["brought"] else ""
        made.setdefault(row[key], {})[row["days"]] = share
    return {pk: [(days, shares.get(days, "")) for days in HORIZONS] for pk, shares in made.items()}


def _score(value: float | None) -> str:
    return "" if value is None else formats.number_format(round(value, 2), 2)
