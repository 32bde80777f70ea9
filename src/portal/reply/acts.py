"""A message that came in, and what people decide about it, in; a reply, read, released or put aside, out."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.acts import ask_again
from portal.catalogue.acts import propose_contact
from portal.catalogue.models import Channel, Contact
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.mail.models import Incoming
from portal.reply.arriving import note_answer, obey, write_down
from portal.reply.models import Reply
from portal.reply.states import REPLY, ReplyKind
from portal.request.models import Request
from portal.request.states import RequestState

UNDER_WAY = dt.timedelta(days=30)


class ReplyError(ValueError):
    """What was asked for cannot be done; the words say why and what to do."""


def take_in(incoming: Incoming) -> Reply:
    """Take in one message, once: match it, read it, obey what must be obeyed; the rest waits for people."""
    for attempt in (1, 2):
        known = Reply.objects.filter(incoming=incoming).first()
        if known:
            return known
        try:
            with transaction.atomic():
                return write_down(incoming)
        except IntegrityError:
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def take_in_unread(incoming: Incoming, why: str) -> Reply:
    """Put a message that could not be read before people, so that none is lost."""
    reply, made = Reply.objects.get_or_create(
        incoming=incoming, defaults={"match_reason": why[:300], "received_at": incoming.received_at}
    )
    if made:
        record("reply.unread", f"reply/{reply.pk}", MACHINE, {"incoming": incoming.pk})
    return reply


@transaction.atomic
def match(reply: Reply, request: Request, by: str) -> None:
    """A person says which request a reply is about."""
    reason = "A person matched it."
    REPLY.take(reply, "match", request=request, matched_by="person", match_reason=reason)
    record("reply.matched", f"reply/{reply.pk}", by, {"request": request.pk})
    if reply.suggested != ReplyKind.AUTOMATIC:
        note_answer(request, by)


@transaction.atomic
def unmatch(reply: Reply, by: str) -> None:
    """A reply is about something else than was thought."""
    before = reply.request_id
    REPLY.take(
        reply, "unmatch", request=None, matched_by="", match_reason="A person found that it is about something else."
    )
    record("reply.unmatched", f"reply/{reply.pk}", by, {"request": before})


@transaction.atomic
def decide(reply: Reply, kind: ReplyKind, by: str) -> None:
    """A person says what a reply means, and what follows at once is done.

    Done: the target is looked at again. Removal asked: nobody writes there any more. All else waits for the next
    letter. Raises ReplyError where no request is known.
    """
    request = reply.request
    if request is None:
        raise ReplyError("Say first which request this reply is about.")
    REPLY.take(reply, "decide", kind=kind, decided_by=by)
    record("reply.decided", f"reply/{reply.pk}", by, {"request": request.pk, "kind": str(kind)})
    if kind == ReplyKind.AUTOMATIC:
        return
    if request.state in (RequestState.SENT, RequestState.SILENT):
        note_answer(request, by)
    if kind == ReplyKind.REMOVAL_ASKED:
        obey(request, [reply.incoming.sender], "asked in a reply", by)
    elif kind == ReplyKind.DONE:
        ask_again(request.target, by)
    elif kind == ReplyKind.CONSIDERING and request.is_open:
        # They are at it: ask how it goes in a month, not before.
        due = timezone.now() + UNDER_WAY
        Request.objects.filter(pk=request.pk).update(due_at=due, due_reason="considering")
        record("request.due-moved", f"request/{request.pk}", by, {"due": due.date().isoformat()})


@transaction.atomic
def name_contact(reply: Reply, channel: Channel, address: str, by: str) -> Contact:
    """Propose the contact that a reply names; it is used once a second person agreed. Raises ReplyError."""
    if reply.request is None:
        raise ReplyError("Say first which request this reply is about.")
    if not address.strip():
        raise ReplyError("Write the address that the reply names.")
    source = f"a reply of {reply.received_at:%Y-%m-%d}"
    contact = propose_contact(reply.request.target, channel, address, source, by)
    record("reply.named-contact", f"reply/{reply.pk}", by, {"contact": contact.pk})
    return contact


@transaction.atomic
def publish(reply: Reply, subject: str, shown: str, by: str) -> None:
    """Release a reply as a person has seen and corrected it. Raises ReplyError without a request or a text."""
    subject, shown = " ".join(subject.split())[:300], shown.strip()
    if reply.request is None:
        raise ReplyError("Say first which request this reply is about.")
    if not shown:
        raise ReplyError("There is no text to publish.")
    now = timezone.now()
    REPLY.take(reply, "publish", shown_subject=subject, shown=shown, published_at=now)
    record("reply.published", f"reply/{reply.pk}", by, {"request": reply.request.pk})


@transaction.atomic
def retract(reply: Reply, reason: str, by: str) -> None:
    """Take a released reply back from the public. Raises ReplyError without a reason."""
    REPLY.take(reply, "retract", shown_subject="", shown="", published_at=None)
    record("reply.retracted", f"reply/{reply.pk}", by, {"reason": _reason(reason)})


@transaction.atomic
def discard(reply: Reply, reason: str, by: str) -> None:
    """Put aside what is not for us; nothing is deleted. Raises ReplyError without a reason."""
    REPLY.take(reply, "discard")
    record("reply.discarded", f"reply/{reply.pk}", by, {"reason": _reason(reason)})


@transaction.atomic
def restore(reply: Reply, by: str) -> None:
    """Take back that a reply was put aside: it waits to be matched again."""
    REPLY.take(reply, "restore", kind="", decided_by="")
    record("reply.restored", f"reply/{reply.pk}", by)


def _reason(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        raise ReplyError("Say why, in a few words. They become public.")
    return words[:200]
