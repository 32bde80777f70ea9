"""A request in; who asks, which target it is about, and whether it may be done now, out."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from portal.catalogue.looks import visible
from portal.catalogue.models import Target
from portal.ground.people.models import Person


def target_of(slug: str) -> Target:
    """The target of an address; a page that is not there for one that staff hid."""
    return get_object_or_404(visible(), slug=slug)


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in, if anybody is."""
    return request.user if isinstance(request.user, Person) and request.user.is_active else None
