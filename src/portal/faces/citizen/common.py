"""A request in; who asks, which target it is about, and the way over signing in, out."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.catalogue.looks import visible
from portal.catalogue.models import Target
from portal.faces.people import intent
from portal.faces.people.client import network_of
from portal.ground.limits import acts as limits
from portal.ground.limits import rules
from portal.ground.people.models import Person


def target_of(slug: str) -> Target:
    """The target of an address; a page that is not there for one that staff hid."""
    return get_object_or_404(visible(), slug=slug)


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in, if anybody is."""
    return request.user if isinstance(request.user, Person) and request.user.is_active else None


def over_signing_in(request: HttpRequest, kind: str, data: dict[str, Any], resume: str) -> HttpResponse:
    """Keep what a stranger filled in, and lead over signing in to the page `resume`, which completes it."""
    if limits.allow_rule(rules.BEGUN, network_of(request)):
        intent.keep(request, kind, data, resume)
    else:
        messages.warning(request, _("Many forms came from your network in this hour. Please sign in first."))
        resume = request.path
    return redirect(f"{reverse('sign-in')}?next={quote(resume)}")
