"""Whatever applicants, guardians, organisers and the clock do, in any order: the promises of an edition hold."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.academy.programme import acts
from portal.academy.programme.acts import AcademyError
from portal.academy.programme.acts.guardians import lapse_unanswered
from portal.academy.programme.looks import waiting
from portal.academy.programme.models import Application, Consent, Edition, Participant, Private, Team
from portal.academy.programme.states import SEATED, ConsentState, ParticipantState
from portal.academy.programme.tasks import erase_due, forget_left, keep_time
from portal.ground.ledger.models import Entry
from portal.ground.moves import NotAllowedError
from portal.ground.people.acts import leave
from portal.ground.people.models import Person
from tests.portal.academy.make import make_edition
from tests.portal.academy.programme.test_applying import ADULT, MINOR
from tests.portal.make import make_person

REFUSALS = (NotAllowedError, AcademyError, ValidationError)
START = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
BY = "person-organiser"
TRACKS = st.sampled_from(["photo", "writing"])
WHICH = st.integers(0, 5)
MOST = 2


def tracks(photo: int, writing: int) -> list[dict[str, Any]]:
    return [
        {"slug": "photo", "names": {"en": "P"}, "seats": photo},
        {"slug": "writing", "names": {"en": "W"}, "seats": writing},
    ]


def make_applied(edition: Edition, track: str, minor: bool, has_consent: bool = True) -> Application:
    filled = replace(MINOR if minor else ADULT, track=track)
    made = acts.apply(edition, make_person(name="Secretname"), filled).application
    if minor and has_consent:
        acts.give_consent(made.consent, "sq")
    return made


def make_begun() -> Edition:
    """All seats are taken, in each track three people wait, a team is full, of three guardians none has answered."""
    edition = make_edition(state="applying", tracks=tracks(1, 2), team_most=MOST, keep_days=20)
    for track, minors in (("photo", (False, False, True, False)), ("writing", (True, False, False, True, False))):
        line = [make_applied(edition, track, minor) for minor in minors]
        for application in line[:-3]:
            acts.decide(application, "accept", BY)
        for application in line[-3:]:
            acts.decide(application, "wait", BY)
    seated = Application.objects.filter(state="accepted").order_by("pk")
    members = [acts.confirm(one, f"Opal {number}") for number, one in enumerate(seated, start=1)]
    acts.form_team(edition, "Team", members[:MOST], BY)
    silent = [make_applied(edition, track, minor=True, has_consent=False) for track in ("photo", "photo", "writing")]
    lapse_unanswered(silent[0].consent)
    return edition


class Year(RuleBasedStateMachine):
    """One small edition with two tracks and all that may happen to it; undone after each run."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = time_machine.travel(START, tick=True)
        self.time = self.clock.start()
        self.block: Any = transaction.atomic()
        self.block.__enter__()
        self.pk = Edition.objects.get().pk
        self.lines: dict[str, list[int]] = {}
        self.read = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.clock.stop()

    @property
    def edition(self) -> Edition:
        return Edition.objects.get(pk=self.pk)

    def one(self, which: int, *states: str) -> Application | None:
        """One of the applications in these states, else one of all."""
        every = Application.objects.filter(edition=self.pk).order_by("pk")
        found = list(every.filter(state__in=states)) or list(every)
        return found[which % len(found)] if found else None

    def member(self, which: int) -> Participant | None:
        found = list(Participant.objects.filter(edition=self.pk).order_by("pk"))
        return found[which % len(found)] if found else None

    @rule(track=TRACKS, minor=st.booleans(), again=WHICH)
    def apply_again(self, track: str, minor: bool, again: int) -> None:
        before = self.one(again, "withdrawn", "lapsed")
        if before and before.person:
            with suppress(*REFUSALS), transaction.atomic():
                acts.apply(self.edition, before.person, replace(MINOR if minor else ADULT, track=track))

    @rule(which=WHICH, says=st.sampled_from(["give", "give", "give", "refuse", "withdraw"]))
    def guardian(self, which: int, says: str) -> None:
        application = self.one(which, "awaits-guardian", "waiting", "accepted", "confirmed")
        consent = Consent.objects.filter(application=application).first() if application else None
        if consent is None:
            return
        with suppress(*REFUSALS), transaction.atomic():
            if says == "give":
                acts.give_consent(consent, "sq")
            elif says == "refuse":
                acts.refuse_consent(consent, "sr")
            else:
                acts.withdraw_consent(consent)

    @rule(which=WHICH, verb=st.sampled_from(["accept", "accept", "wait", "wait", "decline"]))
    def decide(self, which: int, verb: str) -> None:
        if application := self.one(which, "applied", "declined", "lapsed", "waiting"):
            with suppress(*REFUSALS), transaction.atomic():
                acts.decide(application, verb, BY)

    @rule(which=WHICH)
    def confirm(self, which: int) -> None:
        if application := self.one(which, "accepted"):
            with suppress(*REFUSALS, Private.DoesNotExist), transaction.atomic():
                acts.confirm(application, f"Opal {application.pk % 10000}")

    @rule(which=WHICH, themself=st.booleans())
    def go(self, which: int, themself: bool) -> None:
        application, participant = self.one(which, *SEATED), self.member(which)
        with suppress(*REFUSALS), transaction.atomic():
            if themself and application:
                acts.withdraw(application)
            elif participant:
                acts.release(participant, BY)

    @rule(track=TRACKS)
    def enrol(self, track: str) -> None:
        with suppress(*REFUSALS), transaction.atomic():
            number = Participant.objects.count()
            acts.enrol(self.edition, None, f"Kolibri {number}", track, BY, is_adult=True)

    @rule(which=WHICH, other=WHICH, deed=st.sampled_from(["form", "join", "leave"]))
    def team(self, which: int, other: int, deed: str) -> None:
        one, two, team = self.member(which), self.member(other), Team.objects.filter(edition=self.pk).first()
        if one is None or two is None:
            return
        with suppress(*REFUSALS), transaction.atomic():
            if deed == "form":
                acts.form_team(self.edition, f"Team of {'abcdef'[which]}", [one, two], one)
            elif deed == "join" and team:
                acts.join_team(team, one)
            else:
                acts.leave_team(one)

    @rule(photo=st.integers(1, 3), writing=st.integers(1, 3))
    def seats(self, photo: int, writing: int) -> None:
        with suppress(*REFUSALS), transaction.atomic():
            acts.change_edition(self.edition, {"tracks": tracks(photo, writing)}, BY)

    @rule(verb=st.sampled_from(["end_applications", "open", "start", "judge", "close"]))
    def move(self, verb: str) -> None:
        with suppress(*REFUSALS), transaction.atomic():
            acts.move_edition(self.edition, verb, BY)

    @rule(hours=st.sampled_from([1, 24 * 2, 24 * 6, 24 * 15]))
    def clock_runs(self, hours: int) -> None:
        self.time.shift(dt.timedelta(hours=hours))
        keep_time.func()
        erase_due.func()

    @rule(which=WHICH)
    def leave_portal(self, which: int) -> None:
        application = self.one(which)
        if application and application.person and application.person.is_active:
            leave(application.person)
            forget_left.func()

    @invariant()
    def seats_are_never_exceeded(self) -> None:
        for track in self.edition.tracks:
            seated = Application.objects.filter(edition=self.pk, track=track["slug"], state__in=SEATED).count()
            others = Participant.objects.filter(edition=self.pk, track=track["slug"], application=None)
            assert seated + others.exclude(state=ParticipantState.WITHDRAWN).count() <= track["seats"], track

    @invariant()
    def nobody_under_age_takes_part_or_waits_without_a_yes(self) -> None:
        minors = Application.objects.filter(is_minor=True).exclude(consent__state=ConsentState.GIVEN)
        assert not minors.filter(state__in=(*SEATED, "waiting", "applied")).exists()
        going = Participant.objects.exclude(state=ParticipantState.WITHDRAWN)
        assert not going.filter(application__in=minors).exists()
        assert not going.exclude(application=None).exclude(application__state="confirmed").exists()

    @invariant()
    def whoever_waits_first_moves_up_first(self) -> None:
        for slug, line in self.lines.items():
            now = dict(Application.objects.filter(pk__in=line).values_list("pk", "state"))
            by_itself = Application.objects.filter(pk__in=line, decided_by="machine", state="accepted")
            moved = [line.index(pk) for pk in by_itself.values_list("pk", flat=True)]
            stayed = [place for place, pk in enumerate(line) if now[pk] == "waiting"]
            assert not moved or not stayed or max(moved) < min(stayed), slug
        self.lines = {
            one["slug"]: list(waiting(self.edition, one["slug"]).values_list("pk", flat=True))
            for one in self.edition.tracks
        }

    @invariant()
    def teams_are_never_too_large_and_of_those_who_take_part(self) -> None:
        for team in Team.objects.filter(edition=self.pk):
            states = list(team.members.values_list("state", flat=True))
            assert (len(states) <= MOST, "withdrawn" in states) == (True, False)

    @invariant()
    def the_ledger_names_nobody(self) -> None:
        rows = Entry.objects.filter(number__gt=self.read).exclude(verb__startswith="person.")
        text = " ".join(f"{row.actor} {row.verb} {row.subject} {row.body}" for row in rows)
        people = [one for person in Person.objects.all() for one in (person.handle, person.email) if one]
        secrets = ["Secretname", "Krasniqi", "besa@", "my town", *people]
        assert [secret for secret in secrets if secret in text] == []
        self.read = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0


@pytest.mark.django_db
def test_the_promises_of_an_edition_hold_whatever_happens() -> None:
    with time_machine.travel(START):
        make_begun()
    run_state_machine_as_test(Year, settings=settings(max_examples=15, stateful_step_count=15))
