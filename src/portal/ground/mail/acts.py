"""Letters in, each handed over once; messages in, each kept once. One function a change, one transaction, one row."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.ground.ledger.acts import MACHINE, record
from portal.ground.mail import addresses, looks
from portal.ground.mail.models import Flag, Incoming, Nature, Outgoing
from portal.ground.mail.posting import Answer, Envelope
from portal.ground.mail.reading import HEAD, Head, clean, head_end, read
from portal.ground.mail.rendering import Draft, one_address, render
from portal.ground.mail.states import OUTGOING, OutgoingState
from portal.ground.moves import NotAllowedError
from portal.ground.store.acts import keep

LEASE = timedelta(minutes=20)
TRIES = 12
LARGEST = 25 << 20
FLOOD_HOURS = 24
FLOOD_SENDER, FLOOD_KEY = 30, 60


def queue(
    once: str,
    about: str,
    recipient: str,
    subject: str,
    text: str,
    *,
    reply_key: str = "",
    headers: Mapping[str, str] | None = None,
    attachments: Sequence[tuple[str, bytes, str]] = (),
    send_after: datetime | None = None,
    automatic: bool = False,
    opt_out: bool = True,
) -> Outgoing:
    """Render a letter and queue it; where `once` is known, what was queued then stands and nothing happens.

    `about`: `kind/id`. `reply_key`: answers come to its signed address. `attachments`: name, bytes, media type.
    `automatic`: no person wrote this very message. Raises HeaderError for a line end in a value of a header, and
    ValueError for an address that is none.
    """
    before = Outgoing.objects.filter(once=once).first()
    if before:
        return before
    now = timezone.now()
    to, message_id = one_address(recipient), addresses.message_id(once)
    reply_to = addresses.reply_address(reply_key) if reply_key else ""
    draft = Draft(
        message_id, now, to, subject, text, reply_to, headers or {}, attachments, automatic=automatic, opt_out=opt_out
    )
    raw = render(draft)
    values = {
        "message_id": message_id,
        "about": about,
        "recipient": to,
        "raw": raw,
        "send_after": send_after or now,
        "queued_at": now,
    }
    with transaction.atomic():
        row, made = Outgoing.objects.get_or_create(once=once, defaults=values)
        if made:
            _record("mail.queued", row, MACHINE, {"sha256": hashlib.sha256(raw).hexdigest()})
    return row


def take(now: datetime) -> Outgoing | None:
    """Take the next due letter for this worker alone; a hold is no change worth a row in the ledger.

    Must not be called in a transaction: the hold has to be kept before the network is asked.
    """
    while row := looks.due(now).first():
        try:
            with transaction.atomic(durable=True):
                return OUTGOING.take(row, "take", taken_until=now + LEASE, tries=row.tries + 1)
        except NotAllowedError:
            continue  # another worker was quicker
    return None


def envelope(row: Outgoing) -> Envelope:
    """Who is named to the server for this letter."""
    return Envelope(addresses.bounce_address(row.message_id), row.recipient, str(settings.MAIL_SENT_COPY))


@transaction.atomic
def settle(row: Outgoing, answer: Answer, now: datetime) -> Outgoing:
    """Write down what the server answered. Where the hold ran out meanwhile, a clear answer still counts."""
    row = _locked(row)
    verb = "fail" if answer.verb == "retry" and row.tries >= TRIES else answer.verb
    if row.state != "sending":
        verb = {"succeed": "found", "fail": "fail"}.get(verb, "")
        if verb not in OUTGOING.verbs(row.state):
            return row
    changes: dict[str, Any] = {"taken_until": None} | {"error": "" if verb in {"succeed", "found"} else answer.said}
    if verb in {"succeed", "found"}:
        changes |= {"sent_at": now, "provider_id": answer.provider_id}
    if verb == "retry":
        changes["send_after"] = now + pause(row.tries)
        return OUTGOING.take(row, verb, **changes)
    return _move(row, verb, MACHINE, **changes)


def pause(tries: int) -> timedelta:
    """How long to wait after so many tries: a minute, then four times as long each time, six hours at most."""
    return timedelta(minutes=min(4 ** max(tries - 1, 0), 360))


@transaction.atomic
def lose_track(row: Outgoing) -> Outgoing:
    """A worker was killed while it sent this: nobody knows whether the server took it."""
    words = "the worker stopped while it was sending; the server may have taken the letter"
    return _move(row, "lose_track", MACHINE, error=words, taken_until=None)


@transaction.atomic
def found(row: Outgoing, proof: str) -> Outgoing:
    """Something proves that the server took this letter; where it is settled already, nothing happens."""
    row = _locked(row)
    if "found" not in OUTGOING.verbs(row.state):
        return row
    return _move(row, "found", MACHINE, {"proof": proof}, sent_at=timezone.now(), taken_until=None, error="")


@transaction.atomic
def bounce(row: Outgoing, why: str) -> Outgoing:
    """This letter came back; where it cannot have, or came back before, nothing happens."""
    row = _locked(row)
    if "bounce" not in OUTGOING.verbs(row.state):
        return row
    return _move(row, "bounce", MACHINE, error=clean(why, 1000), taken_until=None)


@transaction.atomic
def unwanted(row: Outgoing, why: str) -> Outgoing:
    """Who got this letter wants no more, as a provider tells: the rooms downstream read it in the ledger."""
    _record("mail.unwanted", row, MACHINE, {"why": clean(why, 100)})
    return row


@transaction.atomic
def send_again(row: Outgoing, by: str) -> Outgoing:
    """A person has the same bytes sent once more, under the same Message-ID. `by`: their handle.

    Raises NotAllowedError for a letter that was sent, or of which nothing is left.
    """
    if not row.raw:
        raise NotAllowedError("what this letter said was erased")
    return _move(row, "send_again", by, send_after=timezone.now(), tries=0, error="")


@transaction.atomic
def confirm_sent(row: Outgoing, by: str) -> Outgoing:
    """A person knows that this letter went out."""
    return _move(row, "confirm", by, sent_at=timezone.now(), error="")


@transaction.atomic
def stop(row: Outgoing, by: str) -> Outgoing:
    """A person decides that this letter goes out no more."""
    return _move(row, "stop", by)


@transaction.atomic
def forget(subject: str, by: str = MACHINE) -> int:
    """Erase what letters about a subject said and to whom they went; how many. What waits to be sent is stopped.

    That they were sent stays known, and so do the digests of their bytes. One that is being sent is left for later.
    """
    rows = list(looks.about(subject).exclude(raw=b"", recipient="").exclude(state=OutgoingState.SENDING))
    for row in rows:
        if row.state == OutgoingState.QUEUED:
            _move(row, "stop", by)
        row.raw, row.recipient, row.error = b"", "", ""
        row.save(update_fields=["raw", "recipient", "error"])
    if rows:
        record("mail.forgotten", subject, by, {"letters": len(rows)})
    return len(rows)


def receive(raw: bytes, source: str, envelope_to: str = "", size: int | None = None) -> Incoming:
    """Keep a message as it came, once, whatever it is; the row as it stands where it was kept before.

    `source`: `imap`, `webhook`. `size`: the whole size, where `raw` is only its beginning. Nothing here ever answers.
    """
    whole = max(size or 0, len(raw))
    if whole > LARGEST:
        raw = raw[: HEAD * 2]
    sha256 = hashlib.sha256(raw).hexdigest()
    before = Incoming.objects.filter(sha256=sha256).first()
    if before:
        return before
    head = read(raw, envelope_to)
    keep(raw, "message/rfc822")  # before the row, so that no row ever lacks its bytes; packing holds no lock
    ours = looks.by_message_id(head.about)
    now = timezone.now()
    values = {
        "source": clean(source, 20),
        "envelope_to": clean(envelope_to, 254),
        "sender": head.sender,
        "message_id": head.message_id,
        "references": list(head.references),
        "nature": head.nature,
        "key": head.key,
        "authenticated": head.authenticated,
        "size": whole,
        "flags": _flags(head, whole, now),
        "received_at": now,
        "outgoing": ours,
    }
    with transaction.atomic():
        row, made = Incoming.objects.get_or_create(sha256=sha256, defaults=values)
        if made:
            body = {"sha256": sha256, "nature": str(head.nature)}
            record("mail.received", f"incoming/{row.pk}", MACHINE, body)
            if ours:
                _learn(ours, head)
    return row


def take_copy(raw: bytes) -> Outgoing | None:
    """The letter of ours that these bytes are a copy of: proof that it was sent. None where they are a message in."""
    head = read(raw)
    row = looks.by_message_id([head.message_id]) if head.message_id else None
    if row is None or _body(raw) != _body(bytes(row.raw)):
        return None
    return found(row, "copy")


def _learn(row: Outgoing, head: Head) -> None:
    """What a message that speaks of a letter proves about it."""
    if head.nature == Nature.BOUNCE:
        bounce(row, f"came back: {head.subject}")
    else:
        found(row, "answer")


def _flags(head: Head, size: int, now: datetime) -> list[str]:
    recent = Incoming.objects.filter(received_at__gt=now - timedelta(hours=FLOOD_HOURS))
    flood = recent.filter(sender=head.sender).count() >= FLOOD_SENDER
    flood = flood or bool(head.key and recent.filter(key=head.key).count() >= FLOOD_KEY)
    flags = {Flag.TOO_LARGE: size > LARGEST, Flag.FLOOD: flood, Flag.UNREADABLE: not head.readable}
    return [str(flag) for flag, is_so in flags.items() if is_so]


def _body(raw: bytes) -> bytes:
    return b"\n".join(raw[head_end(raw) :].split()) if len(raw) <= LARGEST else raw


def _locked(row: Outgoing) -> Outgoing:
    """The row as it stands now, and nobody else moves it before this transaction ends."""
    return Outgoing.objects.select_for_update().get(pk=row.pk)


def _move(row: Outgoing, verb: str, by: str, body: dict[str, str] | None = None, **changes: object) -> Outgoing:
    moved = OUTGOING.take(row, verb, **changes)
    _record(f"mail.{moved.state}", moved, by, body)
    return moved


def _record(verb: str, row: Outgoing, by: str, body: dict[str, str] | None = None) -> None:
    record(verb, f"outgoing/{row.pk}", by, {"about": row.about, **(body or {})})
