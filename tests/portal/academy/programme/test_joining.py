"""Taking part: a number, a pseudonym that is free and tells nobody's name, and one place a person."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal.academy.programme.acts import AcademyError, ConsentError, apply, confirm, decide, enrol, release, rename
from portal.academy.programme.looks import enrolled
from portal.academy.programme.models import Edition, Participant
from portal.academy.programme.pseudonyms import clean_pseudonym, is_telling, propose
from portal.ground.ledger.models import Entry
from portal.ground.people.names import clean_name
from tests.portal.academy.make import make_application, make_edition, make_participant
from tests.portal.academy.programme.test_applying import ADULT
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db
BY = "person-organiser"


def make_accepted(edition: Edition, **fields: object) -> Participant:
    application = make_application(edition, state="accepted", **fields)
    return confirm(application, "Opal 77")


def test_whoever_confirms_takes_part_under_a_number_and_a_pseudonym() -> None:
    edition = make_edition()
    first = make_accepted(edition, municipality="Peja")
    second = confirm(make_application(edition, state="accepted"), "Kolibri 12")
    assert [(one.number, one.pseudonym, one.municipality) for one in enrolled(edition)] == [
        (1, "Opal 77", "Peja"),
        (2, "Kolibri 12", "Prizren"),
    ]
    entry = Entry.objects.filter(verb="participant.joined").earliest("number")
    assert (entry.actor, entry.body) == (
        f"application/{first.application_id}",
        {"participant": first.pk, "track": "writing"},
    )
    assert second.application is not None
    assert second.application.state == "confirmed"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Arta",
        "arta 12",
        "ARTA K.",
        "Krasniqi",
        "xXkrasniqiXx",
        "Арта 5",
        "artakrasniqi",
        "besa",
        "Opal 77",
        "opál 77",
    ],
)
def test_a_pseudonym_is_not_empty_not_a_real_name_and_not_somebody_elses(typed: str) -> None:
    edition = make_edition()
    make_accepted(edition)
    person = make_person(email="besa.k@example.org")
    application = make_application(edition, person, state="accepted", full_name="Arta Krasniqi")
    with pytest.raises(ValidationError) as caught:
        confirm(application, typed)
    assert list(caught.value.message_dict) == ["pseudonym"]
    application.refresh_from_db()
    assert application.state == "accepted"


@pytest.mark.parametrize(
    ("name", "real", "telling"),
    [
        ("Ananas 12", ["Ana Hoxha"], False),
        ("Ana 12", ["Ana Hoxha"], True),
        ("Hoxhaland", ["Ana Hoxha"], True),
        ("Љиља", ["Ljilja Marković"], True),
        ("Opal", ["", " "], False),
        ("anahoxha", ["Ana Hoxha"], True),
    ],
)
def test_a_name_tells_another_one(name: str, real: list[str], telling: bool) -> None:
    assert is_telling(name, real) == telling


def test_proposals_are_free_and_may_all_be_shown() -> None:
    edition = make_edition()
    taken = propose(edition, count=30)
    for name in taken:
        make_participant(edition, pseudonym=name)
    fresh = propose(edition, ["Kolibri Opal"], count=60)
    assert (len(taken), len(fresh), set(taken) & set(fresh)) == (30, 60, set())
    assert [clean_pseudonym(edition, clean_name(name), ["Kolibri Opal"]) for name in fresh] == fresh


def test_a_pseudonym_is_changed_and_keeps_its_rules() -> None:
    edition = make_edition()
    one, other = make_participant(edition), make_participant(edition)
    assert rename(one, "Delta 5").pseudonym == "Delta 5"
    assert rename(one, "DELTA 5").pseudonym == "DELTA 5"
    with pytest.raises(ValidationError):
        rename(other, "delta  5")


def test_who_withdrew_and_was_accepted_again_has_the_same_number() -> None:
    edition = make_edition(state="applying")
    person = make_person()
    first = apply(edition, person, ADULT).application
    decide(first, "accept", BY)
    participant = confirm(first, "Opal 77")
    release(participant, BY)
    again = apply(edition, person, ADULT).application
    decide(again, "accept", BY)
    back = confirm(again, "Opal 78")
    assert (back.pk, back.number, back.state, back.left_at) == (participant.pk, 1, "enrolled", None)


def test_an_organiser_enrols_grown_ups_alone_without_an_application() -> None:
    edition, person = make_edition(), make_person()
    with pytest.raises(ConsentError):
        enrol(edition, person, "Opal 77", "writing", BY)
    with pytest.raises(ValidationError):
        enrol(edition, person, "Opal 77", "flying", BY, is_adult=True)
    made = enrol(edition, person, "Opal 77", "writing", BY, is_adult=True, municipality="Peja")
    assert (made.person, made.municipality, made.application) == (person, "Peja", None)
    applied = make_application(edition)
    with pytest.raises(AcademyError):
        enrol(edition, applied.person, "Opal 78", "writing", BY, is_adult=True)
    accepted = make_application(edition, state="accepted")
    assert enrol(edition, None, "Opal 79", "writing", BY, application=accepted).person == accepted.person
