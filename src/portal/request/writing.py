"""A request in; the next version of its letter, composed or written by hand, approved and handed on, out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from portal.catalogue.models import Channel, Target
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.ledger.chain import canonical
from portal.ground.mail.addresses import reply_address
from portal.request.diagnose import diagnose, sender
from portal.request.letters import Letter as Text
from portal.request.letters import compose, translate
from portal.request.letters.compose import write
from portal.request.letters.letter import Order
from portal.request.letters.tongue import LANGUAGES
from portal.request.models import Letter, LetterKind, Request
from portal.request.states import REQUEST, SignatureState

WAIT = dt.timedelta(days=21)


class NothingToAskError(ValueError):
    """Nothing is missing, so no letter can be written."""


def order_for(request: Request, purpose: str = "ask") -> Order:
    """What the next letter of a request is written from. Raises NothingToAskError where nothing is missing."""
    signatures = request.signatures.filter(state=SignatureState.COUNTS)
    first = signatures.order_by("signed_at").first()
    diagnosis = diagnose(request.target, max(0, signatures.count() - 1), request.contact)
    if diagnosis is None:
        raise NothingToAskError("Nothing is missing any more, so there is nothing to ask for.")
    words = first.words if first and first.words_shown else ""
    who = sender(request.target, first.name if first else "", words, reply_address(request.key))
    sent = timezone.localtime(request.sent_at).date() if request.sent_at else None
    return Order(diagnosis, who, request.channel, purpose, sent)


def preview(target: Target, name: str, words: str, channel: str, reader: str) -> tuple[Text, Text] | None:
    """The letter a citizen would stand behind, in the recipient's language and in the reader's; nothing is kept.

    A reader in whose language no letters are written reads English. None where nothing is missing.
    """
    diagnosis = diagnose(target)
    if diagnosis is None:
        return None
    # Anybody may read a preview, but only who gets the letter may answer for the owner, or end all mail to them.
    who = replace(sender(target, name, words, "…"), leave="…")
    letter = compose(diagnosis, who, target.letter_language, channel)
    return letter, translate(letter, reader if reader in LANGUAGES else "en")


def write_first(request: Request, by: str) -> Letter:
    """Compose the first letter of a request, as the machine's proposal."""
    return keep(request, LetterKind.FIRST, write(order_for(request), request.language), MACHINE, by)


@transaction.atomic
def keep(request: Request, kind: LetterKind, text: Text, made_by: str, by: str) -> Letter:
    """Keep a composed letter as the next version."""
    return _next(request, kind, text.subject, text.body, made_by, by, _plain(text.order), list(text.facts))


@transaction.atomic
def write_by_hand(request: Request, kind: LetterKind, subject: str, body: str, by: str) -> Letter:
    """Keep a letter that a person wrote or changed, as the next version. Raises ValueError for an empty one."""
    subject, body = " ".join(subject.split()), body.strip()
    if not subject or not body:
        raise ValueError("A letter needs a subject and a text.")
    return _next(request, kind, subject[:200], body, by, by, {}, [])


def _next(
    request: Request, kind: str, subject: str, body: str, made_by: str, by: str, diagnosis: Any, facts: list[str]
) -> Letter:
    version = (request.letters.aggregate(last=Max("version"))["last"] or 0) + 1
    letter = Letter.objects.create(
        request=request,
        kind=kind,
        version=version,
        language=request.language,
        subject=subject,
        body=body,
        diagnosis=diagnosis,
        facts=facts,
        sha256=hashlib.sha256(f"{subject}\n\n{body}".encode()).hexdigest(),
        made_by=made_by,
        made_at=timezone.now(),
    )
    fact = {"version": version, "kind": kind, "sha256": letter.sha256}
    record("letter.written", f"request/{request.pk}", by, fact)
    return letter


def _plain(order: Order) -> dict[str, Any]:
    """The order as JSON, without the secret address that answers go to."""
    found = asdict(order)
    found["sender"].pop("reply")
    found["sender"].pop("leave")
    plain: dict[str, Any] = json.loads(canonical(_dates(found)))
    return plain


def _dates(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_dates(one) for one in value]
    return value if isinstance(value, str | int | float | bool | None) else value.isoformat()


@transaction.atomic
def approve(request: Request, by: str) -> None:
    """A person read the latest letter: it may be sent."""
    letter = request.letters.order_by("-version").first()
    if letter is None:
        raise NothingToAskError("There is no letter to approve yet.")
    REQUEST.take(request, "approve")
    Letter.objects.filter(pk=letter.pk).update(approved_by=by)
    record("letter.approved", f"request/{request.pk}", by, {"version": letter.version, "sha256": letter.sha256})


@transaction.atomic
def follow_up(request: Request, kind: LetterKind, by: str, purpose: str) -> Letter:
    """Compose the next letter of a request that was sent before, and make it ready to be sent."""
    text = write(order_for(request, purpose), request.language)
    letter = keep(request, kind, text, MACHINE, by)
    Letter.objects.filter(pk=letter.pk).update(approved_by=by)
    REQUEST.take(request, "follow_up")
    return letter


@transaction.atomic
def mark_sent(request: Request, via: Channel, by: str, mail: str = "") -> Letter:
    """The latest letter went out, by our server (`mail` is its Message-ID) or by a person's own hand."""
    letter = request.letters.order_by("-version").first()
    if letter is None or letter.sent_at is not None:
        raise NothingToAskError("The latest letter was sent already.")
    now = timezone.now()
    REQUEST.take(request, "send", sent_at=now, due_at=now + WAIT, due_reason="no-answer")
    Letter.objects.filter(pk=letter.pk).update(sent_at=now, sent_via=via, sent_by=by, mail=mail)
    letter.refresh_from_db()
    fact = {"version": letter.version, "sha256": letter.sha256, "via": str(via)}
    record("letter.sent", f"request/{request.pk}", by, fact)
    return letter


@transaction.atomic
def come_back(request: Request, by: str) -> None:
    """The latest letter came back undelivered: the same words wait, as a new version, for another way to send them."""
    letter = request.letters.order_by("-version").first()
    if letter is None:
        raise NothingToAskError("No letter went out, so none can come back.")
    REQUEST.take(request, "come_back", due_at=timezone.now(), due_reason="bounced")
    kept = (letter.subject, letter.body, letter.made_by)
    _next(request, letter.kind, *kept, by, letter.diagnosis, letter.facts)
    record("letter.came-back", f"request/{request.pk}", by, {"version": letter.version})
