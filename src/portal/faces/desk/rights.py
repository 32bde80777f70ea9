"""The name of a page of the desk in; the least role that may open it, and a guard around its view, out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.cache import add_never_cache_headers

from portal.ground.people.models import Person, Role

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Each page of the desk by its name. A page that is not here cannot be given an address.
RIGHTS: dict[str, Role] = {
    "desk": Role.EDITOR,
    "desk-take": Role.EDITOR,
    "desk-history": Role.EDITOR,
    "desk-report": Role.EDITOR,
    "desk-screenshot": Role.EDITOR,
    "desk-targets": Role.EDITOR,
    "desk-target-new": Role.EDITOR,
    "desk-target": Role.EDITOR,
    "desk-contact": Role.EDITOR,
    "desk-words": Role.MODERATOR,
    "desk-signatures": Role.MODERATOR,
    "desk-replies": Role.MODERATOR,
    "desk-reply": Role.MODERATOR,
    "desk-original": Role.MODERATOR,
    "desk-attachment": Role.MODERATOR,
    "desk-bulk": Role.MODERATOR,
    "desk-requests": Role.COORDINATOR,
    "desk-request": Role.COORDINATOR,
    "desk-paper": Role.COORDINATOR,
    "desk-mail": Role.COORDINATOR,
    "desk-regression": Role.COORDINATOR,
    "desk-change": Role.COORDINATOR,
    "desk-watch": Role.COORDINATOR,
    "desk-opt-outs": Role.COORDINATOR,
    "desk-people": Role.ADMIN,
    "desk-person": Role.ADMIN,
}


def may(person: object, name: str) -> bool:
    """Whether somebody may open a page of the desk. Raises KeyError for a page that is not in the table."""
    return isinstance(person, Person) and person.is_at_least(RIGHTS[name])


def guarded(name: str, view: View[P]) -> View[P]:
    """The view behind its door: strangers sign in first, who may not is told so. Raises KeyError as `may` does."""
    return guarded_by(RIGHTS[name], view)


def guarded_by(least: Role, view: View[P]) -> View[P]:
    """The view behind a door that opens for a role and those above it, for desks of rooms that have their own."""

    @wraps(view)
    def behind(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            answer: HttpResponse = redirect_to_login(request.get_full_path(), resolve_url("sign-in"))
        elif person_of(request).is_at_least(least):
            answer = view(request, *args, **kwargs)
        else:
            answer = render(request, "desk/denied.html", {"needed": least.label}, status=403)
        add_never_cache_headers(answer)
        return answer

    return behind


def person_of(request: HttpRequest) -> Person:
    """Who sits at the desk. Raises TypeError where nobody does, which the guard prevents."""
    if not isinstance(request.user, Person):
        raise TypeError("the desk is only for people who are signed in")
    return request.user
