"""Letters handed to a real SMTP server, messages fetched from a real IMAP server, lost letters looked up."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from portal.ground.ledger.looks import history
from portal.ground.mail import acts, looks, mailbox, rounds
from portal.ground.mail.models import Flag, Incoming, Outgoing
from portal.ground.mail.states import OutgoingState
from tests.servers.dovecot import Imap
from tests.servers.smtp_sink import COPY, SmtpSink, drop

pytestmark = pytest.mark.django_db


def make_letter(recipient: str, once: str = "") -> Outgoing:
    return acts.queue(once or recipient, "request/1", recipient, "Kosovo in your list", "Hello.\n.\nBye.\n")


def make_message(number: int = 1, extra: str = "") -> bytes:
    return f"From: owner@example.org\r\nMessage-ID: <{number}@example.org>\r\n{extra}\r\nThanks, {number}.\r\n".encode()


def make_lost(recipient: str) -> Outgoing:
    """A letter whose worker was killed while it sent."""
    make_letter(recipient)
    row = acts.take(timezone.now())
    assert row
    return row


def states() -> dict[str, str]:
    return dict(Outgoing.objects.values_list("recipient", "state"))


def verbs(row: Outgoing) -> list[str]:
    return [entry.verb for entry in history(f"outgoing/{row.pk}")]


def test_a_letter_arrives_byte_by_byte_as_it_was_rendered_and_once(sink: SmtpSink) -> None:
    row = make_letter("owner@example.org")
    assert rounds.deliver_due() == {"succeed": 1}
    assert rounds.deliver_due() == {}
    (letter,) = sink.letters()
    assert letter.raw == bytes(row.raw)
    assert letter.recipients == ["owner@example.org"]
    assert acts.addresses.message_of(letter.sender) == ("bounce", row.message_id)
    assert verbs(row) == ["mail.queued", "mail.sent"]


@pytest.mark.parametrize(
    ("recipient", "end", "state", "arrived"),
    [
        ("greylisted@example.org", "retry", OutgoingState.QUEUED, 0),
        ("full@example.org", "retry", OutgoingState.QUEUED, 0),
        ("nobody@example.org", "fail", OutgoingState.FAILED, 0),
        ("unwanted@example.org", "fail", OutgoingState.FAILED, 0),
        ("hangs-up-early@example.org", "retry", OutgoingState.QUEUED, 0),
        ("hangs-up-in-data@example.org", "lose_track", OutgoingState.UNKNOWN, 0),
        ("hangs-up-after@example.org", "lose_track", OutgoingState.UNKNOWN, 1),
    ],
)
def test_what_the_server_does_decides_where_the_letter_stands(
    recipient: str, end: str, state: str, arrived: int, sink: SmtpSink
) -> None:
    make_letter(recipient)
    make_letter("zoe@example.org")
    assert rounds.deliver_due() == {end: 1, "succeed": 1}
    assert states() == {recipient: state, "zoe@example.org": OutgoingState.SENT}
    assert len(sink.letters()) == arrived + 1


def test_a_letter_that_must_wait_is_tried_again_later_and_given_up_in_the_end(sink: SmtpSink) -> None:
    row = make_letter("greylisted@example.org")
    now = timezone.now()
    for tries in range(1, acts.TRIES):
        assert rounds.deliver_due(now) == {"retry": 1}
        row.refresh_from_db()
        assert row.send_after - now == acts.pause(tries)
        assert rounds.deliver_due(now) == {}
        now = row.send_after
    rounds.deliver_due(now)
    row.refresh_from_db()
    assert (row.state, row.error) == (OutgoingState.FAILED, "451 4.7.1 Come back later")


def test_a_server_that_is_down_costs_no_try(sink: SmtpSink, settings: Settings) -> None:
    settings.EMAIL_PORT = 1
    row = make_letter("owner@example.org")
    assert rounds.deliver_due() == {"unreachable": 1}
    row.refresh_from_db()
    assert (row.state, row.tries) == (OutgoingState.QUEUED, 0)


def test_without_a_server_nothing_is_sent_and_nothing_lost(sink: SmtpSink, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    make_letter("owner@example.org")
    assert rounds.deliver_due() == {"unreachable": 1}
    assert states() == {"owner@example.org": OutgoingState.QUEUED}


def test_a_copy_refused_does_not_stop_the_letter(sink: SmtpSink, settings: Settings) -> None:
    settings.MAIL_SENT_COPY = "nobody@portal.invalid"
    make_letter("owner@example.org")
    assert rounds.deliver_due() == {"succeed": 1}
    assert [letter.recipients for letter in sink.letters()] == [["owner@example.org"]]


def test_a_lost_letter_is_never_sent_again_by_a_machine_but_held_for_a_person(sink: SmtpSink) -> None:
    row = make_lost("owner@example.org")
    later = timezone.now() + acts.LEASE + timedelta(seconds=1)
    assert rounds.reconcile() == 0
    assert rounds.reconcile(later) == 1
    for _ in range(3):
        rounds.deliver_due(later + timedelta(days=30))
    assert (list(looks.held()), sink.letters()) == ([row], [])
    assert verbs(row) == ["mail.queued", "mail.unknown"]


def test_a_lost_letter_is_found_by_the_copy_in_our_account(sink: SmtpSink, imap: Imap, settings: Settings) -> None:
    settings.MAIL_SENT_COPY = COPY
    sink.deliver_copies_to(imap.maildir)
    row = make_letter("hangs-up-after@example.org")
    assert rounds.deliver_due() == {"lose_track": 1}
    assert rounds.reconcile() == 0
    row.refresh_from_db()
    assert row.state == OutgoingState.SENT
    assert history(f"outgoing/{row.pk}").last().body == {"about": "request/1", "proof": "copy"}  # type: ignore[union-attr]


def test_a_copy_that_is_fetched_is_proof_and_no_message(sink: SmtpSink, imap: Imap, settings: Settings) -> None:
    settings.MAIL_SENT_COPY = COPY
    sink.deliver_copies_to(imap.maildir)
    make_letter("hangs-up-after@example.org")
    rounds.deliver_due()
    assert (rounds.fetch(), Incoming.objects.count(), states()) == (
        1,
        0,
        {"hangs-up-after@example.org": OutgoingState.SENT},
    )


def test_who_sends_our_letter_back_with_other_words_is_heard(imap: Imap) -> None:
    row = make_letter("owner@example.org")
    drop(imap.maildir, bytes(row.raw) + b"We will not do it.\r\n")
    assert rounds.fetch() == 1
    assert Incoming.objects.get().message_id == row.message_id


def test_an_answer_proves_that_a_lost_letter_arrived(imap: Imap) -> None:
    row = make_lost("owner@example.org")
    acts.lose_track(row)
    drop(imap.maildir, make_message(1, f"In-Reply-To: {row.message_id}\r\n"))
    rounds.fetch()
    row.refresh_from_db()
    assert (row.state, row.answers.count()) == (OutgoingState.SENT, 1)


def test_messages_are_kept_once_then_moved_away(imap: Imap) -> None:
    wanted = {f"<{number}@example.org>" for number in range(60)}
    for number in range(60):
        drop(imap.maildir, make_message(number))
    assert (rounds.fetch(), rounds.fetch()) == (60, 0)
    assert {row.message_id for row in Incoming.objects.all()} == wanted
    with mailbox.open_box() as box:
        assert mailbox.held_ids(box, sorted(wanted), timezone.now().date() - timedelta(days=1)) == wanted


def test_a_message_that_was_kept_but_not_moved_is_not_kept_again(imap: Imap) -> None:
    drop(imap.maildir, make_message())
    acts.receive(make_message(), "imap")
    assert (rounds.fetch(), Incoming.objects.count()) == (1, 1)


def test_of_a_message_of_50_mb_the_beginning_is_kept_and_said_so(imap: Imap) -> None:
    drop(imap.maildir, make_message() + b"A" * 50_000_000)
    assert rounds.fetch() == 1
    row = Incoming.objects.get()
    assert (row.flags, row.sender, row.size > 50_000_000) == ([Flag.TOO_LARGE], "owner@example.org", True)
    assert looks.raw(row).startswith(make_message())
    assert len(looks.raw(row)) == 512 << 10


def test_an_account_that_is_not_to_be_had_is_no_error(imap: Imap, settings: Settings) -> None:
    make_lost("owner@example.org")
    settings.IMAP_PASSWORD = "wrong"
    later = timezone.now() + acts.LEASE + timedelta(seconds=1)
    assert (rounds.fetch(), rounds.reconcile(later)) == (0, 1)


def test_without_an_account_nothing_is_fetched(tmp_path: Path) -> None:
    assert rounds.fetch() == 0
