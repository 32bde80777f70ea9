"""An edition in; the works that were handed in, by kind, under pseudonyms, out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.academy.programme.looks import works_of
from portal.academy.programme.models import WorkKind
from portal.faces.academy.common import edition_of, known
from portal.faces.kit.parts import Chip
from portal.ground.store.looks import read

MOST = 600


def kind_words(kind: str) -> str:
    """The heading of works of a kind."""
    return {
        WorkKind.ARTICLE: _("Articles"),
        WorkKind.IMAGE: _("Pictures"),
        WorkKind.VIDEO: _("Videos"),
        WorkKind.APP: _("Apps"),
    }[WorkKind(kind)]


@require_safe
@never_cache
def works(request: HttpRequest, slug: str) -> HttpResponse:
    """The gallery."""
    edition = edition_of(request, slug)
    found = list(works_of(edition)[:MOST])
    kinds = [kind for kind in WorkKind if any(work.kind == kind for work in found)]
    chosen = request.GET.get("kind", "")
    chosen = chosen if chosen in kinds else ""
    chips = [Chip(_("All"), "?", len(found), not chosen)]
    chips += [
        Chip(kind_words(kind), f"?kind={kind.value}", sum(work.kind == kind for work in found), kind == chosen)
        for kind in kinds
    ]
    rooms = [
        (kind_words(kind), [work for work in found if work.kind == kind])
        for kind in kinds
        if not chosen or kind == chosen
    ]
    context = {"rooms": rooms, "chips": chips if len(kinds) > 1 else [], "count": len(found)}
    return render(request, "academy/open/works.html", {**known(request, edition), **context})


@require_safe
def picture(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The small picture of a work that was handed in."""
    work = get_object_or_404(works_of(edition_of(request, slug)), pk=pk)
    body = read(work.picture) if work.picture else None
    if body is None:
        raise Http404
    answer = HttpResponse(body, content_type="image/webp")
    answer["ETag"] = f'"{work.picture}"'
    patch_cache_control(answer, public=True, max_age=3600)
    return answer
