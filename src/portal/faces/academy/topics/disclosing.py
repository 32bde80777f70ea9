"""Who writes in an edition in; what to say on each wiki of who pays and who organises, to copy, out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.academy.results.counted import sites_of
from portal.academy.topics.disclosure import disclosure, languages, terms
from portal.faces.academy.common import edition_of, known


@require_safe
@never_cache
def disclosures(request: HttpRequest, slug: str) -> HttpResponse:
    """The text for the user page and the summary of edits, for each language of the edition's wikis."""
    edition = edition_of(request, slug)
    tongues = list(dict.fromkeys(site.language.partition("-")[0] for site in sites_of(edition)))
    texts = {one.language: one for one in (disclosure(edition, tongue) for tongue in tongues or languages())}
    more = {"texts": list(texts.values()), "terms": terms()}
    return render(request, "academy/topics/disclosure.html", {**known(request, edition), **more})
