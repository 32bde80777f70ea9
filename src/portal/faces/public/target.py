"""A request for one target in; its page, or all that was ever seen of it, out."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.audit.looks import observations
from portal.faces.public.cache import page
from portal.faces.public.story import find_target, tell

A_PAGE = 50


@page
def target(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything the public knows of a target."""
    found = find_target(slug)
    return render(
        request, "public/target.html", {"target": found, "story": tell(found), "remedy": _remedy(found.remedy)}
    )


@page
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every observation of a target, newest first."""
    found = find_target(slug)
    pages = Paginator(observations(found), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    numbers = list(pages.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    return render(request, "public/history.html", {"target": found, "page": shown, "numbers": numbers})


def _remedy(row: dict[str, object]) -> dict[str, object]:
    steps = row.get("fix_steps") or []
    return {**row, "steps": [steps] if isinstance(steps, str) else steps}
