"""Questions about mail in; messages out and in, and what they say, out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from portal.ground.mail.models import Incoming, Outgoing
from portal.ground.mail.parts import Part, attachments, text_and_html
from portal.ground.mail.states import OutgoingState
from portal.ground.store.looks import read


def due(now: datetime) -> QuerySet[Outgoing]:
    """What waits and may be sent now, the longest waiting first."""
    return Outgoing.objects.filter(state=OutgoingState.QUEUED, send_after__lte=now).order_by("send_after", "pk")


def lost(now: datetime) -> QuerySet[Outgoing]:
    """What a worker took and never spoke of again."""
    return Outgoing.objects.filter(state=OutgoingState.SENDING, taken_until__lt=now).order_by("pk")


def held() -> QuerySet[Outgoing]:
    """What may or may not have been sent: a machine never sends it again, a person decides."""
    return Outgoing.objects.filter(state=OutgoingState.UNKNOWN).order_by("queued_at", "pk")


def about(subject: str) -> QuerySet[Outgoing]:
    """All messages out about one thing, `kind/id`, oldest first."""
    return Outgoing.objects.filter(about=subject).order_by("queued_at", "pk")


def by_message_id(ids: Iterable[str]) -> Outgoing | None:
    """The message of ours that the first fitting one of these Message-IDs names."""
    wanted = list(ids)[:100]
    found = {row.message_id: row for row in Outgoing.objects.filter(message_id__in=wanted)}
    return next((found[name] for name in wanted if name in found), None)


def raw(incoming: Incoming) -> bytes:
    """The bytes of a message as they came; of one that was too large, the beginning."""
    return read(incoming.sha256) or b""


def text_of(incoming: Incoming) -> tuple[str, str]:
    """What a message says: its plain text and its HTML, each empty where there is none."""
    return text_and_html(raw(incoming))


def attachments_of(incoming: Incoming) -> list[Part]:
    """The files that came with a message, those that are refused among them."""
    return attachments(raw(incoming))
