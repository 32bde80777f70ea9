"""Who looks for a subject in; the board, subject by subject with its languages, out."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.academy.programme.models import Edition, Participant
from portal.academy.topics import looks
from portal.academy.topics.states import TopicState
from portal.faces.academy.common import edition_of, known
from portal.faces.kit.parts import Chip

PAGE = 40


@never_cache
@require_safe
def topics(request: HttpRequest, slug: str) -> HttpResponse:
    """The board; a state, a language or words narrow it."""
    edition = edition_of(request, slug)
    frame = known(request, edition)
    state = request.GET.get("state", "")
    state = state if state in TopicState.values else ""
    languages = looks.languages_of(edition)
    language = request.GET.get("in", "")
    language = language if language in languages else ""
    words = request.GET.get("words", "").strip()[:100]
    found = looks.subjects(looks.topics_of(edition, state=state, language=language, words=words))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    participant = frame["participant"]
    more = {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "chips": _chips(edition, state, language, words),
        "languages": languages,
        "state": state,
        "language": language,
        "sought": words,
        "mine": _mine(participant),
        "board": looks.board_of(edition),
        "is_bare": not (state or language or words),
    }
    return render(request, "academy/topics/board.html", {**frame, **more})


def _mine(participant: Participant | None) -> list[object]:
    return list(looks.held_by(looks.holder_of(participant)).select_related("site")) if participant else []


def _chips(edition: Edition, state: str, language: str, words: str) -> list[Chip]:
    kept = {name: value for name, value in (("in", language), ("words", words)) if value}
    counts = looks.counts_of(edition)
    shown = sum(count for key, count in counts.items() if key != TopicState.DROPPED)
    chips = [Chip(_("All"), "?" + urlencode(kept), shown, not state)]
    there = [each for each in TopicState if counts.get(each) and each != TopicState.DROPPED]
    more = ((each, "?" + urlencode({**kept, "state": each.value})) for each in there)
    return chips + [Chip(str(each.label), href, counts[each], state == each) for each, href in more]
