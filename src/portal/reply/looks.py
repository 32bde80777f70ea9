"""Questions about replies in; those that wait, the public thread of a request, and what to do next, out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from portal.catalogue.looks import contacts_for
from portal.catalogue.models import Contact
from portal.reply.models import Reply
from portal.reply.reading import Redacted, redact
from portal.reply.states import ReplyKind, ReplyState
from portal.request.letters.objections import load_objections
from portal.request.letters.precedents import Precedent, load_precedents
from portal.request.looks import sent_letters
from portal.request.models import Letter, Request

ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a public thread: a letter that went out, or a reply as it was released."""

    at: dt.datetime
    kind: str
    subject: str
    text: str
    letter: Letter | None = None
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do about a kind of reply. `step`: answer, other-contact, wait, close or obey.

    `argument` helped in `won` of `decided` threads of others; `precedents` are some of these.
    """

    kind: str
    step: str
    means: str
    adds: tuple[str, ...]
    argument: str
    won: int
    decided: int
    precedents: tuple[Precedent, ...]


def waiting() -> QuerySet[Reply]:
    """Replies to a known request that nobody has read yet, oldest first."""
    return _with_request(ReplyState.WAITING)


def unmatched() -> QuerySet[Reply]:
    """Replies of which nobody knows for sure what they are about, oldest first; `request` is a proposal."""
    return _with_request(ReplyState.UNMATCHED)


def to_publish() -> QuerySet[Reply]:
    """Replies of people that were read and are not public yet, oldest first."""
    return _with_request(ReplyState.READ).exclude(kind__in=(ReplyKind.AUTOMATIC, ReplyKind.REMOVAL_ASKED))


def discarded() -> QuerySet[Reply]:
    """What was found to be not for us, newest first."""
    return _with_request(ReplyState.SPAM).order_by("-received_at")


def _with_request(state: ReplyState) -> QuerySet[Reply]:
    return (
        Reply.objects.filter(state=state).select_related("request__target__owner", "incoming").order_by("received_at")
    )


def of_request(request: Request) -> list[Reply]:
    """Every reply that a person or a proof tied to a request, oldest first. Private."""
    tied = Reply.objects.filter(request=request).exclude(state__in=(ReplyState.UNMATCHED, ReplyState.SPAM))
    return list(tied.select_related("incoming").prefetch_related("attachments").order_by("received_at"))


def thread(request: Request) -> list[Entry]:
    """What the public may read of a request, in the order of time: letters that went out and released replies."""
    released = Reply.objects.filter(request=request, state=ReplyState.PUBLISHED)
    entries = [
        Entry(letter.sent_at, "letter", letter.subject, letter.body, letter=letter)
        for letter in sent_letters(request)
        if letter.sent_at
    ]
    entries += [Entry(reply.received_at, "reply", reply.shown_subject, reply.shown, reply=reply) for reply in released]
    return sorted(entries, key=lambda entry: entry.at)


def next_step(kind: str) -> NextStep:
    """What comes next after a kind of reply, as data/objections has it. Raises KeyError for no such kind."""
    known = load_objections()[kind]
    threads = {thread.id: thread for thread in load_precedents()}
    examples = tuple(threads[name] for name in known.examples if name in threads)
    return NextStep(kind, known.next, known.means, known.adds, known.argument, known.won, known.decided, examples)


def other_contacts(request: Request) -> list[Contact]:
    """The confirmed ways to the owner beside the one that was used."""
    return [contact for contact in contacts_for(request.target) if contact.pk != request.contact_id]


def addresses_in(reply: Reply) -> list[str]:
    """Mail addresses that a reply names, without our own and the sender's: perhaps who decides."""
    found = dict.fromkeys(address.lower().rstrip(".") for address in ADDRESS.findall(reply.text[:20_000]))
    own = f"@{settings.MAIL_DOMAIN}"
    return [address for address in found if address != reply.incoming.sender and not address.endswith(own)][:5]


def proposal(reply: Reply) -> tuple[Redacted, Redacted]:
    """Subject and text of a reply with what is personal taken out, as a machine proposes it."""
    return redact(reply.subject), redact(reply.text)
