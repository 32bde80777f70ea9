"""What organisers fill in and decide about programmes and editions in; the rows and their ledger out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts import checks
from portal.academy.programme.acts.base import AcademyError, hold, line
from portal.academy.programme.acts.ending import end_applications, finish
from portal.academy.programme.models import CrewRole, Edition, Programme, ProgrammeKind, Session, Venue
from portal.academy.programme.states import EDITION, EditionState
from portal.ground.ledger.acts import record
from portal.ground.people.looks import by_handle

PAST = {
    "announce": "announced",
    "open": "opened",
    "end_applications": "ended-applications",
    "start": "started",
    "judge": "judged",
    "close": "closed",
    "cancel": "cancelled",
    "hide": "hidden",
    "go_on": "went-on",
    "reopen": "reopened",
}
"""What the ledger says of each move, as `edition.announced`."""
_LINES = {"place": 120, "organiser": 200, "slug": 60, "contact": 254}
_PLAIN = (
    *("apply_from", "apply_until", "starts_at", "ends_at", "works_due_at", "confirm_days", "team_least", "team_most"),
    *("guardian_below", "keep_days", "is_state_funded", "is_rehearsal"),
)
CHANGEABLE = (*_LINES, *_PLAIN, "names", "about", "tracks", "funders")
"""What an organiser fills in."""
COPIED = tuple(
    name for name in CHANGEABLE if name not in ("slug", "names", "apply_from", "apply_until", "works_due_at")
)
_COPIED_HOURS = ("kind", "names", "seats")
_COPIED_PLACE = ("name", "address", "municipality", "seats", "access")


@transaction.atomic
def make_programme(
    slug: str, kind: ProgrammeKind, names: Mapping[str, str], about: Mapping[str, str], by: str
) -> Programme:
    """Add a series of editions. Raises ValidationError with what is wrong at each field."""
    programme = Programme(slug=slug, kind=kind, made_at=timezone.now())
    return _keep_programme(programme, names, about, "programme.made", by)


@transaction.atomic
def change_programme(programme: Programme, names: Mapping[str, str], about: Mapping[str, str], by: str) -> Programme:
    """Change what a programme says of itself. Raises ValidationError with what is wrong at each field."""
    return _keep_programme(programme, names, about, "programme.changed", by)


def _keep_programme(
    programme: Programme, names: Mapping[str, str], about: Mapping[str, str], verb: str, by: str
) -> Programme:
    _fill(programme, {"names": names, "about": about})
    if not programme.names:
        raise ValidationError({"names": _("Give a name in at least one language.")})
    programme.clean_fields(exclude=["about"])
    programme.validate_unique()
    programme.save()
    record(verb, f"programme/{programme.slug}", by)
    return programme


@transaction.atomic
def make_edition(programme: Programme, fields: Mapping[str, Any], by: str) -> Edition:
    """Prepare an edition; `fields` are of CHANGEABLE. Whoever makes it is its organiser.

    Raises ValidationError with what is wrong at each field.
    """
    edition = Edition(programme=programme, made_at=timezone.now())
    _fill(edition, fields)
    checks.edition(edition)
    edition.save()
    record("edition.made", _subject(edition), by, {"programme": programme.slug})
    _give_to(edition, by)
    return edition


def _give_to(edition: Edition, by: str) -> None:
    person = by_handle(by)
    if person:
        edition.crew.create(person=person, role=CrewRole.ORGANISER, name=person.name, since=timezone.now())


@transaction.atomic
def change_edition(edition: Edition, fields: Mapping[str, Any], by: str) -> Edition:
    """Change an edition. Raises ValidationError with what is wrong at each field, AcademyError once it is erased.

    The address of an edition stays once it was announced.
    """
    edition = hold(edition)
    if edition.erased_at is not None:
        raise AcademyError(_("This edition is over."))
    before = {name: getattr(edition, name) for name in CHANGEABLE}
    if edition.state != EditionState.DRAFT and fields.get("slug", edition.slug) != edition.slug:
        raise ValidationError({"slug": _("The address stays, since it was announced.")})
    old = _subject(edition)
    _fill(edition, fields)
    checks.edition(edition)
    changed = sorted(name for name in CHANGEABLE if getattr(edition, name) != before[name])
    if changed:
        edition.save(update_fields=changed)
        record("edition.changed", old, by, {"fields": changed})
    return edition


def _fill(one: Edition | Programme, fields: Mapping[str, Any]) -> None:
    faults: dict[str, str] = {}
    for name, value in fields.items():
        try:
            setattr(one, name, _tidy(name, value))
        except ValueError as error:
            faults[name] = str(error)
    if faults:
        raise ValidationError(faults)


def _tidy(name: str, value: Any) -> Any:
    if name in _LINES:
        return line(value or "", _LINES[name])
    if name == "names":
        return checks.names(value or {})
    if name == "about":
        return checks.texts(value or {}, checks.LONGEST_ABOUT)
    if name == "tracks":
        return checks.tracks(value or [])
    if name == "funders":
        return [kept for one in value or [] if (kept := line(str(one), 200))]
    if name in _PLAIN:
        return value
    raise KeyError(f"an edition has no {name!r} to fill in")


@transaction.atomic
def move_edition(edition: Edition, verb: str, by: str) -> Edition:
    """Announce an edition, open its applications, start, judge, close or cancel it: the verbs of states.EDITION.

    Raises NotAllowedError where the table forbids it, ValidationError where something must be filled in before.
    When it is closed or cancelled, whoever still waits for an answer gets one.
    """
    edition = hold(edition)
    _may(edition, verb)
    now = timezone.now()
    if verb in ("close", "cancel", "reopen"):
        EDITION.take(edition, verb, closed_at=None if verb == "reopen" else now)
    else:
        EDITION.take(edition, verb)
    record(f"edition.{PAST[verb]}", _subject(edition), by)
    if verb in ("close", "cancel"):
        end_applications(edition, by)
    if verb == "close":
        finish(edition, by)
    return edition


def _may(edition: Edition, verb: str) -> None:
    faults: dict[str, str] = {}
    if verb == "announce" and not edition.organiser:
        faults["organiser"] = _("Say who organises it before it is announced.")
    if verb == "open" and not edition.tracks:
        faults["tracks"] = _("Add at least one track before applications open.")
    if verb == "open" and edition.apply_until is None:
        faults["apply_until"] = _("Say until when one can apply.")
    if verb == "open" and not edition.contact:
        faults["contact"] = _("Give an address that guardians and applicants can write to.")
    if faults:
        raise ValidationError(faults)


@transaction.atomic
def copy_edition(edition: Edition, slug: str, names: Mapping[str, str], starts_at: dt.datetime, by: str) -> Edition:
    """Prepare a new edition like this one: its settings, venues and schedule, moved to a new beginning.

    People, works and codes are not copied; whoever copies is its organiser. Raises ValidationError as make_edition.
    """
    shift = starts_at - edition.starts_at
    fields = {name: getattr(edition, name) for name in COPIED}
    moved = ("apply_from", "apply_until", "works_due_at", "starts_at", "ends_at")
    fields |= {name: at + shift for name in moved if (at := getattr(edition, name))}
    made = make_edition(edition.programme, {**fields, "slug": slug, "names": names}, by)
    venues = {}
    for venue in edition.venues.order_by("pk"):
        venues[venue.pk] = Venue.objects.create(edition=made, **{name: getattr(venue, name) for name in _COPIED_PLACE})
    for hour in edition.sessions.all():
        Session.objects.create(
            edition=made,
            venue=venues[hour.venue_id] if hour.venue_id else None,
            starts_at=hour.starts_at + shift,
            ends_at=hour.ends_at + shift,
            **{name: getattr(hour, name) for name in _COPIED_HOURS},
        )
    record("edition.copied", _subject(made), by, {"from": edition.slug})
    return made


def _subject(edition: Edition) -> str:
    return f"edition/{edition.slug}"
