"""An edition that is closed or cancelled in; an answer for everybody who still waits for one, out."""

from __future__ import annotations

from django.utils import timezone

from portal.academy.programme.looks import alias
from portal.academy.programme.models import Edition
from portal.academy.programme.states import (
    APPLICATION,
    PARTICIPANT,
    ApplicationState,
    EditionState,
    ParticipantState,
)
from portal.academy.programme.telling import tell
from portal.ground.ledger.acts import record

A = ApplicationState
_LAST = {A.APPLIED: "decline", A.WAITING: "decline", A.ACCEPTED: "lapse", A.AWAITS_GUARDIAN: "lapse"}


def end_applications(edition: Edition, by: str) -> None:
    """Whoever was not decided on is declined or lapses; where it was cancelled, participants are told too."""
    cancelled = edition.state == EditionState.CANCELLED
    open_ones = edition.applications.filter(state__in=[*_LAST, A.CONFIRMED]).select_related("person").order_by("pk")
    for application in open_ones:
        application.edition = edition
        verb = _LAST.get(A(application.state))
        if verb:
            APPLICATION.take(application, verb, decided_at=timezone.now(), decided_by=by, answer_by=None)
            record(f"application.{'declined' if verb == 'decline' else 'lapsed'}", alias(application), by)
        if cancelled:
            tell(application, "cancelled")
        elif verb == "decline":
            tell(application, "declined")


def finish(edition: Edition, by: str) -> None:
    """Whoever took part until the end has finished."""
    for participant in edition.participants.filter(state=ParticipantState.ENROLLED).order_by("pk"):
        PARTICIPANT.take(participant, "finish")
        record("participant.finished", f"edition/{edition.slug}", by, {"participant": participant.pk})
