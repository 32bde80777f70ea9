"""A message that came in, in; the reply that is written down for it, and what must happen at once, out."""

from __future__ import annotations

from dataclasses import dataclass

from portal.catalogue.acts import mark_broken, opt_out, opt_out_owner
from portal.catalogue.models import Channel
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.mail.acts import stop
from portal.ground.mail.looks import about, attachments_of, raw, text_of
from portal.ground.mail.models import Incoming, Nature, Outgoing
from portal.ground.mail.parts import Part
from portal.ground.mail.reading import read
from portal.ground.mail.states import OutgoingState
from portal.ground.people.acts import wish
from portal.ground.people.looks import by_email
from portal.ground.store.acts import keep
from portal.reply.bounces import is_permanent
from portal.reply.matching import CERTAIN, Guess, guess
from portal.reply.models import Attachment, Reply
from portal.reply.reading import Suggestion, classify, html_to_text, newest_part
from portal.reply.states import ReplyKind, ReplyState
from portal.request.acts import close, hold
from portal.request.acts import note_answer as answer
from portal.request.models import Request
from portal.request.states import REQUEST, RequestState
from portal.request.writing import come_back

MOST_FILES = 20
BY_MACHINE = (Nature.AUTOMATIC, Nature.BOUNCE)
OBEYED = (Nature.OPT_OUT, Nature.COMPLAINT)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a message says: its newest text, and what a machine makes of it."""

    subject: str
    text: str
    suggestion: Suggestion


def write_down(incoming: Incoming) -> Reply:
    """Write down the reply for a message that has none yet. Call it in a transaction."""
    words = _words(incoming)
    found = guess(incoming, words.subject)
    certain = found.score >= CERTAIN
    by_machine = certain and (incoming.nature == Nature.AUTOMATIC or _is_proven(incoming))
    state = (ReplyState.READ if by_machine else ReplyState.WAITING) if certain else ReplyState.UNMATCHED
    reply = Reply.objects.create(
        request=found.request,
        incoming=incoming,
        state=state,
        matched_by=found.by,
        match_reason=_reason(incoming, found)[:300],
        subject=words.subject[:300],
        sender_domain=incoming.sender.rpartition("@")[2][:253],
        text=words.text,
        suggested=words.suggestion.kind,
        because=words.suggestion.reason[:300],
        kind=words.suggestion.kind if by_machine else "",
        decided_by=MACHINE if by_machine else "",
        received_at=incoming.received_at,
    )
    _keep_files(reply, attachments_of(incoming))
    body = {"request": found.request.pk if found.request and certain else None, "nature": str(incoming.nature)}
    record("reply.came", f"reply/{reply.pk}", MACHINE, body)
    if found.request and certain:
        _follow(reply, found.request, words.suggestion.kind)
    elif incoming.nature in OBEYED:
        _leave_citizen(incoming)
    return reply


def note_answer(request: Request, by: str) -> None:
    """An answer came: the request waits for people, and a further letter that was ready is held back."""
    if "answer" in REQUEST.verbs(request.state):
        answer(request, by)
    elif request.state == RequestState.READY and request.sent_at is not None:
        hold(request, "an answer came", by)


def obey(request: Request, addresses: list[str], reason: str, by: str) -> None:
    """Never write there again: to none of these addresses, nor to the owner; what still waits to be sent is stopped."""
    if request.contact and request.contact.channel == Channel.EMAIL:
        addresses = [*addresses, request.contact.address]
    for address in dict.fromkeys(filter(None, addresses)):
        opt_out(address, reason, by)
    opt_out_owner(request.target.owner, by)
    for mail in about(f"request/{request.pk}").filter(state__in=(OutgoingState.QUEUED, OutgoingState.FAILED)):
        stop(mail, by)
    if "opt_out" in REQUEST.verbs(request.state):
        close(request, "opt_out", by)


def _is_proven(incoming: Incoming) -> bool:
    """Whether a machine's report names a letter of ours, as only who has seen the letter can; else people read it."""
    mail = incoming.outgoing
    reports = incoming.nature == Nature.BOUNCE or incoming.nature in OBEYED
    return reports and mail is not None and mail.about.startswith("request/")


def _words(incoming: Incoming) -> _Words:
    plain, markup = text_of(incoming)
    subject = read(raw(incoming)).subject
    text = newest_part((plain if plain.strip() else html_to_text(markup)).replace("\x00", ""))
    return _Words(subject, text, _suggest(incoming, text, subject))


def _suggest(incoming: Incoming, text: str, subject: str) -> Suggestion:
    if incoming.nature in OBEYED:
        return Suggestion(ReplyKind.REMOVAL_ASKED, str(Nature(incoming.nature).value), 1.0)
    if incoming.nature in BY_MACHINE:
        return Suggestion(ReplyKind.AUTOMATIC, "its headers say that a machine wrote it", 1.0)
    return classify(text, {"Subject": subject})


def _reason(incoming: Incoming, found: Guess) -> str:
    if incoming.outgoing is not None and not incoming.outgoing.about.startswith("request/"):
        return "It is about a mail of ours to a citizen, not about a letter."
    if incoming.authenticated is False:
        return f"{found.reason} Its sender could not be verified."
    return found.reason


def _keep_files(reply: Reply, parts: list[Part]) -> None:
    kept = [
        Attachment(
            reply=reply,
            name=part.name[:200],
            media=part.media[:80],
            size=part.size,
            sha256="" if part.refused else keep(part.body, part.media),
            refused=part.refused[:200],
        )
        for part in parts[:MOST_FILES]
    ]
    if len(parts) > MOST_FILES:
        rest = parts[MOST_FILES:]
        many = "one of more files than we keep"
        kept += [
            Attachment(reply=reply, name=p.name[:200], media=p.media[:80], size=p.size, refused=many) for p in rest
        ]
    Attachment.objects.bulk_create(kept)


def _follow(reply: Reply, request: Request, kind: str) -> None:
    """What must happen at once, without waiting for a person."""
    incoming, mail = reply.incoming, reply.incoming.outgoing
    if mail is not None and _is_proven(incoming):
        if incoming.nature == Nature.BOUNCE:
            _bounced(incoming, mail, request)
        else:
            reason = "complained" if incoming.nature == Nature.COMPLAINT else "asked by mail"
            obey(request, [mail.recipient], reason, MACHINE)
    elif incoming.nature == Nature.PERSON and kind != ReplyKind.AUTOMATIC:
        note_answer(request, MACHINE)


def _bounced(incoming: Incoming, mail: Outgoing, request: Request) -> None:
    contact = request.contact
    if contact and contact.address.lower() == mail.recipient.lower() and is_permanent(raw(incoming)):
        mark_broken(contact, MACHINE)
    latest = request.letters.exclude(sent_at=None).order_by("-version").first()
    if latest and latest.mail == mail.message_id and "come_back" in REQUEST.verbs(request.state):
        come_back(request, MACHINE)


def _leave_citizen(incoming: Incoming) -> None:
    """A citizen ended our mails by a mail program's own button."""
    if incoming.outgoing is None or incoming.outgoing.about.startswith("request/"):
        return
    person = by_email(incoming.outgoing.recipient)
    if person is not None and person.wants_mail:
        wish(person, wants_mail=False)
