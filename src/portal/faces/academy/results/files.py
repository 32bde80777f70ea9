"""An edition in; its pictures and videos with the articles that show them, and the sources it brought, out."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.academy.results import counted
from portal.academy.results.looks import totals, uploads_of
from portal.faces.academy.common import edition_of, known
from portal.faces.academy.results import scope
from portal.faces.academy.results.rows import A_PAGE, with_pseudonyms, with_uses
from portal.faces.academy.results.shown import shown
from portal.faces.public.cache import page

KINDS = ("doi", "isbn", "url", "short")


@page
def files(request: HttpRequest, slug: str) -> HttpResponse:
    """What was uploaded, the latest first, and where it is used."""
    edition = edition_of(request, slug)
    part = scope.asked(request, edition)
    pages = Paginator(uploads_of(edition, **part.scope), A_PAGE)
    at = pages.get_page(request.GET.get("page"))
    at.object_list = with_uses(with_pseudonyms(edition, list(at.object_list)))
    context = {
        **known(request, edition),
        "part": part,
        "ways": scope.ways(edition, "edition-results-files", scope.Part(site=part.site)),
        "wikis": scope.wikis(request, edition, part),
        "page": at,
        "numbers": list(pages.get_elided_page_range(at.number, on_each_side=1, on_ends=1)),
    }
    return render(request, "academy/results/files.html", context)


@page
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    """The sources that footnotes came to name, those named most often first."""
    edition = edition_of(request, slug)
    part = scope.asked(request, edition)
    cited: Any = counted.sources(counted.Scope(edition, **part.scope))
    found = cited.values("revision__site__name", "key")
    many = {"articles": Count("revision__page", distinct=True), "people": Count("revision__user", distinct=True)}
    pages = Paginator(found.annotate(**many).order_by("-articles", "key", "revision__site__name"), A_PAGE)
    at = pages.get_page(request.GET.get("page"))
    at.object_list = [{**row, **_named(row["key"])} for row in at.object_list]
    context = {
        **known(request, edition),
        "part": part,
        "figure": shown("sources", totals(edition, **part.scope).sources),
        "ways": scope.ways(edition, "edition-results-sources", scope.Part(site=part.site)),
        "wikis": scope.wikis(request, edition, part),
        "page": at,
        "numbers": list(pages.get_elided_page_range(at.number, on_each_side=1, on_ends=1)),
    }
    return render(request, "academy/results/sources.html", context)


def _named(key: str) -> dict[str, str]:
    """A source's kind, what it is called, and where it is on the web; the last is empty for what is not there."""
    kind, _, rest = key.partition(":")
    if kind not in KINDS:
        return {"kind": "text", "name": "", "href": ""}
    href = {"doi": f"https://doi.org/{rest}", "url": f"https://{rest}"}.get(kind, "")
    return {"kind": kind, "name": rest.replace("|", ", "), "href": href}
