"""Private data are kept no longer than needed, and the ledger says what was erased."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db.models import Model
from django.utils import timezone

from portal.academy.programme.acts import apply, check_in, confirm, decide, give_consent, mark, move_edition, withdraw
from portal.academy.programme.models import (
    Application,
    Certificate,
    Edition,
    Mark,
    Participant,
    Private,
    SessionKind,
    Visit,
)
from portal.academy.programme.tasks import erase_due, forget_left
from portal.faces.people.data import all_about
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.ground.people.acts import leave
from tests.portal.academy.make import DAY, make_crew, make_edition, make_participant, make_session
from tests.portal.academy.programme.test_applying import MINOR
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
SECRETS = ("Krasniqi", "besa@example.org", "my town", "a good one", str(MINOR.born_on))
BY = "person-organiser"


def traces(*secrets: str) -> dict[str, list[str]]:
    """In which tables a secret stands anywhere, the bytes of letters among them."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models():
        text = "".join(_text(row) for row in model._default_manager.all())
        if here := [secret for secret in secrets if secret in text]:
            found[model._meta.label_lower] = here
    return found


def _text(row: Model) -> str:
    values: list[Any] = [getattr(row, field.attname) for field in row._meta.concrete_fields]
    return " ".join(
        bytes(one).decode(errors="replace") if isinstance(one, bytes | memoryview) else str(one) for one in values
    )


def make_minor(edition: Edition) -> Application:
    application = apply(edition, make_person(), MINOR).application
    give_consent(application.consent, "en")
    mark(application, make_crew(edition), 5, "a good one")
    return application


def days_later(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + days * DAY, tick=False)


def test_nothing_private_is_left_anywhere_once_the_time_is_over() -> None:
    edition = make_edition(state="applying", keep_days=30)
    application = make_minor(edition)
    decide(application, "accept", BY)
    participant = confirm(application, "Opal 77")
    house = make_session(edition, SessionKind.OPEN_HOUSE)
    check_in(house, "mark")
    assert set(traces(*SECRETS)) == {"programme.private", "programme.mark", "programme.application", "mail.outgoing"}
    with days_later(52):
        erase_due.func()
        assert Edition.objects.get().erased_at is None
    with days_later(54):
        erase_due.func()
        erase_due.func()
    assert traces(*SECRETS) == {}
    participant.refresh_from_db()
    assert (participant.pseudonym, participant.person_id, Visit.objects.get().visitor) == (
        "Opal 77",
        application.person_id,
        "",
    )
    assert Outgoing.objects.exclude(raw=b"").count() == 0
    entry = Entry.objects.get(verb="private.erased")
    assert (entry.actor, entry.subject, entry.body) == (
        "machine",
        f"edition/{edition.slug}",
        {"applications": 1, "names": 0, "visitors": 1},
    )


def test_who_was_declined_is_forgotten_earlier_and_still_counted() -> None:
    edition = make_edition(state="applying")
    application = make_minor(edition)
    decide(application, "decline", BY)
    with days_later(59):
        erase_due.func()
        assert Private.objects.count() == 1
    with days_later(61):
        erase_due.func()
        erase_due.func()
    application.refresh_from_db()
    assert (traces(*SECRETS), application.person, application.municipality, application.is_minor) == (
        {},
        None,
        "Prizren",
        True,
    )
    assert Entry.objects.filter(verb="private.erased").count() == 1


def test_who_withdrew_is_forgotten_after_a_week() -> None:
    application = make_minor(make_edition(state="applying"))
    withdraw(application)
    with days_later(8):
        erase_due.func()
    assert traces(*SECRETS) == {}


def test_a_cancelled_edition_forgets_everybody() -> None:
    edition = make_edition(state="applying", starts_at=timezone.now() + 300 * DAY, ends_at=timezone.now() + 303 * DAY)
    make_minor(edition)
    move_edition(edition, "cancel", BY)
    with days_later(61):
        erase_due.func()
    assert (traces(*SECRETS), Edition.objects.get().erased_at is not None) == ({}, True)


def test_who_leaves_the_portal_leaves_the_edition_and_a_pseudonym() -> None:
    tracks = [{"slug": "writing", "names": {"en": "Writing"}, "seats": 1}]
    edition = make_edition(state="applying", tracks=tracks)
    application = make_minor(edition)
    decide(application, "accept", BY)
    participant = confirm(application, "Opal 77")
    waiting = apply(edition, make_person(), MINOR).application
    give_consent(waiting.consent, "en")
    decide(waiting, "wait", BY)
    leave(application.person)  # type: ignore[arg-type]
    forget_left.func()
    forget_left.func()
    participant.refresh_from_db()
    waiting.refresh_from_db()
    assert (participant.state, participant.person, participant.pseudonym) == ("withdrawn", None, "Opal 77")
    assert (waiting.state, Private.objects.get().application) == ("accepted", waiting)


def test_who_leaves_after_the_end_has_taken_part() -> None:
    edition = make_edition()
    participant = make_participant(edition)
    person = participant.person
    Certificate.objects.create(
        edition=edition, participant=participant, name="Arta Krasniqi", issued_at=timezone.now(), issued_by="person-a"
    )
    move_edition(edition, "close", BY)
    leave(person)  # type: ignore[arg-type]
    forget_left.func()
    participant.refresh_from_db()
    assert (participant.state, participant.person, Certificate.objects.get().name) == ("finished", None, "")
    assert traces("Krasniqi", "Secret") == {}


def test_a_person_gets_all_of_their_own_data_and_not_the_guardians_key() -> None:
    edition = make_edition(state="applying")
    application = make_minor(edition)
    decide(application, "accept", BY)
    confirm(application, "Opal 77")
    about = all_about(application.person)  # type: ignore[arg-type]
    assert about["programme.private.application"][0]["full_name"] == "Arta Krasniqi"
    assert about["programme.consent.application"][0]["state"] == "given"
    assert about["programme.participant.person"][0]["pseudonym"] == "Opal 77"
    assert {"application.made", "consent.given", "participant.joined"} <= {row["verb"] for row in about["ledger"]}
    assert application.consent.token not in str(about)
    assert "a good one" not in str(all_about(make_person()))


def test_marks_stay_as_numbers() -> None:
    edition = make_edition(state="applying")
    application = make_minor(edition)
    withdraw(application)
    with time_machine.travel(timezone.now() + dt.timedelta(days=9), tick=False):
        erase_due.func()
    assert list(Mark.objects.values_list("points", "note")) == [(5, "")]
    assert not Participant.objects.exists()
