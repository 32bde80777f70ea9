"""A request for one target in; its page, or all that was ever seen of it, out."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from portal.audit.looks import observations
from portal.audit.models import Fix, Verdict
from portal.faces.charts.bars import standing_timeline
from portal.faces.public import words
from portal.faces.public.cache import page
from portal.faces.public.map import lever
from portal.faces.public.past import past
from portal.faces.public.story import find_target, tell
from portal.ground.people.models import Person

A_PAGE = 50


@page
def target(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything the public knows of a target."""
    person = request.user if isinstance(request.user, Person) else None
    found = find_target(slug, person)
    story = tell(found)
    context = {
        "target": found,
        "story": story,
        "kind": words.kind(found.kind),
        "category": words.category(found.category),
        "remedy": _remedy(found.remedy),
        "lever": lever(leverage) if (leverage := getattr(found, "leverage", None)) else None,
        "patch": _patch(getattr(found, "fix", None)) if story.lacks_place else None,
        "past": past(found, story.releases),
        "timeline": standing_timeline(story.history) if story.has_changed else "",
    }
    return render(request, "public/target.html", context)


@page
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every observation of a target, newest first."""
    found = find_target(slug)
    pages = Paginator(observations(found), A_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    numbers = list(pages.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    return render(request, "public/history.html", {"target": found, "page": shown, "numbers": numbers})


def _patch(fix: Fix | None) -> dict[str, Any] | None:
    """The patch of a target as a page writes it; None where none could be made."""
    if fix is None or not fix.patch:
        return None
    known = {name: word if word in Verdict.values else "" for name, word in _verdicts(fix).items()}
    return {**known, "fix": fix, "files": [str(one.get("path", "")) for one in fix.files]}


def _verdicts(fix: Fix) -> dict[str, str]:
    return {"before": fix.verdict_before, "after": fix.verdict_after}


def _remedy(row: dict[str, Any]) -> dict[str, Any]:
    """The remedy as a page writes it: its steps as a list, its date as a day."""
    steps = row.get("fix_steps") or []
    day = parse_date(str(row.get("as_of") or ""))
    return {**row, "steps": [steps] if isinstance(steps, str) else steps, "day": day}
