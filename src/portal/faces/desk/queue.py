"""Nothing in; the one queue of work, each item with its kind, age, owner and reason, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.audit.looks import changes_to_note
from portal.audit.models import Change, Watch
from portal.audit.watch import in_trouble
from portal.catalogue.models import Channel, Contact, ContactState
from portal.evidence.looks import waiting_for
from portal.faces.desk.claims import holders, names
from portal.faces.desk.rights import may
from portal.ground.mail.models import Outgoing
from portal.ground.mail.states import OutgoingState
from portal.ground.people.models import Person
from portal.outcome.looks import regressions
from portal.reply.looks import to_publish, unmatched, waiting
from portal.reply.models import Reply
from portal.reply.states import ReplyKind
from portal.request.looks import due, in_state, words_to_read
from portal.request.models import Request
from portal.request.states import RequestState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do. `pk` names its row in bulk; `holder`: who took it; `reason`: why it is here."""

    kind: str
    pk: int
    subject: str
    title: str
    reason: str
    since: dt.datetime
    href: str
    organisation: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: its words, the page on which it is decided, which rows wait, and how one becomes an item."""

    words: StrOrPromise
    page: str
    rows: Callable[[Person], QuerySet[Any]]
    item: Callable[[Any], Item]


def _contacts(person: Person) -> QuerySet[Contact]:
    """Proposed contacts that this person may decide: those that somebody else proposed."""
    proposed = Contact.objects.filter(state=ContactState.PROPOSED).exclude(proposed_by=person.handle)
    return proposed.select_related("owner", "target").order_by("pk")


def _by_hand(_: Person) -> QuerySet[Request]:
    """Letters that are ready, but that no server of ours can send."""
    ready = in_state(RequestState.READY)
    return ready.exclude(channel=Channel.EMAIL, contact__isnull=False)


def _due(_: Person) -> QuerySet[Request]:
    """What is due and does not wait as a letter to read or as a silence."""
    return due(timezone.now()).exclude(state__in=(RequestState.TO_CHECK, RequestState.READY, RequestState.SILENT))


def _mail(_: Person) -> QuerySet[Outgoing]:
    states = (OutgoingState.UNKNOWN, OutgoingState.FAILED, OutgoingState.BOUNCED)
    return Outgoing.objects.filter(state__in=states).defer("raw").order_by("queued_at")


def _reply(kind: str, reason: str, row: Reply) -> Item:
    target = row.request.target if row.request else None
    title = target.name if target else row.subject or _("Without a subject")
    organisation = target.owner.name if target else row.sender_domain
    href = reverse("desk-reply", args=[row.pk])
    return Item(kind, row.pk, f"reply/{row.pk}", title, reason, row.received_at, href, organisation)


def _request(kind: str, reason: str, row: Request) -> Item:
    since = row.due_at if kind == "due" and row.due_at else row.opened_at
    href = reverse("desk-request", args=[row.pk])
    return Item(kind, row.pk, f"request/{row.pk}", row.target.name, reason, since, href, row.target.owner.name)


def due_reason(request: Request) -> str:
    """Why somebody should act, in words."""
    known = {
        "answer": _("An answer came."),
        "no-answer": _("No answer came in time."),
        "bounced": _("The letter came back: choose another way."),
        "considering": _("They wanted to consider it: ask how it goes."),
    }
    return known.get(request.due_reason, request.due_reason) or _("It is due.")


def _classify(row: Reply) -> Item:
    reason = _("Suggested: %(kind)s") % {"kind": ReplyKind(row.suggested).label}
    return _reply("classify", reason, row)


def _letter(row: Request) -> Item:
    reason = due_reason(row) if row.due_reason == "bounced" else _("A person reads each letter before it is sent.")
    return _request("letter", reason, row)


def _outgoing(row: Outgoing) -> Item:
    reason = row.error or str(OutgoingState(row.state).label)
    href = reverse("desk-mail", args=[row.pk])
    title = _("Mail: %(state)s") % {"state": OutgoingState(row.state).label}
    return Item("mail", row.pk, f"outgoing/{row.pk}", title, reason[:160], row.queued_at, href, row.about)


def _change(row: Change) -> Item:
    words = {"version": row.release.version, "list": row.get_criterion_display(), "shift": row.get_shift_display()}
    return Item(
        "change",
        row.pk,
        f"target/{row.target.slug}",
        row.target.name,
        _("Version %(version)s, %(list)s: %(shift)s") % words,
        row.found_at,
        reverse("desk-change", args=[row.pk]),
        row.target.owner.name,
    )


def _watch(row: Watch) -> Item:
    return Item(
        "watch",
        row.pk,
        f"target/{row.target.slug}",
        row.target.name,
        row.error[:160] or _("Its registry does not answer."),
        row.asked_at or row.due_at,
        reverse("desk-watch", args=[row.target.slug]),
        row.target.address,
    )


KINDS: dict[str, Kind] = {
    "report": Kind(
        gettext_lazy("Reports to confirm"),
        "desk-report",
        waiting_for,
        lambda row: Item(
            "report",
            row.pk,
            f"report/{row.pk}",
            row.target.name if row.target else row.name or row.address,
            _("A second person looks before it counts."),
            row.reported_at,
            reverse("desk-report", args=[row.pk]),
            row.address,
        ),
    ),
    "contact": Kind(
        gettext_lazy("Contacts to confirm"),
        "desk-contact",
        _contacts,
        lambda row: Item(
            "contact",
            row.pk,
            f"owner/{row.owner.slug}",
            row.owner.name,
            _("Proposed: %(address)s") % {"address": row.address},
            dt.datetime.combine(row.as_of, dt.time(), dt.UTC),
            reverse("desk-contact", args=[row.pk]),
            row.target.name if row.target else "",
        ),
    ),
    "words": Kind(
        gettext_lazy("Words to read"),
        "desk-words",
        lambda _person: words_to_read(),
        lambda row: Item(
            "words",
            row.pk,
            f"signature/{row.pk}",
            row.request.target.name,
            _("A citizen's own words wait to be read."),
            row.signed_at,
            reverse("desk-words", args=[row.pk]),
        ),
    ),
    "match": Kind(
        gettext_lazy("Replies to match"),
        "desk-reply",
        lambda _person: unmatched(),
        lambda row: _reply("match", row.match_reason or _("Nobody knows yet what it is about."), row),
    ),
    "classify": Kind(gettext_lazy("Replies to read"), "desk-reply", lambda _person: waiting(), _classify),
    "publish": Kind(
        gettext_lazy("Replies to publish"),
        "desk-reply",
        lambda _person: to_publish(),
        lambda row: _reply("publish", _("Read as: %(kind)s") % {"kind": row.get_kind_display()}, row),
    ),
    "letter": Kind(
        gettext_lazy("Letters to read"), "desk-request", lambda _person: in_state(RequestState.TO_CHECK), _letter
    ),
    "send": Kind(
        gettext_lazy("Letters to send by hand"),
        "desk-request",
        _by_hand,
        lambda row: _request("send", _("Ready. Way: %(way)s") % {"way": row.get_channel_display()}, row),
    ),
    "due": Kind(gettext_lazy("Due today"), "desk-request", _due, lambda row: _request("due", due_reason(row), row)),
    "silent": Kind(
        gettext_lazy("Silent"),
        "desk-request",
        lambda _person: in_state(RequestState.SILENT),
        lambda row: _request("silent", _("No answer came, not to the reminder either."), row),
    ),
    "mail": Kind(gettext_lazy("Mail in trouble"), "desk-mail", _mail, _outgoing),
    "regression": Kind(
        gettext_lazy("Wins that were undone"),
        "desk-regression",
        lambda _person: regressions(),
        lambda row: Item(
            "regression",
            row.pk,
            f"target/{row.target.slug}",
            row.target.name,
            _("%(list)s was listed and is no longer.") % {"list": row.get_criterion_display()},
            row.at,
            reverse("desk-regression", args=[row.pk]),
            row.target.owner.name,
        ),
    ),
    "change": Kind(gettext_lazy("Changes in new versions"), "desk-change", lambda _person: changes_to_note(), _change),
    "watch": Kind(gettext_lazy("Registries that do not answer"), "desk-watch", lambda _person: in_trouble(), _watch),
}


def kinds_for(person: Person) -> list[str]:
    """The kinds of work that a person's role may decide."""
    return [word for word, kind in KINDS.items() if may(person, kind.page)]


def counts(person: Person) -> dict[str, int]:
    """How much of each kind waits for a person."""
    return {word: KINDS[word].rows(person).count() for word in kinds_for(person)}


def items(person: Person, kinds: Iterable[str], most: int = MOST) -> list[Item]:
    """What waits, of some kinds, the oldest first; with who has taken it."""
    found: list[Item] = []
    for word in kinds:
        kind = KINDS[word]
        found += [kind.item(row) for row in kind.rows(person)[:most]]
    found = sorted(found, key=lambda item: item.since)[:most]
    return _held(found)


def _held(found: Sequence[Item]) -> list[Item]:
    held = holders(item.subject for item in found)
    called = names(held.values())
    return [replace(one, holder=called.get(held.get(one.subject, ""), "")) for one in found]
