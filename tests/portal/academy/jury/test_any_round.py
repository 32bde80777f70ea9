"""Whatever happens in a round, in any order: own works stay away, ballots count once and are never lost."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal.academy.jury.acts import close_round, reopen_round, start_round, take_in
from portal.academy.jury.dealing import JuryError, come_back, reassign, seat, set_quorum, unseat
from portal.academy.jury.judging import declare, lift
from portal.academy.jury.looks import counted, progress, seats_of, standings, works_for
from portal.academy.jury.models import Ballot, Share
from portal.academy.jury.states import SeatState, ShareState
from portal.academy.jury.tasks import tend
from portal.academy.programme.models import CrewRole, Participant, Work
from portal.ground.moves import NotAllowedError
from tests.portal.academy.jury.make import BY, fresh, judge, make_jury
from tests.portal.academy.make import make_crew, make_participant, make_team, make_work

REFUSALS = (NotAllowedError, JuryError)
numbers = st.integers(0, 30)


class AnyRound(RuleBasedStateMachine):
    """A round with jurors of whom two have works in it; undone after each run."""

    def __init__(self) -> None:
        super().__init__()
        self.block: Any = transaction.atomic()
        self.block.__enter__()
        self.about = make_jury(works=3, jurors=3, is_open=False, quorum=2)
        edition = self.about.edition
        author, mate = make_participant(edition), make_participant(edition)
        team = make_team(edition, author, mate)
        make_work(edition, author)
        make_work(edition, team=team)
        for person in (author.person, mate.person):
            seat(self.about, make_crew(edition, CrewRole.JUROR, person), BY)
        start_round(self.about, BY)
        self.cast: set[int] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def pick(self, rows: Any, at: int) -> Any:
        found = list(rows)
        return found[at % len(found)] if found else None

    def shares(self, *states: str) -> Any:
        return (
            Share.objects.filter(entry__round=self.about, state__in=states)
            .select_related("seat__person")
            .order_by("pk")
        )

    def totals(self) -> Counter[int]:
        return Counter(self.shares("open", "done").values_list("entry_id", flat=True))

    @rule(at=numbers, value=st.integers(1, 5))
    def judge_one(self, at: int, value: int) -> None:
        share = self.pick(self.shares("open", "done"), at)
        if share:
            with suppress(*REFUSALS), transaction.atomic():
                judge(share, value)
                self.cast.add(share.pk)

    @rule(quorum=st.integers(1, 5))
    def change_quorum(self, quorum: int) -> None:
        with suppress(*REFUSALS), transaction.atomic():
            set_quorum(self.about, quorum, BY)

    @rule(at=numbers)
    def give_on(self, at: int) -> None:
        place, before = self.pick(seats_of(self.about), at), self.totals()
        with suppress(*REFUSALS), transaction.atomic():
            done = reassign(place, BY)
            if not done.set_aside:
                after = self.totals()
                assert {entry: count for entry, count in before.items() if after[entry] < count} == self.shrunk(before)

    def shrunk(self, before: Counter[int]) -> dict[int, int]:
        """Works that are out, or had more shares than they need, may lose waiting ones; no other."""
        entries = {one.pk: one for one in self.about.entries.select_related("work", "round")}
        after = self.totals()
        return {
            pk: count
            for pk, count in before.items()
            if after[pk] < count
            and (entries[pk].work.state != "submitted" or count > entries[pk].needed)
        }  # fmt: skip

    @rule(at=numbers)
    def return_or_leave(self, at: int) -> None:
        place = self.pick(seats_of(self.about), at)
        with suppress(*REFUSALS), transaction.atomic():
            if place.state == SeatState.AWAY:
                come_back(place, BY)
            elif place.state == SeatState.SEATED and at % 3 == 0:
                unseat(place, BY)
            elif place.state == SeatState.LEFT:
                seat(self.about, place.crew, BY)

    @rule()
    def join(self) -> None:
        if seats_of(self.about).count() < 8:
            with suppress(*REFUSALS), transaction.atomic():
                seat(self.about, make_crew(self.about.edition, CrewRole.JUROR), BY)

    @rule(at=numbers)
    def conflict(self, at: int) -> None:
        share = self.pick(self.shares("open", "done"), at)
        if share:
            with suppress(*REFUSALS), transaction.atomic():
                declare(share, share.seat.person, "")

    @rule(at=numbers)
    def no_conflict(self, at: int) -> None:
        share = self.pick(self.shares("conflict"), at)
        if share:
            with suppress(*REFUSALS), transaction.atomic():
                lift(share, BY)

    @rule(at=numbers)
    def out_or_in(self, at: int) -> None:
        work = self.pick(Work.objects.filter(edition=self.about.edition).order_by("pk"), at)
        state = "disqualified" if work.state == "submitted" else "submitted"
        Work.objects.filter(pk=work.pk).update(state=state)
        tend(self.about.pk, timezone.now())

    @rule()
    def new_work(self) -> None:
        if self.about.edition.works.count() < 9:
            make_work(self.about.edition)
            with suppress(*REFUSALS), transaction.atomic():
                take_in(self.about, BY)

    @rule(whole=st.booleans())
    def close(self, whole: bool) -> None:
        with suppress(*REFUSALS), transaction.atomic():
            is_whole = progress(self.about, timezone.now()).is_whole
            close_round(self.about, BY, "" if whole else "The hall closes.")
            assert is_whole or not whole
        if fresh(self.about).state == "closed":
            reopen_round(self.about, BY, "Somebody was ill.")

    @invariant()
    def nobody_is_shown_what_is_near_to_them(self) -> None:
        for place in seats_of(self.about):
            for share in works_for(place):
                near = Participant.objects.filter(person=place.person).values_list("pk", "team_id").first()
                authors = set(share.entry.work.authors.values_list("pk", flat=True))
                teams = {share.entry.work.team_id, *share.entry.work.authors.values_list("team_id", flat=True)} - {None}
                assert near is None or (near[0] not in authors and near[1] not in teams)

    @invariant()
    def no_ballot_is_lost_and_each_counts_once(self) -> None:
        assert (
            set(Ballot.objects.filter(share__entry__round=self.about).values_list("share_id", flat=True)) == self.cast
        )
        pairs = [(one.seat, one.entry) for one in counted(self.about)]
        live = Share.objects.filter(pk__in=self.cast, state=ShareState.DONE, entry__work__state="submitted")
        assert sorted(pairs) == sorted(live.values_list("seat_id", "entry_id"))
        assert sum(standings(self.about).ballots.values()) == len(pairs)

    @invariant()
    def progress_names_every_ballot_that_is_missing(self) -> None:
        stands = progress(self.about, timezone.now())
        assert sum(lack.missing for lack in stands.lacks) == stands.missing
        assert all(lack.waiting or lack.undealt for lack in stands.lacks)


@pytest.mark.django_db
def test_whatever_happens_in_a_round_nothing_is_lost() -> None:
    run_state_machine_as_test(AnyRound, settings=settings(max_examples=5, stateful_step_count=14))
