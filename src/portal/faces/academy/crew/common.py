"""A request of the crew in; who asks, and what the frame of every page of the crew needs, out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from portal.academy.programme.models import Crew, Edition
from portal.faces.academy.common import known, person_of
from portal.ground.ledger.acts import record
from portal.ground.people.models import Person


def who(request: HttpRequest) -> Person:
    """Who is signed in; the guard before each page of the crew has seen to that."""
    person = person_of(request)
    if person is None:
        raise PermissionDenied
    return person


def by(request: HttpRequest) -> str:
    """What the ledger calls who asks."""
    return who(request).handle


def crew_row(request: HttpRequest, edition: Edition, *roles: str) -> Crew | None:
    """The row of who asks in the crew of an edition, where they have one of these roles."""
    return Crew.objects.filter(edition=edition, person=who(request), role__in=roles).order_by("pk").first()


def frame(request: HttpRequest, edition: Edition, here: str, **more: Any) -> dict[str, Any]:
    """What a page of the crew needs; `here` is its name."""
    return {**known(request, edition), "here": here, **more}


@transaction.atomic
def note_seen(request: HttpRequest, edition: Edition, what: str, count: int) -> None:
    """Write into the ledger that somebody read private data: what kind of them and how many, never of whom."""
    if count:
        record("private.seen", f"edition/{edition.slug}", by(request), {"what": what, "count": count})
