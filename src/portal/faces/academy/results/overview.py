"""An edition in; all its figures with their pictures, as of when, and where each leads, out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.academy.programme.models import Edition
from portal.academy.results.looks import totals, troubled
from portal.faces.academy.common import edition_of, known
from portal.faces.academy.results import pictures, scope, shown, words
from portal.faces.public.cache import page
from wiki.local import missing


@page
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """What the edition made, of all wikis or of one."""
    edition = edition_of(request, slug)
    part = scope.Part(site=scope.asked(request, edition).site)
    figures = totals(edition, **part.scope)
    context = {
        **known(request, edition),
        "ways": scope.ways(edition, "edition-results", part),
        "wikis": scope.wikis(request, edition, part),
        "groups": shown.groups(edition, figures, part.query),
        "read_at": shown.read_at(figures.edits),
        "read_next": shown.read_next(figures.edits),
        "readings": edition.readings.select_related("site").order_by("site__kind", "site__name"),
        "troubled": troubled(edition),
        **_rehearsal(edition),
        "days": pictures.work_by_day(edition, part),
        "scripts": pictures.words_by_script(figures),
        "survival": pictures.survival(edition, part),
        "survival_means": words.SURVIVAL,
    }
    return render(request, "academy/results/overview.html", context)


def _rehearsal(edition: Edition) -> dict[str, object]:
    """Whether a rehearsal has no figures yet, and the line that installs what its wikis need."""
    if not edition.is_rehearsal or edition.readings.exclude(as_of=None).exists():
        return {}
    lacking = missing()
    return {"rehearsal_waits": True, "install": lacking.line if lacking else ""}
