"""A code that somebody scanned or typed in; one visit of a participant, or of a visitor whom nobody knows, out."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import AcademyError
from portal.academy.programme.looks import mark_of
from portal.academy.programme.models import Participant, Session, SessionKind, Visit, new_token
from portal.academy.programme.states import ParticipantState
from portal.ground.ledger.acts import record

SPARE = dt.timedelta(minutes=60)
SELF = {True: "participant", False: "visitor"}


@transaction.atomic
def check_in(session: Session, who: Participant | str, by: str = "") -> Visit:
    """Note that somebody is at a session, once: a participant, or at an open house the random mark of a browser.

    Of a mark its digest with this session is kept alone, so that nobody can tell who was at two sessions. `by`: the
    handle of somebody of the crew who notes it by hand, which is possible at any time from an hour before on; people
    themselves check in from an hour before until an hour after. The ledger says that somebody came, not who.
    Raises AcademyError where it is not possible.
    """
    now = timezone.now()
    if now < session.starts_at - SPARE:
        raise AcademyError(_("This session has not begun. Check-in opens an hour before."))
    if not by and now > session.ends_at + SPARE:
        raise AcademyError(_("This session is over. Please ask the organisers to note your visit."))
    known = _whose(session, who)
    visit, made = Visit.objects.get_or_create(
        session=session, **known, defaults={"at": now, "by": by or SELF[isinstance(who, Participant)]}
    )
    if made:
        record("visit.noted", f"edition/{session.edition.slug}", visit.by, {"session": session.pk})
    return visit


def _whose(session: Session, who: Participant | str) -> dict[str, Participant | str]:
    if isinstance(who, Participant):
        if who.edition_id != session.edition_id or who.state == ParticipantState.WITHDRAWN:
            raise AcademyError(_("You do not take part in this edition."))
        return {"participant": who}
    if session.kind != SessionKind.OPEN_HOUSE:
        raise AcademyError(_("This session is for participants. Please sign in to check in."))
    if not who:
        raise ValueError("a visitor has a mark")
    return {"visitor": mark_of(session, who)}


def note_visitor(session: Session, by: str) -> Visit:
    """Note by hand one more visitor of an open house, who has no phone at hand. Raises AcademyError as check_in."""
    return check_in(session, new_token(), by)


@transaction.atomic
def strike_visit(visit: Visit, by: str) -> None:
    """Somebody of the crew takes back a visit that was noted by mistake."""
    fact = {"session": visit.session_id}
    edition = visit.session.edition
    visit.delete()
    record("visit.struck", f"edition/{edition.slug}", by, fact)
