"""A request and the slug of an edition in; the edition, who asks and what they may do there, out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from portal.academy.programme.models import Crew, CrewRole, Edition, Participant
from portal.academy.programme.states import PUBLIC, ParticipantState
from portal.ground.people.models import Person, Role

View = Callable[..., HttpResponse]


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in, if anybody is."""
    return request.user if isinstance(request.user, Person) and request.user.is_active else None


def roles_of(person: Person | None, edition: Edition) -> frozenset[CrewRole]:
    """What somebody does in an edition. Organisers and the portal's coordinators do what trainers and mentors do.

    Judging is for jurors alone: who organises does not judge by that.
    """
    if person is None:
        return frozenset()
    roles = {
        CrewRole(role) for role in Crew.objects.filter(edition=edition, person=person).values_list("role", flat=True)
    }
    if CrewRole.ORGANISER in roles or person.is_at_least(Role.COORDINATOR):
        roles |= {CrewRole.ORGANISER, CrewRole.TRAINER, CrewRole.MENTOR}
    return frozenset(roles)


def edition_of(request: HttpRequest, slug: str) -> Edition:
    """The edition of an address; one in preparation is there for its crew alone."""
    edition = get_object_or_404(Edition.objects.select_related("programme"), slug=slug)
    if edition.state not in PUBLIC and not roles_of(person_of(request), edition):
        return get_object_or_404(Edition.objects.none())
    return edition


def participant_of(request: HttpRequest, edition: Edition) -> Participant | None:
    """Who asks, as a participant of an edition who did not withdraw."""
    person = person_of(request)
    enrolled = Participant.objects.exclude(state=ParticipantState.WITHDRAWN).select_related("team")
    return enrolled.filter(edition=edition, person=person).first() if person else None


def known(request: HttpRequest, edition: Edition) -> dict[str, Any]:
    """What the frame of every page of an edition needs."""
    roles = roles_of(person_of(request), edition)
    return {"edition": edition, "roles": roles, "participant": participant_of(request, edition)}


def crew_only(*roles: CrewRole) -> Callable[[View], View]:
    """A guard: the view is for crew with one of these roles; it gets the edition in place of the slug.

    Strangers sign in first; others are told that the page is not for them.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def behind(request: HttpRequest, slug: str, *args: Any, **more: Any) -> HttpResponse:
            if person_of(request) is None:
                return sign_in_first(request)
            edition = edition_of(request, slug)
            if roles_of(person_of(request), edition).isdisjoint(roles):
                answer: HttpResponse = render(request, "academy/denied.html", known(request, edition), status=403)
            else:
                answer = view(request, edition, *args, **more)
            add_never_cache_headers(answer)
            return answer

        return behind

    return guard


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Lead over signing in, and back here."""
    return redirect(f"{reverse('sign-in')}?next={quote(request.get_full_path())}")
