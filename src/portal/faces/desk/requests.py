"""Requests in; read, approved, sent, answered and ended by coordinators, out."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.faces.desk.deeds import page
from portal.faces.desk.letters import translation, versions
from portal.faces.desk.rights import person_of
from portal.faces.desk.steps import deeds
from portal.faces.kit.parts import Chip
from portal.faces.paper.ways import mailto
from portal.ground.mail.looks import about as mail_about
from portal.outcome.looks import asked, outcomes_of
from portal.outcome.rivals import in_words
from portal.reply.looks import of_request
from portal.request.diagnose import losses
from portal.request.letters.facts import load_facts
from portal.request.looks import latest_letter, signatures, with_counts
from portal.request.models import Request
from portal.request.states import RequestState

A_PAGE = 50


@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """All requests, by where they stand."""
    state = request.GET.get("state", "")
    found = with_counts(Request.objects.order_by("-opened_at"))
    chips = [Chip(_("All"), reverse("desk-requests"), None, state not in RequestState.values)]
    chips += [Chip(str(one.label), f"?state={one.value}", None, state == one.value) for one in RequestState]
    if state in RequestState.values:
        found = found.filter(state=state)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    numbers = list(shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    return render(request, "desk/requests.html", {"page": shown, "numbers": numbers, "chips": chips})


def one(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: its letter and every version of it, how to send it, what came back, and how it may end."""
    about = get_object_or_404(Request.objects.select_related("target__owner", "contact"), pk=pk)
    letter = latest_letter(about)
    facts = load_facts()
    known = {
        "about": about,
        "letter": letter,
        "count": signatures(about).count(),
        "asked": asked(about),
        "losses": losses(about.target),
        "versions": versions(about, request.GET),
        "translation": translation(about, letter) if letter else None,
        "mailto": mailto(about, letter) if letter else "",
        "facts": [facts[name] for name in letter.facts if name in facts] if letter else [],
        "replies": of_request(about),
        "mails": list(mail_about(f"request/{about.pk}").defer("raw")),
        "outcomes": [(ended, [in_words(rival) for rival in ended.rivals]) for ended in outcomes_of(about)],
        "by_server": about.channel == "email" and about.contact is not None,
    }
    kind = request.GET.get("answer", "")
    mine = deeds(about, letter, person_of(request).handle, kind)
    return page(request, "desk/request.html", [f"request/{about.pk}"], mine, known)


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest letter on A4, to read and to post."""
    from portal.faces.paper.letter import letter_pdf  # typst is large, and few read on paper
    from portal.faces.paper.ways import sheet

    about = get_object_or_404(Request.objects.select_related("target__owner", "contact"), pk=pk)
    letter = latest_letter(about)
    if letter is None:
        raise Http404
    answer = HttpResponse(letter_pdf(sheet(about, letter)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="letter-{about.pk}-{letter.version}.pdf"'
    return answer
