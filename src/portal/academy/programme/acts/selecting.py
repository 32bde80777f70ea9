"""Marks of selectors and decisions of an organiser in; who is accepted, waits or is declined, and told so, out."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import AcademyError, hold, line, must_go_on
from portal.academy.programme.acts.seats import free_seat, give_seat, must_have_consent
from portal.academy.programme.looks import alias
from portal.academy.programme.models import Application, Crew, CrewRole, Edition, Mark
from portal.academy.programme.states import APPLICATION, ApplicationState, EditionState
from portal.academy.programme.telling import tell
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.moves import NotAllowedError

A, E = ApplicationState, EditionState
SELECTORS = (CrewRole.ORGANISER, CrewRole.TRAINER, CrewRole.MENTOR)
DECISIONS = {"accept": "accepted", "wait": "put-on-waiting-list", "decline": "declined"}
MARKED = (A.APPLIED, A.WAITING)


@transaction.atomic
def mark(application: Application, crew: Crew, points: int, note: str = "") -> Mark:
    """One selector's opinion, from 1 to 5; a second one takes the place of the first.

    Raises ValidationError for other points, AcademyError where it is not theirs to mark, or decided already.
    """
    if not 1 <= points <= 5:
        raise ValidationError({"points": _("Choose a mark from 1 to 5.")})
    if crew.role not in SELECTORS or crew.edition_id != application.edition_id:
        raise AcademyError(_("You do not select participants of this edition."))
    if application.person_id == crew.person_id:
        raise AcademyError(_("Nobody marks their own application."))
    application.refresh_from_db(fields=["state"])
    if application.state not in MARKED:
        raise AcademyError(_("This application is decided already."))
    kept = {"points": points, "note": line(note, 500), "at": timezone.now()}
    made, _is_new = Mark.objects.update_or_create(application=application, crew=crew, defaults=kept)
    record("application.marked", alias(application), crew.person.handle, {"points": points})
    return made


@transaction.atomic
def decide(application: Application, verb: str, by: str) -> Application:
    """Accept, put on the waiting list, or decline: `accept`, `wait`, `decline`. The applicant is told.

    Raises FullError where the track has no free seat, ConsentError where a guardian has not agreed, NotAllowedError
    where the table forbids it, AcademyError where the edition is over.
    """
    if verb not in DECISIONS:
        raise NotAllowedError(f"“{verb}” is no decision on an application")
    edition = hold(application.edition)
    must_go_on(edition)
    application = Application.objects.select_related("person").get(pk=application.pk)
    application.edition = edition
    if verb == "accept":
        return give_seat(edition, application, by, "accepted")
    if verb == "wait":
        must_have_consent(application)
    APPLICATION.take(application, verb, decided_at=timezone.now(), decided_by=by)
    fact = {"edition": edition.slug, "track": application.track}
    record(f"application.{DECISIONS[verb]}", alias(application), by, fact)
    tell(application, {"wait": "waiting", "decline": "declined"}[verb])
    return application


@transaction.atomic
def lapse(application: Application, by: str = MACHINE) -> None:
    """Somebody who was accepted did not confirm in time: the seat goes to who waits first."""
    edition = hold(application.edition)
    application = Application.objects.select_related("person").get(pk=application.pk)
    application.edition = edition
    if application.state != A.ACCEPTED:
        return
    APPLICATION.take(application, "lapse", decided_at=timezone.now(), decided_by=by, answer_by=None)
    record("application.lapsed", alias(application), by, {"edition": edition.slug})
    free_seat(edition, application.track)
    tell(application, "lapsed")


@transaction.atomic
def move_up(edition: Edition, track: str) -> Application | None:
    """Give a free seat to who waits first: after seats were added. None where nobody waits or no seat is free."""
    return free_seat(hold(edition), track)
