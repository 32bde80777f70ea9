"""A code from a poster in; somebody who is at a session, checked in by one press, out."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.visits import check_in as act
from portal.academy.programme.looks import session_by, visit_of
from portal.academy.programme.models import Participant, Session, SessionKind, Visit
from portal.academy.programme.states import PUBLIC
from portal.faces.academy.common import participant_of, person_of, sign_in_first
from portal.faces.academy.open.fields import code_field
from portal.faces.people.client import network_of
from portal.ground.limits import acts as limits
from portal.ground.limits.rules import Rule

HOUR = 3600
WRONG_CODES = Rule("check-in-code", 240, HOUR)  # right ones are not counted: a whole open house is behind one address
VISITOR = "visitor"


class CodeForm(forms.Form):
    """The code of a session, as it stands on the poster."""

    code = code_field(gettext_lazy("The code on the poster"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Type the code of a session."""
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if (session := _session(form.cleaned_data["code"])) is not None:
            return redirect("academy-check-in", session.code)
        if limits.allow_rule(WRONG_CODES, network_of(request)):
            form.add_error("code", _("No session has this code. Please look at the poster again."))
        else:
            form.add_error("code", _("Very many wrong codes came from your network. Please ask a trainer."))
            status = 429
    return render(request, "academy/open/check_in_code.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    """One press: participants who are signed in; at an open house everybody."""
    session = _session(code)
    if session is None:
        form = CodeForm({"code": code})
        form.add_error("code", _("No session has this code. Please look at the poster again."))
        return render(request, "academy/open/check_in_code.html", {"form": form}, status=404)
    participant = participant_of(request, session.edition)
    is_open_house = session.kind == SessionKind.OPEN_HOUSE
    if request.method == "POST":
        if participant is None and not is_open_house:
            return sign_in_first(request) if person_of(request) is None else redirect(request.path)
        _note(request, session, participant)
        return redirect(request.path)
    context = {
        "session": session,
        "about": session.edition,
        "me": participant,
        "visit": _visit(request, session, participant),
        "is_open_house": is_open_house,
        "next": request.path,
    }
    return render(request, "academy/open/check_in.html", context)


def _session(code: str) -> Session | None:
    session = session_by(code)
    return session if session is not None and session.edition.state in PUBLIC else None


def _note(request: HttpRequest, session: Session, participant: Participant | None) -> None:
    try:
        act(session, participant if participant is not None else _visitor(request))
    except (ValidationError, ValueError) as error:
        words = error.messages if isinstance(error, ValidationError) else [str(error)]
        messages.error(request, " ".join(words))


def _visitor(request: HttpRequest) -> str:
    """The mark of a browser that nobody signed in with: it says nothing but that it was here."""
    known: str = request.session.get(VISITOR) or secrets.token_hex(16)
    request.session[VISITOR] = known
    return known


def _visit(request: HttpRequest, session: Session, participant: Participant | None) -> Visit | None:
    mark = participant or request.session.get(VISITOR)
    return visit_of(session, mark) if mark else None
