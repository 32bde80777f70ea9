"""Somebody at a topic in; what is known of it, who holds it, its sources and what the coach says of a draft, out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.programme.acts.base import AcademyError, Actor
from portal.academy.programme.looks import enrolled
from portal.academy.programme.models import CrewRole, Edition, Participant
from portal.academy.topics import acts, looks
from portal.academy.topics.coach.reading import hints
from portal.academy.topics.disclosure import disclosure
from portal.academy.topics.models import Topic
from portal.academy.topics.states import HELD, TOPIC, TopicState
from portal.faces.academy.common import edition_of, known, person_of, sign_in_first
from portal.faces.academy.topics.forms import DraftForm, HandOverForm, RenameForm, SourceForm
from portal.faces.academy.topics.saying import said


def topic_of(request: HttpRequest, edition: Edition, pk: int) -> Topic:
    """A topic of the edition; one that was taken off the board is there for its crew alone."""
    found = get_object_or_404(Topic.objects.select_related("team", "participant", "site"), edition=edition, pk=pk)
    if found.state == TopicState.DROPPED and not known(request, edition)["roles"]:
        raise Http404
    return found


def shown(request: HttpRequest, edition: Edition, topic: Topic, **more: Any) -> HttpResponse:
    """The page of a topic; `more` has forms that were filled in wrongly, and hints. With faults its status is 422."""
    frame = known(request, edition)
    may_tend = CrewRole.MENTOR in frame["roles"]
    holds = looks.holds(topic, frame["participant"])
    forms = {
        "source_form": SourceForm(initial={"language": topic.language}),
        "draft_form": DraftForm(),
        "rename_form": RenameForm(initial={"title": topic.title, "about": topic.about}),
        "hand_form": HandOverForm(people=_others(topic)) if topic.state in HELD and (holds or may_tend) else None,
    }
    board = looks.board_of(edition)
    facts = {
        "topic": topic,
        "board": board,
        "lapses_at": looks.lapses_at(topic, board),
        "sources": looks.sources_of(topic),
        "others": looks.others_of(topic),
        "holds": holds,
        "may_tend": may_tend,
        "may_add": may_tend or frame["participant"] is not None,
        "verbs": TOPIC.verbs(topic.state),
        "rules": disclosure(edition, topic.language).rules,
    }
    status = 422 if any(form.errors for form in more.values() if hasattr(form, "errors")) else 200
    return render(request, "academy/topics/topic.html", {**frame, **facts, **forms, **more}, status=status)


def _others(topic: Topic) -> QuerySet[Participant]:
    """Who may get a topic: everybody but who has it."""
    return enrolled(topic.edition).exclude(pk=topic.participant_id or 0)


@never_cache
@require_safe
def topic(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The page of a topic."""
    edition = edition_of(request, slug)
    return shown(request, edition, topic_of(request, edition, pk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Claim a topic, give it back, hand it over, rename it; organisers take it off the board and put it on again."""
    edition = edition_of(request, slug)
    if request.method != "POST":
        return redirect("edition-topic", slug, pk)
    if person_of(request) is None:
        return sign_in_first(request)
    found = topic_of(request, edition, pk)
    try:
        answer = _done(request, edition, found, request.POST.get("deed", ""))
    except AcademyError as error:
        messages.warning(request, str(error))
        answer = None
    return answer or redirect("edition-topic", slug, pk)


def _done(request: HttpRequest, edition: Edition, found: Topic, deed: str) -> HttpResponse | None:
    frame = known(request, edition)
    participant, roles = frame["participant"], frame["roles"]
    may_tend = CrewRole.MENTOR in roles
    may_change = may_tend or looks.holds(found, participant)
    person = person_of(request)
    by: Actor = participant or (person.handle if person else "")
    if deed == "claim":
        if participant is None:
            raise AcademyError(_("Only who takes part in this edition can claim a topic."))
        acts.claim(found, participant)
        messages.success(request, _("It is yours. Look at its sources, then begin your draft."))
    elif deed == "release" and may_change:
        acts.release(found, by)
        messages.success(request, _("It is open for others again."))
    elif deed == "hand_over" and may_change:
        form = HandOverForm(request.POST, people=_others(found))
        if not form.is_valid():
            return shown(request, edition, found, hand_form=form)
        acts.hand_over(found, form.cleaned_data["to"], by)
        messages.success(request, _("It is handed over."))
    elif deed == "rename" and may_change:
        rename = RenameForm(request.POST)
        if not rename.is_valid():
            return shown(request, edition, found, rename_form=rename)
        acts.rename(found, rename.cleaned_data["title"], rename.cleaned_data["about"], by)
        messages.success(request, _("Saved."))
    elif deed in ("drop", "reopen") and CrewRole.ORGANISER in roles and person is not None:
        (acts.drop if deed == "drop" else acts.reopen)(found, person.handle)
        messages.success(request, _("Saved."))
    else:
        raise AcademyError(_("This is for whoever holds the topic, for mentors and organisers."))
    return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def coach(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the coach says of a draft; the draft is read once and not kept."""
    edition = edition_of(request, slug)
    if request.method != "POST":
        return redirect("edition-topic", slug, pk)
    if person_of(request) is None:
        return sign_in_first(request)
    found = topic_of(request, edition, pk)
    form = DraftForm(request.POST)
    if not form.is_valid():
        return shown(request, edition, found, draft_form=form)
    bank = {source.pk: source for source in looks.sources_of(found)}
    seen = hints(form.cleaned_data["draft"], found.language, {pk: source.prints for pk, source in bank.items()})
    return shown(request, edition, found, draft_form=form, hints=said(seen, bank), is_read=True)
