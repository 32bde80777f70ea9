"""Letters queued once and moved by table; messages kept once, whatever they are, and what they prove."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from portal.ground.ledger.looks import history
from portal.ground.ledger.models import Entry
from portal.ground.mail import acts, addresses, looks
from portal.ground.mail.models import Flag, Incoming, Nature, Outgoing
from portal.ground.mail.posting import Answer
from portal.ground.mail.rendering import HeaderError
from portal.ground.mail.states import OUTGOING, OutgoingState
from portal.ground.moves import NotAllowedError

pytestmark = pytest.mark.django_db


def make_letter(once: str = "letter/1", recipient: str = "owner@example.org") -> Outgoing:
    return acts.queue(once, "request/1", recipient, "Kosovo in your list", "Hello.\n", reply_key="ab12")


def make_sent() -> Outgoing:
    make_letter()
    row = acts.take(timezone.now())
    assert row
    return acts.settle(row, Answer("succeed", "250 OK"), timezone.now())


def make_raw(number: int = 1, *headers: str, sender: str = "owner@example.org") -> bytes:
    return "\r\n".join([f"From: {sender}", f"Message-ID: <{number}@example.org>", *headers, "", "Hello.", ""]).encode()


def test_the_same_letter_is_queued_once_with_one_row_in_the_ledger() -> None:
    first = make_letter()
    again = acts.queue("letter/1", "request/2", "else@example.org", "Other", "Other")
    assert (again, Outgoing.objects.count()) == (first, 1)
    (entry,) = history(f"outgoing/{first.pk}")
    assert (entry.verb, entry.actor, sorted(entry.body)) == ("mail.queued", "machine", ["about", "sha256"])


def test_the_ledger_never_holds_an_address_or_a_word_of_a_letter() -> None:
    make_sent()
    acts.receive(make_raw(), "imap", addresses.reply_address("ab12"))
    said = str([entry.as_row() for entry in Entry.objects.all()])
    assert not any(word in said for word in ("owner@", "example.org", "Hello", "list", "ab12"))


@pytest.mark.parametrize("recipient", ["owner@example.org\nBcc: x@example.org", "a@example.org, b@example.org", ""])
def test_what_is_no_address_is_not_queued(recipient: str) -> None:
    with pytest.raises(ValueError, match="address"):
        make_letter(recipient=recipient)
    assert Outgoing.objects.count() == Entry.objects.count() == 0


def test_a_subject_with_a_line_end_is_not_queued() -> None:
    with pytest.raises(HeaderError):
        acts.queue("a", "request/1", "owner@example.org", "Kosovo\nBcc: x@example.org", "Hello.\n")
    assert Outgoing.objects.count() == 0


def test_a_letter_is_taken_by_one_worker_and_not_before_its_time() -> None:
    now = timezone.now()
    later = acts.queue("b", "request/1", "owner@example.org", "Later", "x", send_after=now + timedelta(hours=1))
    first = make_letter()
    taken = [acts.take(timezone.now()) for _ in range(2)]
    assert taken == [first, None]
    assert acts.take(now + timedelta(hours=2)) == later


@pytest.mark.django_db(transaction=True)
def test_no_letter_is_taken_inside_a_transaction() -> None:
    make_letter()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        acts.take(timezone.now())


def test_a_clear_answer_counts_although_the_hold_ran_out() -> None:
    make_letter()
    row = acts.take(timezone.now())
    assert row
    acts.lose_track(Outgoing.objects.get())
    assert acts.settle(row, Answer("succeed"), timezone.now()).state == OutgoingState.SENT


def test_a_late_unclear_answer_changes_nothing() -> None:
    make_letter()
    row = acts.take(timezone.now())
    assert row
    acts.lose_track(Outgoing.objects.get())
    assert acts.settle(row, Answer("retry"), timezone.now()).state == OutgoingState.UNKNOWN


def test_a_person_decides_about_a_held_letter_and_the_ledger_names_them() -> None:
    ends = {}
    for deed in (acts.confirm_sent, acts.stop, acts.send_again):
        row = make_letter(deed.__name__)
        acts.take(timezone.now())
        row = acts.lose_track(Outgoing.objects.get(pk=row.pk))
        ends[deed.__name__] = str(deed(row, "person-1").state)
        last = history(f"outgoing/{row.pk}").last()
        assert last
        assert (last.actor, last.verb) == ("person-1", f"mail.{row.state}")
    assert ends == {"confirm_sent": "sent", "stop": "stopped", "send_again": "queued"}


def test_what_was_sent_is_neither_sent_again_nor_stopped() -> None:
    row = make_sent()
    for deed in (acts.send_again, acts.stop):
        with pytest.raises(NotAllowedError):
            deed(row, "person-1")


def test_what_a_letter_said_and_to_whom_is_erased_and_not_sent_again() -> None:
    sent, waiting = make_sent(), make_letter("letter/2")
    other = acts.queue("letter/3", "request/2", "else@example.org", "Other", "Other")
    assert [acts.forget("request/1"), acts.forget("request/1")] == [2, 0]
    rows = {row.pk: (row.state, row.recipient, bytes(row.raw)) for row in Outgoing.objects.all()}
    assert [rows[sent.pk], rows[waiting.pk]] == [("sent", "", b""), ("stopped", "", b"")]
    assert rows[other.pk][:2] == ("queued", "else@example.org")
    (entry,) = history("request/1")
    assert (entry.verb, entry.body) == ("mail.forgotten", {"letters": 2})
    bounced = acts.bounce(sent, "no such user")
    with pytest.raises(NotAllowedError):
        acts.send_again(bounced, "person-a")


def test_a_bounce_marks_its_letter_once() -> None:
    row = make_sent()
    for number in (1, 2):
        to = f"To: {addresses.bounce_address(row.message_id)}"
        kept = acts.receive(make_raw(number, to, sender="mailer-daemon@example.org"), "imap")
        assert (kept.nature, kept.outgoing) == (Nature.BOUNCE, row)
    row.refresh_from_db()
    assert row.state == OutgoingState.BOUNCED
    assert [entry.verb for entry in history(f"outgoing/{row.pk}")] == ["mail.queued", "mail.sent", "mail.bounced"]


def test_a_forged_bounce_marks_nothing() -> None:
    row = make_sent()
    acts.receive(make_raw(1, f"To: bounce+{'0' * 32}@portal.invalid", sender="mailer-daemon@example.org"), "imap")
    row.refresh_from_db()
    assert row.state == OutgoingState.SENT


def test_one_click_by_mail_names_the_letter_it_came_from() -> None:
    row = make_sent()
    kept = acts.receive(make_raw(1, f"To: {addresses.opt_out_address(row.message_id)}"), "imap")
    assert (kept.nature, kept.outgoing) == (Nature.OPT_OUT, row)


def test_a_message_is_kept_as_it_came_and_once() -> None:
    raw = make_raw(
        1, f"To: {addresses.reply_address('ab12')}", "Subject: \x00 zero \ud800".encode("utf-8", "replace").decode()
    )
    rows = [acts.receive(raw, "imap") for _ in range(2)]
    assert (rows[0], Incoming.objects.count()) == (rows[1], 1)
    assert (looks.raw(rows[0]), rows[0].key, rows[0].flags) == (raw, "ab12", [])
    assert [entry.verb for entry in history(f"incoming/{rows[0].pk}")] == ["mail.received"]


@pytest.mark.parametrize("raw", [b"", b"\r\n\r\n", b"\x00" * 100, bytes(range(256)), b"From: nobody\r\n\r\n"])
def test_what_cannot_be_read_is_kept_and_flagged(raw: bytes) -> None:
    row = acts.receive(raw, "imap")
    assert (row.flags, row.sender, looks.raw(row)) == ([Flag.UNREADABLE], "", raw)


def test_a_flood_from_one_sender_is_kept_and_flagged_and_others_are_not() -> None:
    rows = [acts.receive(make_raw(number), "imap") for number in range(acts.FLOOD_SENDER + 2)]
    assert [row.flags for row in rows] == [[]] * acts.FLOOD_SENDER + [[Flag.FLOOD]] * 2
    assert acts.receive(make_raw(99, sender="else@example.org"), "imap").flags == []


def test_a_flood_to_one_request_is_kept_and_flagged() -> None:
    to = f"To: {addresses.reply_address('ab12')}"
    rows = [acts.receive(make_raw(n, to, sender=f"a{n}@example.org"), "imap") for n in range(acts.FLOOD_KEY + 1)]
    assert [row.flags for row in rows] == [[]] * acts.FLOOD_KEY + [[Flag.FLOOD]]


def test_nothing_that_comes_in_is_ever_answered() -> None:
    for nature in ("no", "auto-replied"):
        acts.receive(make_raw(1, f"Auto-Submitted: {nature}"), "imap")
    assert Outgoing.objects.count() == 0


class LetterMachine(RuleBasedStateMachine):
    """One letter and all who may move it; a model beside it counts what was really handed to a server."""

    def __init__(self) -> None:
        super().__init__()
        self.row = make_letter(f"letter/{Outgoing.objects.count()}")
        self.now = timezone.now()
        self.handed_over = 0  # by machines, since a person last asked for it
        self.holds = False

    def state(self) -> str:
        self.row.refresh_from_db()
        return str(self.row.state)

    @rule()
    def a_worker_takes_it(self) -> None:
        self.now += timedelta(days=1)
        taken = acts.take(self.now)
        self.holds = self.holds or taken is not None
        if taken:
            assert self.handed_over == 0, "a machine would send it twice"

    @precondition(lambda self: self.holds)
    @rule(verb=st.sampled_from(["succeed", "retry", "fail", "lose_track"]), arrived=st.booleans())
    def the_server_answers(self, verb: str, arrived: bool) -> None:
        self.handed_over += verb == "succeed" or (verb == "lose_track" and arrived)
        acts.settle(self.row, Answer(verb), self.now)
        self.holds = False

    @precondition(lambda self: self.holds)
    @rule(arrived=st.booleans())
    def its_worker_is_killed(self, arrived: bool) -> None:
        self.handed_over += arrived
        if self.state() == "sending":
            acts.lose_track(self.row)
        self.holds = False

    @precondition(lambda self: self.handed_over)
    @rule(deed=st.sampled_from([acts.found, acts.bounce]))
    def a_proof_comes(self, deed: object) -> None:
        self.state()
        deed(self.row, "copy")  # type: ignore[operator]

    @precondition(lambda self: not self.holds)
    @rule(deed=st.sampled_from([acts.send_again, acts.confirm_sent, acts.stop]))
    def a_person_decides(self, deed: object) -> None:
        verb = {"confirm_sent": "confirm"}.get(deed.__name__, deed.__name__)  # type: ignore[attr-defined]
        allowed = verb in OUTGOING.verbs(self.state())
        try:
            deed(self.row, "person-1")  # type: ignore[operator]
            assert allowed
            self.handed_over = 0 if verb == "send_again" else self.handed_over
        except NotAllowedError:
            assert not allowed

    @invariant()
    def each_state_has_its_last_row_in_the_ledger(self) -> None:
        state, last = self.state(), history(f"outgoing/{self.row.pk}").last()
        assert last
        assert state in {"sending", "queued"} or last.verb == f"mail.{state}"

    def teardown(self) -> None:
        Outgoing.objects.all().delete()


class TestOneLetter(LetterMachine.TestCase, TestCase):  # type: ignore[misc,name-defined]
    """Runs the machine, each example in a transaction of its own."""

    settings = settings(max_examples=60, stateful_step_count=25)
