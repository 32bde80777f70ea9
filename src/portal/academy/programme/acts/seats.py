"""An application that gains or loses its seat in; the seat kept within its track, or given to who waits first, out."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import OVER, ConsentError, FullError
from portal.academy.programme.looks import alias, free_seats, has_consent, track_name, waiting
from portal.academy.programme.models import Application, Edition, Participant
from portal.academy.programme.states import APPLICATION, PARTICIPANT
from portal.academy.programme.telling import tell
from portal.ground.ledger.acts import MACHINE, record

DAY = dt.timedelta(days=1)


def give_seat(edition: Edition, application: Application, by: str, what: str) -> Application:
    """Accept an application into a free seat and tell them so. `edition` is held; `what`: the mail that says it.

    Raises FullError, ConsentError, NotAllowedError.
    """
    must_have_seat(edition, application.track)
    must_have_consent(application)
    now = timezone.now()
    answer_by = _answer_by(edition, now)
    APPLICATION.take(application, "accept", decided_at=now, decided_by=by, answer_by=answer_by)
    record("application.accepted", alias(application), by, {"edition": edition.slug, "track": application.track})
    tell(application, what, at=answer_by)
    return application


def must_have_seat(edition: Edition, track: str) -> None:
    """Raise FullError where a track has no free seat. `edition` is held."""
    if free_seats(edition, track) == 0:
        raise FullError(_("The track “%(track)s” has no free seat.") % {"track": track_name(edition, track)})


def must_have_consent(application: Application) -> None:
    """Raise ConsentError where a minor's guardian has not agreed."""
    if not has_consent(application):
        raise ConsentError(_("The guardian has not agreed yet."))


def _answer_by(edition: Edition, now: dt.datetime) -> dt.datetime:
    """So many days from now; near the beginning until then, but a day at least."""
    until = now + edition.confirm_days * DAY
    return min(until, max(edition.starts_at, now + DAY))


def free_seat(edition: Edition, track: str) -> Application | None:
    """A seat became free: who waits first moves up, if anybody does. `edition` is held."""
    first = waiting(edition, track).select_related("edition", "person").first()
    if first is None or edition.state in OVER or timezone.now() >= edition.ends_at:
        return None
    if free_seats(edition, track) == 0:
        return None
    return give_seat(edition, first, MACHINE, "moved-up")


def leave(application: Application, by: str) -> None:
    """Whoever took part by this application takes part no more; their pseudonym and what is public stay."""
    participant = Participant.objects.filter(application=application).first()
    if participant is None or "withdraw" not in PARTICIPANT.verbs(participant.state):
        return
    PARTICIPANT.take(participant, "withdraw", left_at=timezone.now(), team=None)
    fact = {"participant": participant.pk}
    record("participant.withdrew", f"edition/{participant.edition.slug}", by, fact)
