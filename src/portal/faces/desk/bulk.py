"""Many rows and one deed in; a page that lists exactly what would change, then the same done row by row, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.faces.desk.deeds import Confirm, stamp
from portal.faces.desk.forms import DueForm, KindForm, ReasonForm
from portal.faces.desk.rights import may, person_of
from portal.faces.kit.numbers import day
from portal.ground.ledger.acts import alone_with
from portal.ground.moves import NotAllowedError
from portal.reply.acts import decide
from portal.reply.looks import next_step
from portal.reply.models import Reply
from portal.reply.states import ReplyKind
from portal.request.acts import hide_signature, hold, set_due, show_signature, show_words
from portal.request.looks import latest_letter
from portal.request.models import Request, Signature
from portal.request.writing import approve

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a preview: what it is, how it is now, and how it would be. `subject`: its row of the ledger."""

    pk: int
    subject: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Bulk:
    """One deed for many rows. `kind`: the queue in which it is offered, if any; `page`: whose right it needs.

    `lines` says what would change; `act` does it to one row; `undo` names the deed that takes it back.
    """

    name: str
    kind: str
    words: StrOrPromise
    page: str
    find: Callable[[Sequence[int]], Iterable[Any]]
    line: Callable[[Any, dict[str, Any]], Line]
    act: Callable[[Any, dict[str, Any], str], None]
    form: type[forms.Form] = Confirm
    undo: str = ""

    def fill(self) -> forms.Form:
        """The empty form, for the page on which rows are chosen."""
        return self.form(prefix=self.name)


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one row: `fault` is empty where it was done."""

    line: Line
    fault: str = ""


def bulk(request: HttpRequest) -> HttpResponse:
    """Preview what would change; do it when the preview is sent back, each row alone, and say what came of each."""
    deed = DEEDS.get(request.POST.get("do", ""))
    if deed is None or request.method != "POST":
        return redirect("desk")
    if not may(request.user, deed.page):
        return render(request, "desk/denied.html", {"needed": ""}, status=403)
    chosen = [int(value) for value in request.POST.getlist("pk") if value.isdecimal() and len(value) < 18][:MOST]
    form = deed.form(request.POST, prefix=deed.name)
    known: dict[str, Any] = {"deed": deed, "form": form, "chosen": chosen}
    if not form.is_valid() or not chosen:
        return render(request, "desk/bulk.html", known, status=400)
    rows = list(deed.find(chosen))
    if "confirm" not in request.POST:
        known["lines"] = [(line := deed.line(row, form.cleaned_data), stamp(line.subject)) for row in rows]
        return render(request, "desk/bulk.html", known)
    told = [_do(deed, row, form.cleaned_data, request) for row in rows]
    known["told"] = told
    known["done"] = [one.line.pk for one in told if not one.fault]
    known["undo"] = DEEDS.get(deed.undo)
    return render(request, "desk/bulk_done.html", known)


def _do(deed: Bulk, row: Any, data: dict[str, Any], request: HttpRequest) -> Told:
    line = deed.line(row, data)
    try:
        with transaction.atomic():
            alone_with(line.subject)
            if request.POST.get(f"stamp-{line.pk}") not in (None, str(stamp(line.subject))):
                raise NotAllowedError(_("Somebody else changed this meanwhile."))
            deed.act(row, data, person_of(request).handle)
    except (NotAllowedError, ValueError, IntegrityError) as error:
        return Told(line, str(error))
    return Told(line)


def _requests(pks: Sequence[int]) -> Iterable[Request]:
    return Request.objects.filter(pk__in=pks).select_related("target__owner", "contact").order_by("opened_at")


def _replies(pks: Sequence[int]) -> Iterable[Reply]:
    found = Reply.objects.filter(pk__in=pks).select_related("request__target__owner", "incoming")
    return found.order_by("received_at")


def _signatures(pks: Sequence[int]) -> Iterable[Signature]:
    return Signature.objects.filter(pk__in=pks).select_related("request__target").order_by("signed_at")


def _letter_line(row: Request, _data: dict[str, Any]) -> Line:
    letter = latest_letter(row)
    now = f"{row.get_state_display()}: {letter.subject if letter else ''}"
    after = _("Ready to be sent by %(way)s to %(address)s") % {
        "way": row.get_channel_display(),
        "address": row.contact.address if row.contact else _("nobody yet: a person sends it"),
    }
    return Line(row.pk, f"request/{row.pk}", row.target.name, now, after)


def _held_line(row: Request, _data: dict[str, Any]) -> Line:
    after = _("Waits for a person to read the letter")
    return Line(row.pk, f"request/{row.pk}", row.target.name, row.get_state_display(), after)


def _reply_line(row: Reply, data: dict[str, Any]) -> Line:
    kind = ReplyKind(data["kind"])
    before = f"{row.get_state_display()}. {_('Suggested: %(kind)s') % {'kind': ReplyKind(row.suggested).label}}"
    after = f"{kind.label}. {next_step(kind).means}"
    title = row.request.target.name if row.request else row.subject
    return Line(row.pk, f"reply/{row.pk}", title, before, after)


def _due_line(row: Request, data: dict[str, Any]) -> Line:
    before = day(row.due_at) if row.due_at else _("No date")
    return Line(row.pk, f"request/{row.pk}", row.target.name, before, day(data["day"]))


def _hide_line(row: Signature, _data: dict[str, Any]) -> Line:
    before = f"{row.name or _('A citizen')}: {row.words}" if row.words else row.name or _("A citizen")
    return Line(row.pk, f"request/{row.request_id}", row.request.target.name, before, _("Hidden, no longer counted"))


def _shown_line(row: Signature, _data: dict[str, Any]) -> Line:
    return Line(
        row.pk, f"request/{row.request_id}", row.request.target.name, row.get_state_display(), _("Counts again")
    )


def _words_line(row: Signature, _data: dict[str, Any]) -> Line:
    return Line(row.pk, f"request/{row.request_id}", row.request.target.name, row.words, _("Shown in public"))


def due_at(day_: dt.date) -> dt.datetime:
    """Noon of a day: the moment a date on a form means."""
    return timezone.make_aware(dt.datetime.combine(day_, dt.time(12)))


def _decide(row: Reply, data: dict[str, Any], by: str) -> None:
    decide(row, ReplyKind(data["kind"]), by)


_ALL = (
    Bulk(
        "approve",
        "letter",
        gettext_lazy("Approve the letters"),
        "desk-request",
        _requests,
        _letter_line,
        lambda row, _data, by: approve(row, by),
        undo="hold",
    ),
    Bulk(
        "hold",
        "",
        gettext_lazy("Take the letters back"),
        "desk-request",
        _requests,
        _held_line,
        lambda row, _data, by: hold(row, "taken back", by),
    ),
    Bulk(
        "decide",
        "classify",
        gettext_lazy("Decide what the replies say"),
        "desk-reply",
        _replies,
        _reply_line,
        _decide,
        KindForm,
    ),
    Bulk(
        "due",
        "due",
        gettext_lazy("Move the dates"),
        "desk-request",
        _requests,
        _due_line,
        lambda row, data, by: set_due(row, due_at(data["day"]), data["reason"], by),
        DueForm,
    ),
    Bulk(
        "words",
        "words",
        gettext_lazy("Show the words"),
        "desk-words",
        _signatures,
        _words_line,
        lambda row, _data, by: show_words(row, True, by),
        undo="unwords",
    ),
    Bulk(
        "unwords",
        "",
        gettext_lazy("Take the words back"),
        "desk-words",
        _signatures,
        _shown_line,
        lambda row, _data, by: show_words(row, False, by),
    ),
    Bulk(
        "hide",
        "words",
        gettext_lazy("Hide the signatures"),
        "desk-signatures",
        _signatures,
        _hide_line,
        lambda row, data, by: hide_signature(row, data["reason"], by),
        ReasonForm,
        undo="show",
    ),
    Bulk(
        "show",
        "",
        gettext_lazy("Show the signatures again"),
        "desk-signatures",
        _signatures,
        _shown_line,
        lambda row, _data, by: show_signature(row, by),
    ),
)
DEEDS: dict[str, Bulk] = {deed.name: deed for deed in _ALL}
