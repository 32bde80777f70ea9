"""Questions about programmes in; editions, those who take part in them, and what they made, out."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.db.models import Count, QuerySet
from django.utils import timezone

from portal.academy.programme.models import (
    Application,
    Certificate,
    Consent,
    Crew,
    CrewRole,
    Edition,
    Participant,
    Private,
    Session,
    Team,
    Visit,
    Work,
)
from portal.academy.programme.states import (
    PUBLIC,
    SEATED,
    ApplicationState,
    ConsentState,
    EditionState,
    ParticipantState,
    WorkState,
)
from portal.ground.languages.said import said
from portal.ground.mail.models import Outgoing
from portal.ground.mail.states import OutgoingState
from portal.ground.people.models import Person

A, P = ApplicationState, ParticipantState


def editions_shown() -> QuerySet[Edition]:
    """Editions that everybody may see, the latest first."""
    return Edition.objects.filter(state__in=PUBLIC).select_related("programme")


def enrolled(edition: Edition) -> QuerySet[Participant]:
    """Participants who did not withdraw, by their numbers."""
    return edition.participants.exclude(state=P.WITHDRAWN).select_related("team").order_by("number")


def works_of(edition: Edition) -> QuerySet[Work]:
    """Works that were handed in and are in the competition, in the order in which they came."""
    handed = edition.works.filter(state=WorkState.SUBMITTED).select_related("team")
    return handed.prefetch_related("authors").order_by("submitted_at", "pk")


def works_by(participant: Participant) -> QuerySet[Work]:
    """All works of one participant or their team, the newest first, also those that are still being made."""
    own = Work.objects.filter(edition=participant.edition, authors=participant)
    return own.exclude(state=WorkState.WITHDRAWN).select_related("team").order_by("-made_at")


def due_of(edition: Edition) -> dt.datetime:
    """Until when works are handed in."""
    return edition.works_due_at or edition.ends_at


def takes_works(edition: Edition, now: dt.datetime | None = None) -> bool:
    """Whether works can be handed in and changed."""
    return edition.state == EditionState.RUNNING and (now or timezone.now()) < due_of(edition)


def is_open_for_applications(edition: Edition, now: dt.datetime | None = None) -> bool:
    """Whether somebody can apply."""
    now = now or timezone.now()
    begun = edition.apply_from is None or edition.apply_from <= now
    return (
        edition.state == EditionState.APPLYING and begun and (edition.apply_until is None or now < edition.apply_until)
    )


def private_of(application: Application) -> Private | None:
    """What only organisers see of an applicant; None once it is erased."""
    return Private.objects.filter(application=application).first()


def application_of(edition: Edition, person: Person) -> Application | None:
    """The application of one person."""
    return Application.objects.filter(edition=edition, person=person).select_related("edition__programme").first()


def applications(edition: Edition, *states: ApplicationState) -> QuerySet[Application]:
    """Applications in some states, or in all, in the order in which they came."""
    found = edition.applications.filter(state__in=states) if states else edition.applications.all()
    return found.select_related("edition").order_by("made_at", "pk")


def waiting(edition: Edition, track: str) -> QuerySet[Application]:
    """The waiting list of a track: who is first gets the next seat."""
    return edition.applications.filter(state=A.WAITING, track=track).order_by("decided_at", "pk")


def place_in_line(application: Application) -> int | None:
    """Which place an application has on its waiting list, from 1; None where it does not wait."""
    if application.state != A.WAITING:
        return None
    line = list(waiting(application.edition, application.track).values_list("pk", flat=True))
    return line.index(application.pk) + 1 if application.pk in line else None


def track_of(edition: Edition, slug: str) -> dict[str, Any] | None:
    """What an edition says of one of its tracks."""
    return next((track for track in edition.tracks if track["slug"] == slug), None)


def track_name(edition: Edition, slug: str) -> str:
    """The name of a track in the language of the reader."""
    track = track_of(edition, slug)
    return (said(track["names"]) if track else "") or slug


def seated(edition: Edition, track: str) -> int:
    """How many seats of a track are taken: by accepted applications, and by who was enrolled without one."""
    by_application = edition.applications.filter(track=track, state__in=SEATED).count()
    others = enrolled(edition).filter(track=track).exclude(application__state__in=SEATED, application__track=track)
    return by_application + others.count()


def free_seats(edition: Edition, track: str) -> int | None:
    """How many seats of a track are free; None where nobody counts them."""
    seats = (track_of(edition, track) or {}).get("seats")
    return None if seats is None else max(0, seats - seated(edition, track))


def consent_by(token: str) -> Consent | None:
    """What a guardian was asked, by the secret part of the address that they got."""
    found = Consent.objects.filter(token=token).select_related("application__edition__programme")
    return found.first()


def has_consent(application: Application) -> bool:
    """Whether a guardian agreed, or none is needed."""
    return (
        not application.is_minor or Consent.objects.filter(application=application, state=ConsentState.GIVEN).exists()
    )


def came_back(application: Application) -> bool:
    """Whether the mail that asked the guardian, as it was sent last, could not be brought to them."""
    to = Outgoing.objects.filter(about=alias(application))
    if application.person is not None:
        to = to.exclude(recipient=application.person.email)
    last = to.order_by("-queued_at", "-pk").first()
    return last is not None and last.state in (OutgoingState.BOUNCED, OutgoingState.FAILED)


def may_be_photographed(participant: Participant) -> bool:
    """Whether pictures of somebody may be taken: they said so, and for a minor the guardian too."""
    application = participant.application
    if application is None or not application.photo:
        return False
    if not application.is_minor:
        return True
    return Consent.objects.filter(application=application, state=ConsentState.GIVEN, photo=True).exists()


def sessions_of(edition: Edition) -> QuerySet[Session]:
    """The schedule, with how many visits each session had, as `count`."""
    return (
        edition.sessions.select_related("venue", "trainer").annotate(count=Count("visits")).order_by("starts_at", "pk")
    )


def session_by(code: str) -> Session | None:
    """The session of a code as somebody typed it: spaces, dashes and small letters are as good."""
    tidy = "".join(sign for sign in code.upper() if sign.isalnum())
    return Session.objects.filter(code=tidy).select_related("edition__programme", "venue").first()


def mark_of(session: Session, visitor: str) -> str:
    """What is kept of the mark of a visitor's browser: nobody can tell from it who was at two sessions."""
    return hashlib.sha256(f"{session.code}:{visitor}".encode()).hexdigest()


def visit_of(session: Session, who: Participant | str) -> Visit | None:
    """The visit of a participant, or of a visitor with the mark of their browser, if they checked in."""
    if isinstance(who, Participant):
        return Visit.objects.filter(session=session, participant=who).first()
    return Visit.objects.filter(session=session, visitor=mark_of(session, who)).first() if who else None


def crew_of(edition: Edition, *roles: CrewRole) -> QuerySet[Crew]:
    """Who has a role in an edition, or any role."""
    found = edition.crew.filter(role__in=roles) if roles else edition.crew.all()
    return found.select_related("person").order_by("role", "pk")


def teams_of(edition: Edition) -> QuerySet[Team]:
    """Teams by name, with how many take part in each, as `count`."""
    return edition.teams.select_related("mentor").annotate(count=Count("members")).order_by("name")


def short_teams(edition: Edition) -> list[Team]:
    """Teams with fewer members than a team must have."""
    return [team for team in teams_of(edition) if team.members.count() < edition.team_least]


def teamless(edition: Edition) -> QuerySet[Participant]:
    """Participants who have no team."""
    return enrolled(edition).filter(team=None, state=P.ENROLLED)


def certificate_by(code: str) -> Certificate | None:
    """The certificate of a code as somebody typed it."""
    tidy = "".join(sign for sign in code.upper() if sign.isalnum())
    return Certificate.objects.filter(code=tidy).select_related("edition__programme").first()


def participations(person: Person) -> QuerySet[Participant]:
    """Where a person took part, the latest first."""
    return person.participations.select_related("edition__programme", "team").order_by("-edition__starts_at")


def alias(one: Participant | Application) -> str:
    """What the ledger calls somebody who takes part: never their handle, which their signatures elsewhere bear too."""
    return f"{type(one).__name__.lower()}/{one.pk}"
