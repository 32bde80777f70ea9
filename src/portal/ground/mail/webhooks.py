"""What a mail provider tells by webhook in; messages kept, and letters marked as come back, out."""

from __future__ import annotations

from email.message import Message
from typing import Any

from portal.ground.mail import acts
from portal.ground.mail.models import Incoming, Outgoing

_BACK = {"bounced", "rejected", "failed"}
_UNWANTED = {"complained", "unsubscribed"}


def receive_from_webhook(message: Message) -> Incoming:
    """Keep a message that Anymail read out of a provider's call, as every other message."""
    try:
        raw = message.as_bytes()
    except (UnicodeError, LookupError):  # a charset that nobody knows cannot be written again
        raw = message.as_string().encode("utf-8", "replace")
    return acts.receive(raw, "webhook", str(getattr(message, "envelope_recipient", None) or ""))


def take_inbound(sender: object, event: Any, **_more: object) -> None:
    """Anymail's `inbound` signal: it offers no other way to hand a message over."""
    if event.message is not None:
        receive_from_webhook(event.message)


def take_tracking(sender: object, event: Any, **_more: object) -> None:
    """Anymail's `tracking` signal: what became of a letter that a provider sent for us."""
    row = Outgoing.objects.filter(provider_id=event.message_id).first() if event.message_id else None
    if row is None:
        return
    if event.event_type in _BACK:
        acts.bounce(row, str(event.description or event.mta_response or event.event_type))
    elif event.event_type in _UNWANTED:
        acts.unwanted(row, event.event_type)
