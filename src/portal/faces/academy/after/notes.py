"""A participant or a mentor in; what the two wrote to each other out, for nobody else."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.academy.after import acts, looks
from portal.academy.after.models import LONGEST_NOTE
from portal.academy.programme.models import Crew, Edition, Participant
from portal.faces.academy.common import edition_of, known, participant_of, person_of, roles_of, sign_in_first
from portal.ground.limits.acts import allow_rule
from portal.ground.limits.rules import HOUR, Rule
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person

WRITTEN = Rule("academy-notes", 60, HOUR)


class NoteForm(forms.Form):
    """A note to the other one."""

    text = forms.CharField(
        label=gettext_lazy("Your note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write a few words first.")},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, slug: str) -> HttpResponse:
    """A participant's notes with their mentor; for a mentor, everybody they can write to."""
    person = person_of(request)
    if person is None:
        return sign_in_first(request)
    edition = edition_of(request, slug)
    participant = participant_of(request, edition)
    if participant is not None:
        return _own(request, edition, person, participant)
    found = looks.talks(person, edition)
    if not found and not roles_of(person, edition):
        raise Http404
    return render(request, "academy/after/talks.html", {**known(request, edition), "talks": found})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def talk(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A mentor's notes with one participant of their teams."""
    person = person_of(request)
    if person is None:
        return sign_in_first(request)
    edition = edition_of(request, slug)
    participant = get_object_or_404(looks.mentored_by(person, edition), number=number)
    mentor = looks.mentor_of(participant)
    if mentor is None:
        raise Http404
    written, form = _written(request, participant, mentor, person)
    if written:
        return redirect("edition-talk", slug, number)
    found = list(looks.between(participant, mentor))
    acts.see(participant, mentor, person)
    context = {"them": participant, "notes": found, "form": form, "mentor": mentor, "is_mentor": True}
    return render(request, "academy/after/talk.html", {**known(request, edition), **context})


def _own(request: HttpRequest, edition: Edition, person: Person, participant: Participant) -> HttpResponse:
    mentor = looks.mentor_of(participant)
    form = None
    if mentor is not None:
        written, form = _written(request, participant, mentor, person)
        if written:
            return redirect("edition-notes", edition.slug)
        acts.see(participant, mentor, person)
    context = {"notes": looks.talks_of(participant), "form": form, "mentor": mentor, "is_mentor": False}
    return render(request, "academy/after/talk.html", {**known(request, edition), **context})


def _written(
    request: HttpRequest, participant: Participant, mentor: Crew, person: Person
) -> tuple[bool, NoteForm | None]:
    """Whether a note was written now, and the form to show; None once the private data of the edition are erased."""
    if participant.edition.erased_at:
        return False, None
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return False, form
    if not allow_rule(WRITTEN, person.handle):
        form.add_error("text", _("You have written many notes in this hour. Please go on a little later."))
        return False, form
    try:
        acts.write(participant, mentor, person, form.cleaned_data["text"])
    except NotAllowedError:
        form.add_error(None, _("You cannot write to each other any more: the team has another mentor now."))
        return False, form
    messages.success(request, _("Your note is there. Only the two of you can read it."))
    return True, form
