"""The desk's first page asked for in; the one queue with counts, filters and bulk choices, out."""

from __future__ import annotations

import re

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.faces.desk import claims
from portal.faces.desk.bulk import DEEDS
from portal.faces.desk.queue import KINDS, counts, items
from portal.faces.desk.rights import may, person_of
from portal.faces.desk.told import told
from portal.faces.kit.parts import Chip
from portal.ground.ledger.models import Entry

A_PAGE = 100
_SIGNATURE = re.compile(r"signature/[0-9]{1,18}")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All that waits for this person, or one kind of it."""
    person = person_of(request)
    waiting = counts(person)
    kind = request.GET.get("kind", "")
    kind = kind if kind in waiting else ""
    chips = [Chip(_("All"), reverse("desk"), sum(waiting.values()), not kind)]
    chips += [
        Chip(str(KINDS[word].words), f"{reverse('desk')}?kind={word}", count, word == kind)
        for word, count in waiting.items()
    ]
    known = {
        "kind": kind,
        "kind_words": KINDS[kind].words if kind else "",
        "kind_labels": {word: entry.words for word, entry in KINDS.items()},
        "chips": chips,
        "items": items(person, [kind] if kind else waiting, A_PAGE),
        "bulk": [deed for deed in DEEDS.values() if kind and deed.kind == kind and may(person, deed.page)],
        "total": waiting.get(kind) if kind else sum(waiting.values()),
    }
    return render(request, "desk/home.html", known)


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take an item of the queue, or leave it to others."""
    person, subject = person_of(request), request.POST.get("subject", "").replace("\0", "")
    # What becomes a row of the public ledger is a thing that is there, never a text that somebody made up.
    is_known = Entry.objects.filter(subject=subject).exists() or _SIGNATURE.fullmatch(subject)
    if not is_known:
        messages.error(request, _("This is not in the queue any more."))
    elif claims.holders([subject]).get(subject) == person.handle:
        claims.leave(subject, person.handle)
    else:
        claims.take(subject, person.handle)
    kind = request.POST.get("kind", "")
    return redirect(f"{reverse('desk')}?kind={kind}" if kind in KINDS else reverse("desk"))


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    """Who changed what: the ledger by subject, by actor or by verb, newest first."""
    asked = {name: request.GET.get(name, "").replace("\0", "").strip() for name in ("subject", "actor", "verb")}
    rows = Entry.objects.order_by("-number")
    if asked["subject"]:
        rows = rows.filter(Q(subject=asked["subject"]) | Q(subject__startswith=f"{asked['subject'].rstrip('/')}/"))
    if asked["actor"]:
        rows = rows.filter(actor=asked["actor"])
    if asked["verb"]:
        rows = rows.filter(verb__startswith=asked["verb"])
    if (before := request.GET.get("before", "")).isdecimal() and len(before) < 18:
        rows = rows.filter(number__lt=int(before))
    found = list(rows[: A_PAGE + 1])
    more = found[A_PAGE - 1].number if len(found) > A_PAGE else None
    known = {"asked": asked, "rows": told(found[:A_PAGE]), "more": more}
    return render(request, "desk/history.html", known)
