"""Plain data for tests of academies: each function makes one thing, with what matters named by the caller."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from django.utils import timezone

from portal.academy.programme.models import (
    Application,
    Crew,
    CrewRole,
    Edition,
    Participant,
    Private,
    Programme,
    ProgrammeKind,
    Session,
    SessionKind,
    Team,
    Venue,
    Work,
    WorkKind,
)
from portal.academy.programme.states import ApplicationState, EditionState, WorkState
from portal.ground.people.models import Person
from tests.portal.make import make_person

_numbers = itertools.count(1)
DAY = dt.timedelta(days=1)


def make_programme(kind: ProgrammeKind = ProgrammeKind.WIKI, **fields: Any) -> Programme:
    """A programme with a name in three languages."""
    number = next(_numbers)
    values = {
        "slug": f"programme-{number}",
        "names": {"en": f"Programme {number}", "sq": f"Programi {number}", "sr": f"Програм {number}"},
        "about": {"en": "We learn to write.", "sq": "Mësojmë të shkruajmë.", "sr": "Учимо да пишемо."},
        "made_at": timezone.now(),
        **fields,
    }
    return Programme.objects.create(kind=kind, **values)


def make_edition(programme: Programme | None = None, **fields: Any) -> Edition:
    """An edition that runs now: it began yesterday, ends in two days, and has one track of twenty seats, `writing`.

    With `state="applying"` it begins in twenty days instead, and applications are open now.
    """
    number, now = next(_numbers), timezone.now().replace(microsecond=0)
    ahead = 20 * DAY if fields.get("state") in (EditionState.APPLYING, EditionState.SELECTING) else -DAY
    values = {
        "slug": f"edition-{number}",
        "names": {"en": f"Edition {number}", "sq": f"Edicioni {number}", "sr": f"Издање {number}"},
        "about": {"en": "Three days of writing.", "sq": "Tri ditë shkrimi.", "sr": "Три дана писања."},
        "state": EditionState.RUNNING,
        "place": "Prizren",
        "organiser": "Digital Kosovo",
        "contact": "academy@example.org",
        "apply_from": now + ahead - 30 * DAY,
        "apply_until": now + ahead - 3 * DAY,
        "starts_at": now + ahead,
        "ends_at": now + ahead + 3 * DAY,
        "tracks": [{"slug": "writing", "names": {"en": "Writing", "sq": "Shkrim", "sr": "Писање"}, "seats": 20}],
        "made_at": now,
        **fields,
    }
    return Edition.objects.create(programme=programme or make_programme(), **values)


def make_crew(
    edition: Edition, role: CrewRole = CrewRole.ORGANISER, person: Person | None = None, name: str = ""
) -> Crew:
    """Somebody with a role in an edition; `.person` signs in."""
    person = person or make_person()
    return Crew.objects.create(edition=edition, person=person, role=role, name=name, since=timezone.now())


def make_application(edition: Edition, person: Person | None = None, **fields: Any) -> Application:
    """An application of an adult that waits to be read; private fields (full_name, …) go to its private part."""
    private = {name: fields.pop(name) for name in [one.name for one in Private._meta.fields] if name in fields}
    values = {
        "state": ApplicationState.APPLIED,
        "track": edition.tracks[0]["slug"],
        "languages": ["sq", "en"],
        "municipality": "Prizren",
        "motivation": "I want to write about my town.",
        "made_at": timezone.now(),
        **fields,
    }
    made = Application.objects.create(edition=edition, person=person or make_person(), **values)
    kept = {
        "full_name": f"Arta Secret{next(_numbers)}",
        "born_on": dt.date(2000, 5, 1),
        "phone": "044 000 000",
        **private,
    }
    Private.objects.create(application=made, **kept)
    return made


def make_participant(edition: Edition | None = None, person: Person | None = None, **fields: Any) -> Participant:
    """An enrolled adult with a confirmed application; `.person` signs in. `pseudonym`, `track`, `team` as wished."""
    edition = edition or make_edition()
    application = make_application(edition, person, state=ApplicationState.CONFIRMED, decided_at=timezone.now())
    number = edition.participants.count() + 1
    values = {
        "pseudonym": f"Iris {number}",
        "track": application.track,
        "municipality": application.municipality,
        "joined_at": edition.starts_at,
        **fields,
    }
    return Participant.objects.create(
        edition=edition, application=application, person=application.person, number=number, **values
    )


def make_team(edition: Edition, *members: Participant, **fields: Any) -> Team:
    """A team of these participants; of two new ones where none are given."""
    values = {"name": f"Team {next(_numbers)}", "made_at": timezone.now(), **fields}
    team = Team.objects.create(edition=edition, **values)
    for member in members or (make_participant(edition), make_participant(edition)):
        member.team = team
        member.save(update_fields=["team"])
    return team


def make_venue(edition: Edition, **fields: Any) -> Venue:
    """A hall with thirty seats."""
    values = {"name": "City library", "address": "Square 1", "municipality": "Prizren", "seats": 30, **fields}
    return Venue.objects.create(edition=edition, **values)


def make_session(edition: Edition, kind: SessionKind = SessionKind.TRAINING, **fields: Any) -> Session:
    """A session that is held now, for two hours."""
    now = timezone.now()
    starts_at = fields.pop("starts_at", now - dt.timedelta(minutes=30))
    values = {"names": {"en": f"Session {next(_numbers)}"}, "ends_at": starts_at + dt.timedelta(hours=2), **fields}
    return Session.objects.create(edition=edition, kind=kind, starts_at=starts_at, **values)


def make_work(
    edition: Edition, *authors: Participant, kind: WorkKind = WorkKind.ARTICLE, team: Team | None = None, **fields: Any
) -> Work:
    """A work that was handed in, by a new participant where no authors are given; of a team: by its members."""
    number, now = next(_numbers), timezone.now()
    values = {
        "title": f"Work {number}",
        "state": WorkState.SUBMITTED,
        "address": f"https://example.org/works/{number}",
        "licence": "CC BY-SA 4.0",
        "made_at": now,
        "submitted_at": now,
        **fields,
    }
    work = Work.objects.create(edition=edition, kind=kind, team=team, **values)
    work.authors.set(authors or (team.members.all() if team else [make_participant(edition)]))
    return work
