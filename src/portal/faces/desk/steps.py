"""A request in; what a coordinator may do with it where it stands, out."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.catalogue.looks import contacts_for
from portal.catalogue.models import Channel, Contact
from portal.faces.desk.bulk import due_at
from portal.faces.desk.deeds import Deed
from portal.faces.desk.forms import (
    AnswerForm,
    ContactChoiceForm,
    DueForm,
    LetterForm,
    LongNoteForm,
    ReasonForm,
    SaidForm,
    SentForm,
)
from portal.ground.ledger.acts import MACHINE
from portal.outcome.acts import note, refuse, reopen
from portal.outcome.looks import outcome_of
from portal.outcome.models import OutcomeKind
from portal.reply.arriving import obey
from portal.reply.states import ReplyKind
from portal.request import acts
from portal.request.letters.compose import write
from portal.request.letters.objections import UNANSWERED
from portal.request.models import Letter, LetterKind, Request
from portal.request.states import REQUEST, RequestState
from portal.request.writing import approve, follow_up, keep, mark_sent, order_for, write_by_hand


def deeds(about: Request, letter: Letter | None, by: str, answer: str = "") -> list[Deed]:
    """What may be done, the likeliest first. `answer`: the kind of reply that a letter was asked for."""
    verbs = REQUEST.verbs(about.state)
    found: list[Deed] = []
    if about.state == RequestState.TO_CHECK and letter is not None:
        found += _reading(about, letter, by)
    if about.state == RequestState.READY:
        found += _ready(about, by)
    if "follow_up" in verbs:
        found.append(_follow_up(about, by, answer))
    if about.is_open:
        found += _dates(about, by)
    if "refuse" in verbs:
        found += _ends(about, by)
    if "reopen" in verbs:
        found.append(_reopen(about, by))
    won = outcome_of(about)
    if won is not None and won.kind == OutcomeKind.WON:

        def add(data: dict[str, Any]) -> str:
            note(won, data["note"], by)
            return _("Saved.")

        found.append(Deed("note", _("Save this note"), add, LongNoteForm, {"note": won.note}))
    return found


def _reading(about: Request, letter: Letter, by: str) -> list[Deed]:
    def approve_it(_data: dict[str, Any]) -> str:
        approve(about, by)
        return _("Approved: it may be sent.")

    def edit(data: dict[str, Any]) -> str:
        write_by_hand(about, LetterKind(letter.kind), data["subject"], data["body"], by)
        return _("Kept as a new version. Read it once more, then approve it.")

    def compose(_data: dict[str, Any]) -> str:
        purpose = letter.diagnosis.get("purpose", "ask")
        keep(about, LetterKind(letter.kind), write(order_for(about, purpose), about.language), MACHINE, by)
        return _("Composed anew from what is known now.")

    def sent(data: dict[str, Any]) -> str:
        approve(about, by)
        mark_sent(about, Channel(data["via"]), by)
        return _("Noted as sent by you. Put the answer into the queue when it comes.")

    help_ = _("Only where you have sent it already: our server will not send it.")
    found = [
        Deed("approve", _("Approve this letter"), approve_it, style="button--mark", after=_queue("letter")),
        Deed("edit", _("Keep as a new version"), edit, LetterForm, {"subject": letter.subject, "body": letter.body}),
        Deed("compose", _("Compose it anew"), compose, style="button--quiet"),
        Deed("sent", _("I sent it myself"), sent, SentForm, {"via": about.channel}, "button--quiet", help_),
    ]
    return [*found[:2], *_contacts(about, by), *found[2:]]


def _contacts(about: Request, by: str) -> list[Deed]:
    ways = contacts_for(about.target)
    if not ways:
        return []

    def choose(data: dict[str, Any]) -> str:
        acts.choose_contact(about, Contact.objects.get(pk=data["contact"]), by)
        return _("Chosen. Compose the letter anew if the way needs other words.")

    choices = [(way.pk, f"{way.get_channel_display()}: {' '.join(way.address.split())}") for way in ways]
    return [
        Deed(
            "contact",
            _("Send it this way"),
            choose,
            ContactChoiceForm,
            {"contact": about.contact_id},
            "button--quiet",
            options={"choices": choices},
        )
    ]


def _ready(about: Request, by: str) -> list[Deed]:
    def hold(data: dict[str, Any]) -> str:
        acts.hold(about, data["reason"], by)
        return _("Held: it is not sent before somebody approves it again.")

    def sent(data: dict[str, Any]) -> str:
        mark_sent(about, Channel(data["via"]), by)
        return _("Noted as sent by you.")

    found = [Deed("hold", _("Do not send it yet"), hold, ReasonForm, style="button--quiet")]
    if about.channel != Channel.EMAIL or about.contact is None:
        found.insert(
            0,
            Deed("sent", _("I sent it"), sent, SentForm, {"via": about.channel}, "button--mark", after=_queue("send")),
        )
    return found


def _follow_up(about: Request, by: str, answer: str) -> Deed:
    """A further letter, as a draft that a person reads before it is sent."""

    def draft(data: dict[str, Any]) -> str:
        purpose = data["purpose"]
        kind = {"ask": LetterKind.FIRST, "remind": LetterKind.REMINDER}.get(purpose, LetterKind.ANSWER)
        follow_up(about, kind, by, purpose)
        acts.hold(about, "a draft to read", by)
        return _("Here is the draft. Change it as you like, then approve it.")

    kinds = [(kind.value, str(kind.label)) for kind in ReplyKind if kind.value not in UNANSWERED]
    choices = [*kinds, ("remind", _("Their silence: the one reminder")), ("ask", _("Nothing: the first letter anew"))]
    known = {value for value, _label in choices}
    last = about.replies.exclude(kind="").order_by("-received_at").values_list("kind", flat=True).first()
    first = next((kind for kind in (answer, last) if kind in known), "remind")
    return Deed(
        "answer",
        _("Write this letter"),
        draft,
        AnswerForm,
        {"purpose": first},
        "button--mark",
        _("The argument that helped most in threads of others is proposed, with what they were shown."),
        options={"choices": choices},
    )


def _dates(about: Request, by: str) -> list[Deed]:
    def move(data: dict[str, Any]) -> str:
        acts.set_due(about, due_at(data["day"]), data["reason"], by)
        return _("Moved.")

    found = [Deed("due", _("Move the date"), move, DueForm, style="button--quiet")]
    if "fall_silent" in REQUEST.verbs(about.state):

        def silent(_data: dict[str, Any]) -> str:
            acts.fall_silent(about, by)
            return _("The page says openly that no answer came.")

        found.append(Deed("silent", _("Say that no answer came"), silent, style="button--quiet"))
    return found


def _ends(about: Request, by: str) -> list[Deed]:
    def said_no(data: dict[str, Any]) -> str:
        refuse(about, data["said"], by)
        return _("Closed as refused. It stays visible, and can be opened again when something is new.")

    def peace(_data: dict[str, Any]) -> str:
        obey(about, [], "told us", by)
        return _("Obeyed: nobody writes to them any more.")

    def withdraw(data: dict[str, Any]) -> str:
        acts.withdraw(about, data["reason"], by)
        return _("Withdrawn.")

    return [
        Deed("refuse", _("Close it as refused"), said_no, SaidForm, style="button--quiet"),
        Deed("peace", _("They want no letters: obey"), peace, style="button--risk"),
        Deed("withdraw", _("Withdraw the request"), withdraw, ReasonForm, style="button--risk"),
    ]


def _reopen(about: Request, by: str) -> Deed:
    def again(_data: dict[str, Any]) -> str:
        reopen(about, by)
        return _("Open again, with a new letter to read.")

    return Deed("reopen", _("Ask again"), again, style="button--mark")


def _queue(kind: str) -> str:
    return f"{reverse('desk')}?kind={kind}"
