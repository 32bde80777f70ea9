"""Somebody who was accepted in; a participant with a number and a pseudonym of their own, out."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import AcademyError, Actor, ConsentError, actor, hold, line, must_go_on
from portal.academy.programme.acts.seats import free_seat, leave, must_have_consent, must_have_seat
from portal.academy.programme.looks import alias, track_of
from portal.academy.programme.models import Application, Edition, Participant
from portal.academy.programme.pseudonyms import clean_pseudonym, real_names
from portal.academy.programme.states import APPLICATION, PARTICIPANT, ApplicationState, ParticipantState
from portal.academy.programme.telling import tell
from portal.ground.ledger.acts import record
from portal.ground.moves import NotAllowedError
from portal.ground.people.models import Person


@transaction.atomic
def confirm(application: Application, pseudonym: str) -> Participant:
    """Whoever was accepted says yes, and under which name: they take part now.

    Raises ValidationError at `pseudonym`, ConsentError, NotAllowedError where they were not accepted or it lapsed.
    """
    edition = hold(application.edition)
    must_go_on(edition)
    application = Application.objects.select_related("person", "private").get(pk=application.pk)
    application.edition = edition
    must_have_consent(application)
    APPLICATION.take(application, "confirm", answer_by=None)
    record("application.confirmed", alias(application), alias(application), {"edition": edition.slug})
    participant = _join(edition, application.person, pseudonym, application.track, application, application)
    tell(application, "confirmed")
    return participant


@transaction.atomic
def enrol(
    edition: Edition,
    person: Person | None,
    pseudonym: str,
    track: str,
    by: str,
    *,
    application: Application | None = None,
    municipality: str = "",
    is_adult: bool = False,
) -> Participant:
    """An organiser enrols somebody at once, without waiting for their confirmation.

    With an application it must be accepted. Without one the organiser vouches that they are no minor (`is_adult`).
    Raises FullError, ConsentError, ValidationError at `pseudonym` or `track`, AcademyError where the edition is over.
    """
    edition = hold(edition)
    must_go_on(edition)
    if application is not None:
        application = Application.objects.select_related("person", "private").get(pk=application.pk, edition=edition)
        must_have_consent(application)
        APPLICATION.take(application, "confirm", answer_by=None)
        record("application.confirmed", alias(application), by, {"edition": edition.slug})
        return _join(edition, application.person, pseudonym, application.track, application, by)
    if not is_adult:
        raise ConsentError(_("A minor takes part with an application and the consent of a guardian."))
    if track_of(edition, track) is None:
        raise ValidationError({"track": _("Choose one of the tracks.")})
    if person is not None and edition.applications.filter(person=person).exists():
        raise AcademyError(_("This person has applied: decide on the application."))
    must_have_seat(edition, track)
    return _join(edition, person, pseudonym, track, None, by, municipality)


def _join(
    edition: Edition,
    person: Person | None,
    pseudonym: str,
    track: str,
    application: Application | None,
    by: Actor,
    municipality: str = "",
) -> Participant:
    before = edition.participants.filter(person=person).first() if person else None
    name = _pseudonym(edition, pseudonym, person, application, before)
    now = timezone.now()
    if before is not None:
        kept = {"pseudonym": name, "track": track, "application": application, "joined_at": now, "left_at": None}
        if "come_back" not in PARTICIPANT.verbs(before.state):
            raise NotAllowedError("this person takes part already")
        participant = PARTICIPANT.take(before, "come_back", **kept)
    else:
        last = edition.participants.aggregate(last=Max("number"))["last"] or 0
        participant = Participant.objects.create(
            edition=edition,
            application=application,
            person=person,
            number=last + 1,
            pseudonym=name,
            track=track,
            municipality=application.municipality if application else line(municipality, 60),
            joined_at=now,
        )
    fact = {"participant": participant.pk, "track": track}
    record("participant.joined", f"edition/{edition.slug}", actor(by), fact)
    return participant


def _pseudonym(
    edition: Edition, typed: str, person: Person | None, application: Application | None, own: Participant | None
) -> str:
    try:
        return clean_pseudonym(edition, typed, real_names(person, application), own)
    except ValidationError as error:
        raise ValidationError({"pseudonym": error.messages}) from error


@transaction.atomic
def rename(participant: Participant, pseudonym: str, by: Actor | None = None) -> Participant:
    """Take another pseudonym. Raises ValidationError at `pseudonym`, AcademyError once private data are erased."""
    edition = hold(participant.edition)
    if edition.erased_at is not None:
        raise AcademyError(_("This edition is over."))
    participant = Participant.objects.select_related("application__private", "person").get(pk=participant.pk)
    participant.pseudonym = _pseudonym(edition, pseudonym, participant.person, participant.application, participant)
    participant.save(update_fields=["pseudonym"])
    record("participant.renamed", f"edition/{edition.slug}", actor(by or participant), {"participant": participant.pk})
    return participant


@transaction.atomic
def release(participant: Participant, by: str) -> Participant:
    """An organiser, or somebody's own wish, ends their taking part; their seat goes to who waits first.

    With an application this is its withdrawal. Raises NotAllowedError where they left already.
    """
    edition = hold(participant.edition)
    participant = Participant.objects.select_related("application__person").get(pk=participant.pk)
    if participant.state == ParticipantState.WITHDRAWN:
        raise NotAllowedError("this participant has left already")
    application = participant.application
    if application is not None and application.state == ApplicationState.CONFIRMED:
        application.edition = edition
        APPLICATION.take(application, "withdraw", decided_at=timezone.now(), decided_by=by, answer_by=None)
        record("application.withdrawn", alias(application), by, {"edition": edition.slug})
        leave(application, by)
        tell(application, "withdrawn")
    else:
        PARTICIPANT.take(participant, "withdraw", left_at=timezone.now(), team=None)
        fact = {"participant": participant.pk}
        record("participant.withdrew", f"edition/{edition.slug}", by, fact)
    free_seat(edition, participant.track)
    participant.refresh_from_db()
    return participant
