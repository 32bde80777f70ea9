"""Venues, hours and people of an edition as organisers fill them in; their rows and the ledger out."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts import checks
from portal.academy.programme.acts.base import AcademyError, hold, line
from portal.academy.programme.models import Crew, CrewRole, Edition, Session, Venue
from portal.ground.ledger.acts import record
from portal.ground.people.models import Person
from portal.ground.people.names import clean_name

_PLACE = {"name": 120, "address": 200, "municipality": 60, "access": 300}


@transaction.atomic
def appoint(edition: Edition, person: Person, role: CrewRole, by: str, name: str = "") -> Crew:
    """Give somebody a role, once. `name`: as the public reads it. Raises ValidationError for a name that is none."""
    name = clean_name(name) if name else person.name
    crew, made = Crew.objects.get_or_create(
        edition=edition, person=person, role=CrewRole(role), defaults={"name": name, "since": timezone.now()}
    )
    if made:
        record("crew.appointed", f"edition/{edition.slug}", by, {"crew": crew.pk, "role": str(crew.role)})
    elif name != crew.name:
        crew.name = name
        crew.save(update_fields=["name"])
    return crew


@transaction.atomic
def dismiss(crew: Crew, by: str) -> None:
    """Take a role away. Raises AcademyError where it is the last organiser, or others need what they did."""
    edition = hold(crew.edition)
    organisers = edition.crew.filter(role=CrewRole.ORGANISER)
    if crew.role == CrewRole.ORGANISER and organisers.count() == 1:
        raise AcademyError(_("An edition has at least one organiser: appoint another one first."))
    fact = {"crew": crew.pk, "role": str(crew.role)}
    try:
        with transaction.atomic():
            crew.delete()
    except ProtectedError as error:
        raise AcademyError(_("What they decided is still needed.")) from error
    record("crew.dismissed", f"edition/{edition.slug}", by, fact)


@transaction.atomic
def add_venue(edition: Edition, by: str, **fields: Any) -> Venue:
    """Add a place. Raises ValidationError with what is wrong at each field."""
    return _keep_venue(Venue(edition=edition), fields, "venue.added", by)


@transaction.atomic
def change_venue(venue: Venue, by: str, **fields: Any) -> Venue:
    """Change a place. Raises ValidationError with what is wrong at each field."""
    return _keep_venue(venue, fields, "venue.changed", by)


def _keep_venue(venue: Venue, fields: dict[str, Any], verb: str, by: str) -> Venue:
    for name, value in fields.items():
        setattr(venue, name, line(value or "", _PLACE[name]) if name in _PLACE else value)
    if not venue.name:
        raise ValidationError({"name": _("Give the venue a name.")})
    if venue.seats is not None and not 1 <= venue.seats <= checks.MOST_SEATS:
        raise ValidationError({"seats": _("The number of seats is a number from 1 on, or empty.")})
    venue.save()
    record(verb, f"edition/{venue.edition.slug}", by, {"venue": venue.pk})
    return venue


@transaction.atomic
def remove_venue(venue: Venue, by: str) -> None:
    """Remove a place; sessions that were planned there have none then."""
    fact = {"venue": venue.pk}
    edition = venue.edition
    venue.delete()
    record("venue.removed", f"edition/{edition.slug}", by, fact)


@transaction.atomic
def plan_session(edition: Edition, by: str, *, even_so: bool = False, **fields: Any) -> Session:
    """Put an hour on the schedule. `even_so`: it may overlap with another in its venue, or of its trainer.

    Raises ValidationError with what is wrong at each field.
    """
    return _keep_session(Session(edition=hold(edition)), fields, even_so, "session.planned", by)


@transaction.atomic
def change_session(session: Session, by: str, *, even_so: bool = False, **fields: Any) -> Session:
    """Change an hour of the schedule; its code stays. Raises ValidationError with what is wrong at each field."""
    hold(session.edition)
    return _keep_session(session, fields, even_so, "session.changed", by)


def _keep_session(session: Session, fields: dict[str, Any], even_so: bool, verb: str, by: str) -> Session:
    for name, value in fields.items():
        try:
            setattr(session, name, checks.names(value or {}) if name == "names" else value)
        except ValueError as error:
            raise ValidationError({name: str(error)}) from error
    checks.session(session, even_so)
    session.save()
    record(verb, f"edition/{session.edition.slug}", by, {"session": session.pk})
    return session


@transaction.atomic
def remove_session(session: Session, by: str) -> None:
    """Take an hour off the schedule. Raises AcademyError where somebody checked in already."""
    edition = hold(session.edition)
    if session.visits.exists():
        raise AcademyError(_("Somebody was at this session already, so it stays."))
    fact = {"session": session.pk}
    session.delete()
    record("session.removed", f"edition/{edition.slug}", by, fact)
