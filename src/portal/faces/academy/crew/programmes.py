"""Coordinators and organisers in; programmes and editions, made, changed and copied, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.editions import (
    change_edition,
    change_programme,
    copy_edition,
    make_edition,
    make_programme,
)
from portal.academy.programme.models import CrewRole, Edition, Programme, ProgrammeKind
from portal.faces.academy.common import crew_only, known, person_of, sign_in_first
from portal.faces.academy.crew.forms import CopyForm, EditionForm, ProgrammeForm, short_name
from portal.faces.academy.crew.rights import may_add_edition, may_found
from portal.faces.academy.open.fields import blame
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@never_cache
def new_programme(request: HttpRequest) -> HttpResponse:
    """Make a programme."""
    person = person_of(request)
    if person is None:
        return sign_in_first(request)
    if not may_found(person):
        raise PermissionDenied
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            data, texts = form.cleaned_data, form.texts()
            slug = short_name(data["slug"], texts["names"])
            made = make_programme(slug, ProgrammeKind(data["kind"]), texts["names"], texts["about"], person.handle)
        except (ValidationError, ValueError) as error:
            blame(form, error)
        else:
            messages.success(request, _("The programme is there. Now make its first edition."))
            return redirect("programme", made.slug)
    return render(request, "academy/crew/programme.html", {"form": form})


@require_http_methods(METHODS)
@never_cache
def change_of_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what a programme says of itself."""
    person, programme = person_of(request), get_object_or_404(Programme, slug=slug)
    if person is None:
        return sign_in_first(request)
    if not may_found(person):
        raise PermissionDenied
    form = ProgrammeForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            texts = form.texts()
            change_programme(programme, texts["names"], texts["about"], person.handle)
        except (ValidationError, ValueError) as error:
            blame(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("programme", slug)
    return render(request, "academy/crew/programme.html", {"form": form, "programme": programme})


@require_http_methods(METHODS)
@never_cache
def new_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare an edition of a programme. Whoever makes it is its organiser."""
    person, programme = person_of(request), get_object_or_404(Programme, slug=slug)
    if person is None:
        return sign_in_first(request)
    if not may_add_edition(person, programme):
        raise PermissionDenied
    form = EditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_edition(programme, form.fields_of_edition(), person.handle)
        except (ValidationError, ValueError) as error:
            blame(form, error)
        else:
            messages.success(request, _("The edition is there, for the crew alone. Announce it when it is ready."))
            return redirect("edition-crew", made.slug)
    return render(request, "academy/crew/edition_new.html", {"form": form, "programme": programme})


@require_http_methods(METHODS)
@crew_only(CrewRole.ORGANISER)
def change(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Change an edition."""
    form = EditionForm(request.POST or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            change_edition(edition, form.fields_of_edition(), _handle(request))
        except (ValidationError, ValueError, NotAllowedError) as error:
            blame(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("edition-crew", edition.slug)
        edition.refresh_from_db()
    return _page(request, edition, "academy/crew/edition_change.html", form)


@require_http_methods(METHODS)
@crew_only(CrewRole.ORGANISER)
def copy(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Prepare a new edition like this one: venues and schedule come along, people and works do not."""
    form = CopyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data, names = form.cleaned_data, form.texts()["names"]
        try:
            slug = short_name(data["slug"], names)
            made = copy_edition(edition, slug, names, data["starts_at"], _handle(request))
        except (ValidationError, ValueError) as error:
            blame(form, error)
        else:
            messages.success(request, _("The copy is there, for the crew alone. Look through its days."))
            return redirect("edition-crew", made.slug)
    return _page(request, edition, "academy/crew/edition_copy.html", form)


def _page(request: HttpRequest, edition: Edition, template: str, form: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {**known(request, edition), "form": form}
    return render(request, template, context)


def _handle(request: HttpRequest) -> str:
    person = person_of(request)
    if not isinstance(person, Person):
        raise PermissionDenied
    return person.handle
