"""Whatever letters, replies and looks come, in any order: no letter goes where none is wanted, no win lacks proof."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from portal.audit.models import Verdict
from portal.catalogue.looks import is_opted_out
from portal.ground.mail.models import Outgoing
from portal.ground.moves import NotAllowedError
from portal.outcome.acts import OutcomeError, read_ledger, refuse, reopen
from portal.outcome.models import Outcome, Regression
from portal.reply.acts import decide, take_in
from portal.reply.models import Reply
from portal.reply.states import ReplyKind
from portal.request.models import LetterKind, Request
from portal.request.states import OPEN
from portal.request.tasks import send
from portal.request.writing import NothingToAskError, approve, follow_up
from tests.portal.make import make_contact, make_look, make_person, make_request, make_target
from tests.portal.reply.make import make_answer, make_bounce, make_mail, make_opt_out

REFUSALS = (NotAllowedError, NothingToAskError, OutcomeError, ValueError)


class Story(RuleBasedStateMachine):
    """One target, its request and all that may happen to it; undone after each run."""

    def __init__(self) -> None:
        super().__init__()
        self.block: Any = transaction.atomic()
        self.block.__enter__()
        target = make_target()
        make_contact(target)
        self.request = make_request(target)
        self.day = self.request.opened_at
        self.written: int | None = None

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def fresh(self) -> Request:
        self.request = Request.objects.get(pk=self.request.pk)
        return self.request

    def was_sent(self) -> bool:
        return Outgoing.objects.filter(about=f"request/{self.request.pk}").exists()

    @rule()
    def send_it(self) -> None:
        with suppress(*REFUSALS), transaction.atomic():
            approve(self.fresh(), make_person().handle)
        with suppress(*REFUSALS), transaction.atomic():
            send(self.fresh(), "machine")

    @rule(purpose=st.sampled_from(["remind", "iso-only", "no-time"]))
    def write_again(self, purpose: str) -> None:
        with suppress(*REFUSALS), transaction.atomic():
            follow_up(self.fresh(), LetterKind.ANSWER, "person-a", purpose)

    @rule(verdict=st.sampled_from([Verdict.LISTED, Verdict.MISSING, Verdict.NOT_EXPECTED, Verdict.QUALIFIED]))
    def look(self, verdict: str) -> None:
        self.day += dt.timedelta(days=1)
        make_look(self.request.target, self.day, country=verdict)

    @rule(text=st.sampled_from(["It is done, we added it.", "ISO 3166 only.", "Never write again.", "?"]))
    def answer(self, text: str) -> None:
        take_in(make_answer(self.fresh(), text))

    @rule(kind=st.sampled_from(ReplyKind))
    def decide_one(self, kind: ReplyKind) -> None:
        reply = Reply.objects.filter(state="waiting").first()
        if reply:
            decide(reply, kind, "person-a")

    @precondition(was_sent)
    @rule()
    def comes_back(self) -> None:
        take_in(make_bounce(make_mail(self.request)))

    @precondition(was_sent)
    @rule()
    def wants_peace(self) -> None:
        take_in(make_opt_out(make_mail(self.request)))

    @rule()
    def refuse_or_reopen(self) -> None:
        deed = reopen if self.fresh().state == "refused" else None
        with suppress(*REFUSALS), transaction.atomic():
            if deed:
                deed(self.request, "person-a")
            else:
                refuse(self.request, "No.", "person-a")

    @rule()
    def read(self) -> None:
        while read_ledger():
            pass

    @invariant()
    def every_win_has_a_proof_that_shows_kosovo_listed(self) -> None:
        for outcome in Outcome.objects.filter(kind="won"):
            assert outcome.proof is not None
            assert outcome.proof.verdict == Verdict.LISTED

    @invariant()
    def who_asked_for_peace_has_no_open_request_once_the_ledger_was_read(self) -> None:
        if is_opted_out(self.request.target.owner):
            read_ledger()
            assert self.fresh().state not in OPEN
            count = Outgoing.objects.filter(about=f"request/{self.request.pk}").count()
            assert self.written in (None, count)
            self.written = count

    @invariant()
    def a_request_ends_once_for_each_end(self) -> None:
        kinds = list(
            Outcome.objects.filter(request=self.request).exclude(kind="refused").values_list("kind", flat=True)
        )
        assert len(kinds) == len(set(kinds)) <= 1

    @invariant()
    def at_most_one_regression_is_open(self) -> None:
        assert Regression.objects.filter(state="open").count() <= 1


@pytest.mark.django_db
def test_any_story() -> None:
    run_state_machine_as_test(Story, settings=settings(max_examples=40, stateful_step_count=14, deadline=None))
