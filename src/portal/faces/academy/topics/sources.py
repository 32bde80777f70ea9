"""Somebody with a source in; the bank of a subject, with what mentors say of each, out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.academy.programme.acts.base import AcademyError, Actor
from portal.academy.programme.models import Crew, CrewRole, Edition
from portal.academy.topics import bank
from portal.academy.topics.models import Source
from portal.faces.academy.common import edition_of, known, person_of, sign_in_first
from portal.faces.academy.topics.forms import SourceForm
from portal.faces.academy.topics.topic import shown, topic_of
from portal.ground.people.models import Person


def _by(request: HttpRequest, edition: Edition) -> tuple[Actor, bool]:
    """Who does it, and whether they look after others."""
    frame, person = known(request, edition), person_of(request)
    tends = CrewRole.MENTOR in frame["roles"]
    if frame["participant"] is None and not tends:
        raise AcademyError(_("Sources are added by those who take part."))
    return frame["participant"] or (person.handle if person else ""), tends


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a source into the bank."""
    edition = edition_of(request, slug)
    if request.method != "POST":  # another language chosen on a page with faults
        return redirect("edition-topic", slug, pk)
    if person_of(request) is None:
        return sign_in_first(request)
    topic = topic_of(request, edition, pk)
    form = SourceForm(request.POST)
    if form.is_valid():
        try:
            bank.add_source(topic, _by(request, edition)[0], **form.cleaned_data)
        except AcademyError as error:
            form.add_error("address" if form.cleaned_data["address"] else "title", str(error))
        else:
            messages.success(request, _("The source is in the bank."))
            return redirect("edition-topic", slug, pk)
    return shown(request, edition, topic, source_form=form)


@never_cache
@require_POST
def change(request: HttpRequest, slug: str, pk: int, source: int) -> HttpResponse:
    """Say that a link is dead or alive again; mentors check a source; they and who added it take it out."""
    edition = edition_of(request, slug)
    person = person_of(request)
    if person is None:
        return sign_in_first(request)
    topic = topic_of(request, edition, pk)
    found = get_object_or_404(Source, edition=edition, subject=topic.subject, pk=source)
    deed = request.POST.get("deed", "")
    try:
        by, tends = _by(request, edition)
        is_own = found.added_by_id is not None and found.added_by == by
        if deed in ("dead", "alive"):
            (bank.mark_dead if deed == "dead" else bank.mark_alive)(found, by)
        elif deed == "check" and tends:
            bank.check(found, _crew(edition, person), request.POST.get("note", ""))
        elif deed == "remove" and (tends or is_own):
            bank.remove_source(found, by)
        else:
            raise AcademyError(_("This is for mentors, and for who added the source."))
    except AcademyError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect("edition-topic", slug, pk)


def _crew(edition: Edition, person: Person) -> Crew:
    row = Crew.objects.filter(edition=edition, person=person).exclude(role=CrewRole.JUROR).first()
    if row is None:
        raise AcademyError(_("A mentor of this edition checks sources."))
    return row
