"""Applications to an edition in; read and marked without names, ranked, and decided on one by one or in bulk, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.programme.acts.guardians import remind_guardian
from portal.academy.programme.acts.selecting import DECISIONS, decide, mark, move_up
from portal.academy.programme.looks import free_seats, private_of, track_name, waiting
from portal.academy.programme.models import Application, Consent, CrewRole, Edition
from portal.academy.programme.selection import Blind, Ranked, balance, ranking, to_mark
from portal.academy.programme.states import APPLICATION, ApplicationState, ConsentState
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, crew_row, frame, note_seen
from portal.faces.academy.open.deeds import Deed, Shown, page
from portal.faces.academy.open.fields import OWN_NAMES
from portal.faces.kit.parts import Chip
from portal.ground.languages.said import said
from portal.ground.moves import NotAllowedError

A = ApplicationState
HERE = "edition-crew-applications"
SELECTORS = (CrewRole.ORGANISER, CrewRole.TRAINER, CrewRole.MENTOR)


class MarkForm(forms.Form):
    """An opinion."""

    points = forms.TypedChoiceField(
        label=gettext_lazy("Your mark: 5 is the best"),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, 6)],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=gettext_lazy("Note for the other selectors"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


@require_safe
@crew_only(CrewRole.ORGANISER)
def queue(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Applications by track, best marks first, without names; tick some and decide."""
    state = request.GET.get("state", A.APPLIED.value)
    state = state if state in A.values else A.APPLIED.value
    many = {one: edition.applications.filter(state=one).count() for one in A}
    chips = [
        Chip(str(one.label), f"?state={one.value}", many[one], one == state) for one in A if many[one] or one == state
    ]
    rooms = [
        {
            "slug": track["slug"],
            "name": said(track["names"]) or track["slug"],
            "seats": track.get("seats"),
            "free": free_seats(edition, track["slug"]),
            "rows": _rows(edition, track["slug"], A(state)),
        }
        for track in edition.tracks
    ]
    verbs = [verb for verb in DECISIONS if verb in APPLICATION.verbs(state)]
    context = {"rooms": rooms, "chips": chips, "state": A(state), "balance": balance(edition)}
    context |= {"verbs": [(verb, _words(verb)) for verb in verbs], "total": sum(len(room["rows"]) for room in rooms)}
    return render(request, "academy/crew/applications.html", frame(request, edition, HERE, **context))


def _rows(edition: Edition, track: str, state: ApplicationState) -> list[Ranked]:
    """Best marks first; who waits for a seat in the order of the line."""
    rows = ranking(edition, track, state)
    if state != A.WAITING:
        return rows
    line = list(waiting(edition, track).values_list("pk", flat=True))
    return sorted(rows, key=lambda row: line.index(row.application.pk))


def _words(verb: str) -> str:
    return {
        "accept": _("Accept"),
        "wait": _("Put on the waiting list"),
        "decline": _("Decline"),
    }[verb]


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def bulk(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Decide on all that are ticked: first what would happen is shown, then it is done; each answer is a mail."""
    if request.method != "POST":
        return redirect(HERE, edition.slug)
    verb = request.POST.get("verb", "")
    picked = [int(one) for one in request.POST.getlist("pk") if one.isdecimal() and len(one) < 18]
    rows = list(edition.applications.filter(pk__in=picked[:500]).order_by("made_at", "pk"))
    if verb not in DECISIONS or not rows:
        messages.warning(request, _("Tick at least one application, and choose what to decide."))
        return redirect(HERE, edition.slug)
    if request.POST.get("confirm") != "yes":
        context = {"rows": rows, "verb": verb, "words": _words(verb)}
        return render(request, "academy/crew/decide.html", frame(request, edition, HERE, **context))
    done, refused = 0, []
    for row in rows:
        try:
            decide(row, verb, by(request))
        except NotAllowedError:
            refused.append(f"{row.pk}: {_('This is not possible any more.')}")
        except ValueError as error:
            refused.append(f"{row.pk}: {error}")
        else:
            done += 1
    if done:
        words = ngettext("%(n)s decided and told by mail.", "%(n)s decided and told by mail.", done)
        messages.success(request, words % {"n": done})
    for words in refused[:10]:
        messages.warning(request, words)
    return redirect(HERE, edition.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(*SELECTORS)
def read(request: HttpRequest, edition: Edition, pk: int = 0) -> HttpResponse:
    """Read applications without names, one after the other, and mark each."""
    selector = crew_row(request, edition, *SELECTORS)
    if selector is None:
        return render(request, "academy/crew/read_none.html", frame(request, edition, HERE))
    every = to_mark(edition, selector)
    shown = next((one for one in every if one.number == pk), None) if pk else None
    if pk and shown is None:
        raise Http404
    if shown is None:
        shown = next((one for one in every if one.own is None), None)
    context: dict[str, Any] = {"shown": shown, "every": every, "left": sum(one.own is None for one in every)}
    if shown:
        context["track"] = track_name(edition, shown.track)
        context["languages"] = [OWN_NAMES.get(one, one) for one in shown.languages]
    deeds = [_mark(request, edition, shown)] if shown else []
    return page(request, "academy/crew/read.html", deeds, frame(request, edition, "edition-crew-read", **context))


def _mark(request: HttpRequest, edition: Edition, shown: Blind) -> Deed:
    selector = crew_row(request, edition, *SELECTORS)

    def give(data: dict[str, Any]) -> str:
        if selector is not None:
            mark(Application.objects.get(pk=shown.number, edition=edition), selector, data["points"], data["note"])
        return _("Marked.")

    after = reverse("edition-crew-read", args=[edition.slug])
    initial = {"points": shown.own, "note": shown.note}
    return Deed(f"mark-{shown.number}", _("Mark it and read the next one"), give, MarkForm, initial, after=after)


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def application(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One application: what was written, its marks, and with one press more, which is logged, who it is."""
    row = get_object_or_404(Application.objects.select_related("person"), pk=pk, edition=edition)
    private = None
    is_revealed = request.method == "POST" and request.POST.get("do") == "reveal"
    if is_revealed:
        private = private_of(row)
        note_seen(request, edition, "application", 1 if private else 0)
    consent = Consent.objects.filter(application=row).first()
    deeds = [_decide(request, row, verb) for verb in DECISIONS if verb in APPLICATION.verbs(row.state)]
    if consent and consent.state == ConsentState.ASKED and row.state == A.AWAITS_GUARDIAN:
        deeds.append(_remind(request, consent))
    context = {
        "row": row,
        "private": private,
        "marks": row.marks.select_related("crew__person").order_by("at"),
        "consent": consent,
        "free": free_seats(edition, row.track),
        "track": track_name(edition, row.track),
        "languages": [OWN_NAMES.get(one, one) for one in row.languages],
    }
    framed = frame(request, edition, HERE, **context)
    if is_revealed:
        framed["deeds"] = {deed.name: Shown(deed, deed.fill()) for deed in deeds}
        return render(request, "academy/crew/application.html", framed)
    return page(request, "academy/crew/application.html", deeds, framed)


def _decide(request: HttpRequest, row: Application, verb: str) -> Deed:
    def act(_data: dict[str, Any]) -> str:
        decide(row, verb, by(request))
        return _("Decided, and told by mail.")

    styles = {"accept": "", "wait": "button--quiet", "decline": "button--risk"}
    return Deed(verb, _words(verb), act, style=styles[verb])


def _remind(request: HttpRequest, consent: Consent) -> Deed:
    def again(_data: dict[str, Any]) -> str:
        remind_guardian(consent, by(request))
        return _("The guardian was asked once more.")

    return Deed("remind", _("Ask the guardian once more"), again, style="button--quiet")


@require_http_methods(["POST"])
@crew_only(CrewRole.ORGANISER)
def fill_seats(request: HttpRequest, edition: Edition, track: str) -> HttpResponse:
    """Give the free seats of a track to who waits first."""
    moved = 0
    try:
        while move_up(edition, track) is not None:
            moved += 1
    except (ValidationError, ValueError) as error:
        messages.error(request, str(error))
    if moved:
        messages.success(request, ngettext("%(n)s person moved up.", "%(n)s people moved up.", moved) % {"n": moved})
    else:
        messages.info(request, _("Nobody could move up."))
    return redirect(f"{reverse(HERE, args=[edition.slug])}?state=waiting")
