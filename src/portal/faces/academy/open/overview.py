"""Somebody who wants to know about academies in; all editions, one programme or one edition, as they stand, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.academy.after.history import past
from portal.academy.programme.looks import (
    application_of,
    editions_shown,
    enrolled,
    free_seats,
    is_open_for_applications,
    works_of,
)
from portal.academy.programme.models import Application, Edition, Programme, SessionKind
from portal.academy.programme.states import EditionState
from portal.faces.academy.common import edition_of, known, person_of
from portal.faces.academy.crew.rights import may_add_edition, may_found
from portal.faces.academy.results.shown import bounded, number
from portal.ground.languages.said import said

E = EditionState
LEAST_SHOWN = 5
"""With fewer participants than this, a list would tell who they are."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Editions that stand alike, under one heading."""

    name: str
    editions: list[Edition]


def shelves(editions: Iterable[Edition]) -> list[Shelf]:
    """Editions by where they stand, what one can join first; shelves without any are left out."""
    found = list(editions)
    order = (
        (_("You can apply now"), (E.APPLYING,)),
        (_("Announced"), (E.ANNOUNCED,)),
        (_("Running now"), (E.SELECTING, E.RUNNING, E.JUDGING)),
        (_("Held before"), (E.CLOSED, E.CANCELLED)),
    )
    made = [Shelf(name, [one for one in found if one.state in states]) for name, states in order]
    return [shelf for shelf in made if shelf.editions]


@require_safe
@never_cache
def academy(request: HttpRequest) -> HttpResponse:
    """All programmes and their editions."""
    person = person_of(request)
    first = past()[0]
    context = {
        "shelves": shelves(editions_shown()),
        "programmes": Programme.objects.order_by("slug"),
        "first": first,
        "told": [(name, bounded(number(one.value), one.bound)) for name, one in first.told],
        "may_found": may_found(person),
        "drafts": Edition.objects.filter(state=E.DRAFT, crew__person=person).distinct() if person else (),
    }
    return render(request, "academy/open/academy.html", context)


@require_safe
@never_cache
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme with its editions."""
    shown = get_object_or_404(Programme, slug=slug)
    person = person_of(request)
    context = {
        "programme": shown,
        "about": said(shown.about),
        "shelves": shelves(editions_shown().filter(programme=shown)),
        "may_change": may_found(person),
        "may_add": may_add_edition(person, shown),
    }
    return render(request, "academy/open/programme.html", context)


@require_safe
@never_cache
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    """One edition: what, when, where, how to apply, where it stands, who organises and who pays."""
    shown = edition_of(request, slug)
    person = person_of(request)
    mine = application_of(shown, person) if person else None
    return render(request, "academy/open/edition.html", {**known(request, shown), **_about(shown, mine)})


def _about(edition: Edition, mine: Application | None) -> dict[str, Any]:
    tracks = [
        {
            "name": said(track["names"]) or track["slug"],
            "seats": track.get("seats"),
            "free": free_seats(edition, track["slug"]),
        }
        for track in edition.tracks
    ]
    open_houses = edition.sessions.filter(kind=SessionKind.OPEN_HOUSE).select_related("venue").order_by("starts_at")
    return {
        "about": said(edition.about),
        "tracks": tracks,
        "is_open": is_open_for_applications(edition),
        "mine": mine,
        "open_houses": open_houses,
        "participants": enrolled(edition).count(),
        "works": works_of(edition).count(),
        "least_shown": LEAST_SHOWN,
    }


@require_safe
@never_cache
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """Who takes part, by pseudonym and team; with very few participants nobody is shown."""
    shown = edition_of(request, slug)
    found = list(enrolled(shown))
    teams: dict[str, list[str]] = {}
    for one in found:
        teams.setdefault(one.team.name if one.team else "", []).append(one.pseudonym)
    alone = sorted(teams.pop("", []))
    context = {
        "is_shown": len(found) >= LEAST_SHOWN,
        "count": len(found),
        "teams": sorted((name, sorted(members)) for name, members in teams.items()),
        "alone": alone,
        "least": LEAST_SHOWN,
    }
    return render(request, "academy/open/people.html", {**known(request, shown), **context})
