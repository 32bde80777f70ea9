"""Two people at the same moment, with real threads and transactions, on both databases: seats, teams, numbers hold."""

from __future__ import annotations

import pytest
from django.utils import timezone

from portal.academy.programme.acts import (
    apply,
    check_in,
    confirm,
    decide,
    erase_private,
    form_team,
    give_consent,
    issue_certificate,
    join_team,
    submit,
    withdraw,
)
from portal.academy.programme.models import Application, Certificate, Consent, Participant, Team, Visit, Work
from portal.ground.ledger import looks
from portal.ground.ledger.chain import verify
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import (
    make_application,
    make_edition,
    make_participant,
    make_session,
    make_team,
    make_work,
)
from tests.portal.academy.programme.test_applying import ADULT, MINOR
from tests.portal.hostile.test_races import at_once
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db(transaction=True)
BY = "person-organiser"


def rows(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def one_seat() -> list[dict[str, object]]:
    return [{"slug": "writing", "names": {"en": "W"}, "seats": 1}]


def test_one_person_applies_twice_at_once() -> None:
    edition, person = make_edition(state="applying"), make_person()
    came = at_once(*[lambda: apply(edition, person, ADULT).is_new] * 3)
    assert (sorted(map(str, came)), Application.objects.count(), rows("application.made")) == (
        ["False", "False", "True"],
        1,
        1,
    )


def test_the_last_seat_is_given_once() -> None:
    edition = make_edition(state="selecting", tracks=one_seat())
    applied = [make_application(edition) for _ in range(4)]
    came = at_once(*(lambda one=one: decide(one, "accept", BY).state for one in applied))  # type: ignore[misc]
    assert (came.count("accepted"), Application.objects.filter(state="accepted").count()) == (1, 1)
    assert [type(one).__name__ for one in came if one != "accepted"] == ["FullError"] * 3


def test_a_seat_that_becomes_free_twice_at_once_goes_to_the_first_two() -> None:
    edition = make_edition(state="selecting", tracks=[{"slug": "writing", "names": {"en": "W"}, "seats": 2}])
    held = [make_application(edition, state="accepted") for _ in range(2)]
    line = [make_application(edition, state="waiting", decided_at=timezone.now()) for _ in range(3)]
    at_once(*(lambda one=one: withdraw(one) for one in held))  # type: ignore[misc]
    states = [Application.objects.get(pk=one.pk).state for one in line]
    assert states == ["accepted", "accepted", "waiting"]


def test_the_last_place_in_a_team_is_taken_once() -> None:
    edition = make_edition(team_most=3)
    team, others = make_team(edition), [make_participant(edition) for _ in range(4)]
    at_once(*(lambda one=one: join_team(Team.objects.get(pk=team.pk), one) for one in others))  # type: ignore[misc]
    assert (team.members.count(), rows("team.joined")) == (3, 1)


def test_nobody_is_in_two_teams_that_form_at_once() -> None:
    edition = make_edition()
    shared, one, two = (make_participant(edition) for _ in range(3))
    at_once(
        lambda: form_team(edition, "A", [shared, one], BY),
        lambda: form_team(edition, "B", [shared, two], BY),
    )
    assert (Team.objects.count(), rows("team.formed")) == (1, 1)
    assert Participant.objects.get(pk=shared.pk).team == Team.objects.get()


def test_participants_who_confirm_at_once_have_numbers_and_pseudonyms_of_their_own() -> None:
    edition = make_edition()
    accepted = [make_application(edition, state="accepted") for _ in range(4)]
    came = at_once(*(lambda one=one: confirm(one, "Opal 77").pseudonym for one in accepted))  # type: ignore[misc]
    assert (came.count("Opal 77"), Participant.objects.count()) == (1, 1)
    left = list(Application.objects.filter(state="accepted"))
    at_once(*(lambda one=one: confirm(one, f"Delta {one.pk}") for one in left))  # type: ignore[misc]
    assert sorted(Participant.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_guardian_presses_twice() -> None:
    made = apply(make_edition(state="applying"), make_person(), MINOR).application
    at_once(*[lambda: give_consent(Consent.objects.get(application=made.pk), "en")] * 3)
    assert (Application.objects.get().state, rows("consent.given")) == ("applied", 1)


def test_a_code_is_scanned_twice_at_once() -> None:
    session = make_session(make_edition())
    participant = make_participant(session.edition)
    came = at_once(*[lambda: check_in(session, participant).pk] * 4)
    assert (len(set(came)), Visit.objects.count(), rows("visit.noted")) == (1, 1, 1)


def test_a_work_is_handed_in_once_and_a_certificate_holds_once() -> None:
    edition = make_edition()
    author = make_participant(edition)
    work = make_work(edition, author, state="draft")
    at_once(*[lambda: submit(Work.objects.get(pk=work.pk), author)] * 3)
    assert rows("work.submitted") == 1
    edition.state = "closed"
    edition.save()
    at_once(*[lambda: issue_certificate(Participant.objects.get(pk=author.pk), "pseudonym", BY)] * 3)
    assert Certificate.objects.filter(revoked_at=None).count() == 1


def test_an_edition_is_erased_once_and_the_chain_holds() -> None:
    edition = make_edition(state="closed")
    make_participant(edition)
    came = at_once(*[lambda: erase_private(edition)] * 3)
    assert (sorted(came), rows("private.erased")) == ([0, 0, 1], 1)
    assert verify(looks.rows()).fault is None
