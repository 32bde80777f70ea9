"""What a provider tells by webhook, through Anymail's own views and signals."""

from __future__ import annotations

import pytest
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent, AnymailTrackingEvent, inbound, tracking
from django.utils import timezone

from portal.ground.ledger.looks import history
from portal.ground.mail import acts, addresses
from portal.ground.mail.models import Incoming, Outgoing
from portal.ground.mail.posting import Answer
from portal.ground.mail.webhooks import receive_from_webhook

pytestmark = pytest.mark.django_db


def make_inbound(body: str = "Yes, we will.\n") -> AnymailInboundMessage:
    head = "From: owner@example.org\nTo: letters@portal.invalid\nMessage-ID: <1@example.org>\n"
    message = AnymailInboundMessage.parse_raw_mime(f"{head}\n{body}")
    message.envelope_recipient = addresses.reply_address("ab12")
    return message


def make_sent() -> Outgoing:
    row = acts.queue("a", "request/1", "owner@example.org", "Kosovo", "Hello.\n")
    acts.take(timezone.now())
    return acts.settle(row, Answer("succeed", provider_id="provider-1"), timezone.now())


def tell(kind: str, message_id: str | None = "provider-1") -> None:
    event = AnymailTrackingEvent(event_type=kind, message_id=message_id, description="No such user\n")
    tracking.send(sender=None, event=event, esp_name="Test")


def test_a_message_by_webhook_is_kept_once() -> None:
    rows = [receive_from_webhook(make_inbound()) for _ in range(2)]
    assert rows[0] == rows[1]
    assert (rows[0].source, rows[0].sender, rows[0].key) == ("webhook", "owner@example.org", "ab12")


def test_anymail_s_signal_is_heard() -> None:
    inbound.send(sender=None, event=AnymailInboundEvent(event_type="inbound", message=make_inbound()), esp_name="Test")
    assert Incoming.objects.get().message_id == "<1@example.org>"


def test_a_charset_that_nobody_knows_is_no_reason_to_lose_a_message() -> None:
    message = AnymailInboundMessage.parse_raw_mime(
        "From: a@example.org\nContent-Type: text/plain; charset=x-none\n\nË\n"
    )
    assert receive_from_webhook(message).sender == "a@example.org"


@pytest.mark.parametrize(
    ("kind", "state", "verb"),
    [
        ("bounced", "bounced", "mail.bounced"),
        ("rejected", "bounced", "mail.bounced"),
        ("complained", "sent", "mail.unwanted"),
        ("opened", "sent", "mail.sent"),
    ],
)
def test_what_became_of_a_letter_is_written_down(kind: str, state: str, verb: str) -> None:
    row = make_sent()
    tell(kind)
    row.refresh_from_db()
    last = history(f"outgoing/{row.pk}").last()
    assert (row.state, last and last.verb) == (state, verb)


def test_news_of_a_letter_that_is_not_ours_changes_nothing() -> None:
    row = make_sent()
    tell("bounced", "provider-2")
    tell("bounced", None)
    row.refresh_from_db()
    assert row.state == "sent"
