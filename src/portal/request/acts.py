"""A citizen who stands behind an ask in; the one open request of its target, with its signatures, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.catalogue.looks import contacts_for, is_opted_out
from portal.catalogue.models import Channel, Contact, Target
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import record
from portal.ground.people.models import Person
from portal.request.diagnose import losses
from portal.request.looks import open_for
from portal.request.models import Follow, Request, Signature
from portal.request.states import REQUEST, SIGNATURE, SignatureState
from portal.request.writing import write_first

SOONEST, LATEST = dt.timedelta(days=3), dt.timedelta(days=120)


class RequestError(ValueError):
    """What was asked for cannot be done; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What came of standing behind an ask: the signature, and whether it opened the request."""

    signature: Signature
    opened: bool


def stand_behind(target: Target, person: Person, name: str = "", words: str = "") -> Stood:
    """Put a citizen behind the one open request of a target, which is opened with its first letter if there is none.

    `name`: shown in public, empty for "a citizen"; `words`: the citizen's own, shown once a person read them.
    Raises RequestError where nothing is missing, or the owner asked not to be written to.
    """
    for attempt in (1, 2):
        try:
            with transaction.atomic():
                request = open_for(target)
                opened = request is None
                if request is None:
                    request = _open(target, person)
                signature = _sign(request, person, name, words)
                if opened:
                    write_first(request, person.handle)
                return Stood(signature, opened)
        except IntegrityError:
            # Two people at once: the second one signs what the first one opened.
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


def _open(target: Target, person: Person) -> Request:
    contact = next(iter(contacts_for(target)), None)
    if is_opted_out(target.owner, contact.address if contact else ""):
        raise RequestError("The owner asked not to be written to, and we obey.")
    if not losses(target):
        raise RequestError("Nothing is known to be missing here that a letter could ask for.")
    request = Request.objects.create(
        target=target,
        channel=contact.channel if contact else Channel.FORM,
        contact=contact,
        language=target.letter_language,
        opened_by=person,
        opened_at=timezone.now(),
    )
    record("request.opened", f"request/{request.pk}", person.handle, {"target": target.slug})
    return request


def _sign(request: Request, person: Person, name: str, words: str) -> Signature:
    signature, created = Signature.objects.get_or_create(
        request=request,
        handle=person.handle,
        defaults={"person": person, "name": name[:60], "words": plain(words)[:500], "signed_at": timezone.now()},
    )
    if not created and signature.state == SignatureState.WITHDRAWN:
        raise RequestError("You took your name back from this request.")
    if created:
        follow(request.target, person)
        record("request.signed", f"request/{request.pk}", person.handle, {"signature": signature.pk})
    return signature


@transaction.atomic
def withdraw_signature(signature: Signature, by: str) -> None:
    """Take a name back: it no longer counts, and name and words are gone."""
    SIGNATURE.take(signature, "withdraw", name="", words="", words_shown=False, person=None)
    record("signature.withdrawn", f"request/{signature.request_id}", by, {"signature": signature.pk})


@transaction.atomic
def hide_signature(signature: Signature, reason: str, by: str) -> None:
    """A moderator hides a signature; the reason stays in the ledger."""
    SIGNATURE.take(signature, "hide")
    record("signature.hidden", f"request/{signature.request_id}", by, {"signature": signature.pk, "reason": reason})


@transaction.atomic
def show_signature(signature: Signature, by: str) -> None:
    """Take back that a signature was hidden."""
    SIGNATURE.take(signature, "show")
    record("signature.shown", f"request/{signature.request_id}", by, {"signature": signature.pk})


@transaction.atomic
def show_words(signature: Signature, shown: bool, by: str) -> None:
    """A moderator read a citizen's own words, and lets them be shown or not."""
    Signature.objects.filter(pk=signature.pk).update(words_shown=shown)
    signature.words_shown = shown
    record("words.decided", f"request/{signature.request_id}", by, {"signature": signature.pk, "shown": shown})


@transaction.atomic
def follow(target: Target, person: Person) -> None:
    """Let a person hear how a target's story goes on."""
    Follow.objects.get_or_create(target=target, person=person, defaults={"since": timezone.now()})


@transaction.atomic
def unfollow(target: Target, person: Person) -> None:
    """No longer tell a person about a target."""
    Follow.objects.filter(target=target, person=person).delete()


@transaction.atomic
def set_due(request: Request, at: dt.datetime, reason: str, by: str) -> None:
    """Move the date on which somebody should act. Raises RequestError for dates too near or too far."""
    wait = at - timezone.now()
    if not SOONEST <= wait <= LATEST:
        raise RequestError("Choose a day between three days and four months from now.")
    if not request.is_open:
        raise RequestError("This request is closed: nothing is due any more.")
    Request.objects.filter(pk=request.pk).update(due_at=at, due_reason=reason[:100])
    request.due_at, request.due_reason = at, reason[:100]
    record("request.due-moved", f"request/{request.pk}", by, {"due": at.date().isoformat()})


@transaction.atomic
def choose_contact(request: Request, contact: Contact, by: str) -> None:
    """Send the request another way, before it is sent."""
    if contact.owner_id != request.target.owner_id:
        raise RequestError("This contact belongs to another owner.")
    Request.objects.filter(pk=request.pk).update(contact=contact, channel=contact.channel)
    request.contact, request.channel = contact, contact.channel
    record("request.contact-chosen", f"request/{request.pk}", by, {"contact": contact.pk})


@transaction.atomic
def hold(request: Request, reason: str, by: str) -> None:
    """Take a request back from sending: somebody should read it again."""
    REQUEST.take(request, "hold")
    record("request.held", f"request/{request.pk}", by, {"reason": reason})


@transaction.atomic
def withdraw(request: Request, reason: str, by: str) -> None:
    """End a request without an outcome; the reason stays in the ledger."""
    REQUEST.take(request, "withdraw", closed_at=timezone.now(), due_at=None)
    record("request.withdrawn", f"request/{request.pk}", by, {"reason": reason})


@transaction.atomic
def reopen(request: Request, by: str) -> None:
    """Ask again after a refusal, because something is new."""
    REQUEST.take(request, "reopen", closed_at=None)
    record("request.reopened", f"request/{request.pk}", by)


@transaction.atomic
def fall_silent(request: Request, by: str) -> None:
    """Say openly that no answer came; the request stays open."""
    REQUEST.take(request, "fall_silent", due_at=None)
    record("request.fell-silent", f"request/{request.pk}", by)


@transaction.atomic
def close(request: Request, verb: str, by: str) -> None:
    """End a request as `win`, `refuse` or `opt_out`; the outcome's own row says the rest."""
    REQUEST.take(request, verb, closed_at=timezone.now(), due_at=None)
    record("request.closed", f"request/{request.pk}", by, {"how": verb})


@transaction.atomic
def note_answer(request: Request, by: str) -> None:
    """An answer came: the request waits for people again."""
    REQUEST.take(request, "answer", due_at=timezone.now(), due_reason="answer")
    record("request.answered", f"request/{request.pk}", by)


@transaction.atomic
def forget(handle: str) -> None:
    """A person left: names and words go, the count stays under a handle that nobody can trace."""
    Signature.objects.filter(handle=handle).update(name="", words="", words_shown=False, person=None)
