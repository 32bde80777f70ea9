"""A request's letter in; the same to read, to copy, to send from one's own mailbox, or on paper, out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.faces.citizen.common import target_of
from portal.faces.paper.ways import mailto, sheet
from portal.faces.public.told import letter_of_anybody, public_text
from portal.request.looks import latest_for, latest_letter
from portal.request.models import Letter, Request
from portal.request.states import RequestState


@require_safe
@never_cache
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest letter that a person approved, and every way to send it oneself."""
    about, shown = _approved(slug)
    mail = mailto(about, shown)
    known = {"target": about.target, "open_request": about, "letter": shown, "contact": about.contact, "mail": mail}
    return render(request, "citizen/letter.html", known)


@require_safe
@never_cache
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The same letter on A4, to print and post."""
    from portal.faces.paper.letter import letter_pdf  # typst is large, and few read on paper

    about, shown = _approved(slug)
    body = letter_pdf(sheet(about, shown))
    answer = HttpResponse(body, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return answer


def _approved(slug: str) -> tuple[Request, Letter]:
    """What nobody read yet is not passed on in our name, nor what only the owner may hold to anybody."""
    about = latest_for(target_of(slug))
    if about is None or about.state in (RequestState.TO_CHECK, RequestState.OPTED_OUT, RequestState.WITHDRAWN):
        raise Http404
    shown = latest_letter(about)
    if shown is None:
        raise Http404
    shown.subject, shown.body = public_text(shown.subject), letter_of_anybody(shown.body)
    return about, shown
