"""Organisers in; the rounds of a jury, who sits in it, what is missing, and each thing they can do about it, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.academy.jury import acts, dealing, judging
from portal.academy.jury.conflicts import Bar
from portal.academy.jury.dealing import Settled
from portal.academy.jury.looks import live, progress, rounds_of, seats_of
from portal.academy.jury.models import Criterion, Entry, Round, Share
from portal.academy.jury.states import RoundState, SeatState, ShareState
from portal.academy.programme.models import Crew, CrewRole, Edition
from portal.evidence.pictures import PictureError
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame
from portal.faces.academy.jury.forms import (
    CriterionForm,
    MaybeReasonForm,
    PictureForm,
    QuorumForm,
    ReasonForm,
    RoundForm,
    SeatForm,
    WorkQuorumForm,
    round_values,
)
from portal.faces.academy.open.deeds import Deed, page
from portal.faces.academy.open.fields import said_in


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def rounds(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All rounds of an edition, and a new one."""

    def make(data: dict[str, Any]) -> str:
        made = acts.make_round(edition, by(request), **round_values(data))
        return _("The round “%(name)s” is made. Add its jurors and criteria, then open it.") % {"name": made.name}

    deeds = [Deed("new", _("Add a round"), make, RoundForm, options={"edition": edition})]
    now = timezone.now()
    rows = [(one, progress(one, now) if one.state == RoundState.OPEN else None) for one in rounds_of(edition)]
    return page(request, "academy/jury/rounds.html", deeds, frame(request, edition, "edition-jury", rows=rows))


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def picture(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Give the jury a picture of a work, for instance where the wiki's own page would tell who made it."""
    about = get_object_or_404(rounds_of(edition), number=number, state=RoundState.OPEN)
    sent = request.method == "POST"
    form = PictureForm(request.POST if sent else None, request.FILES if sent else None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid() and _keep_picture(request, about, form):
            messages.success(request, _("The picture is kept."))
            return redirect("edition-jury-round", edition.slug, number)
    context = frame(request, edition, "edition-jury", about=about, form=form, works=live(about))
    return render(request, "academy/jury/picture.html", context, status=status)


def _keep_picture(request: HttpRequest, about: Round, form: PictureForm) -> bool:
    entry = live(about).filter(number=form.cleaned_data["work"]).first()
    if entry is None:
        form.add_error("work", _("There is no work with this number in the round."))
        return False
    try:
        acts.show_picture(entry, form.cleaned_data["picture"].read(), by(request))
    except PictureError:
        words = _("Please choose a whole PNG, JPEG or WebP picture of at most 8 MB and 40 million pixels.")
        form.add_error("picture", words)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def one_round(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Everything about one round."""
    about = get_object_or_404(rounds_of(edition), number=number)
    stands = progress(about, timezone.now())
    deeds = _deeds(request, edition, about)
    named = {deed.name: deed for deed in deeds}

    def presses(*names: str) -> list[Deed]:
        return [named[name] for name in names if name in named]

    conflicts = Share.objects.filter(entry__round=about, state=ShareState.CONFLICT)
    context = frame(
        request,
        edition,
        "edition-jury",
        about=about,
        stands=stands,
        criteria=[(one, presses(f"drop-{one.number}")) for one in about.criteria.all()],
        hands=[(one, presses(f"rest-{one.seat.number}", f"unseat-{one.seat.number}")) for one in stands.hands],
        conflicts=[
            (one, Bar(one.reason).label if one.reason in Bar.values else one.reason, presses(f"lift-{one.pk}"))
            for one in conflicts.select_related("entry", "seat__crew", "seat__person")
        ],
        end_is_over=acts.end_is_over(about, timezone.now()),
        folded=("change", "quorum", "work_quorum", "close", "reopen"),
    )
    return page(request, "academy/jury/round.html", deeds, context)


def _deeds(request: HttpRequest, edition: Edition, about: Round) -> list[Deed]:
    who = by(request)
    found: list[Deed] = []
    if about.state in (RoundState.DRAFT, RoundState.OPEN):
        found += _always(who, edition, about)
    if about.state == RoundState.DRAFT:
        found += _before(who, about)
    if about.state == RoundState.OPEN:
        found += _while_open(who, edition, about)
    if about.state == RoundState.CLOSED:
        found.append(
            Deed(
                "reopen",
                _("Let the jury go on"),
                lambda data: _said(acts.reopen_round(about, who, data["reason"]), _("The round is open again.")),
                ReasonForm,
                style="button--quiet",
            )
        )
    return found


def _said(_done: object, words: str) -> str:
    return words


def settled(done: Settled) -> str:
    """What became of works, in a sentence."""
    told = ngettext("%(count)s work was given to a juror.", "%(count)s works were given to jurors.", done.given)
    found = [told % {"count": done.given}]
    if done.wanting:
        found.append(
            ngettext(
                "%(count)s ballot can be given by nobody in this jury.",
                "%(count)s ballots can be given by nobody in this jury.",
                done.wanting,
            )
            % {"count": done.wanting}
        )
    return " ".join(found)


def _always(who: str, edition: Edition, about: Round) -> list[Deed]:
    sitting = about.seats.exclude(state=SeatState.LEFT).values("person")
    jurors = edition.crew.filter(role=CrewRole.JUROR).exclude(person__in=sitting).select_related("person")

    def change(data: dict[str, Any]) -> str:
        acts.change_round(about, who, **round_values(data))
        return _("Saved.")

    def sit(data: dict[str, Any]) -> str:
        dealing.seat(about, get_object_or_404(Crew, pk=data["crew"], edition=edition), who)
        return _("The juror has a seat.")

    def quorum(data: dict[str, Any]) -> str:
        return settled(dealing.set_quorum(about, data["quorum"], who))

    found = [
        Deed("change", _("Change the round"), change, RoundForm, options={"edition": edition, "about": about}),
        Deed("quorum", _("Change the number of ballots"), quorum, QuorumForm, initial={"quorum": about.quorum}),
    ]
    if jurors.exists():
        found.append(Deed("seat", _("Give a seat"), sit, SeatForm, options={"jurors": list(jurors)}))
    for place in seats_of(about).exclude(state=SeatState.LEFT):

        def leave(_data: dict[str, Any], place: Any = place) -> str:
            return _said(dealing.unseat(place, who), _("The juror left. What they judged stays."))

        found.append(
            Deed(f"unseat-{place.number}", _("Take the seat away"), leave, style="button--quiet button--small")
        )
    return found


def _before(who: str, about: Round) -> list[Deed]:
    rows = list(about.criteria.all())

    def plain(kept: list[Criterion]) -> list[tuple[dict[str, str], dict[str, str], int]]:
        return [(one.names, one.helps, one.weight) for one in kept]

    def add(data: dict[str, Any]) -> str:
        new = (said_in(data, "names"), said_in(data, "helps"), data["weight"])
        acts.set_criteria(about, [*plain(rows), new], who)
        return _("The criterion is added.")

    found = [
        Deed("criterion", _("Add a criterion"), add, CriterionForm),
        Deed("open", _("Open the round"), lambda _data: settled(acts.start_round(about, who)),
             help=_("The works are shared among the jurors by lot. Criteria and method cannot be changed after that.")),
    ]  # fmt: skip
    for row in rows:

        def remove(_data: dict[str, Any], row: Criterion = row) -> str:
            return _said(acts.set_criteria(about, plain([one for one in rows if one != row]), who), _("Removed."))

        found.append(Deed(f"drop-{row.number}", _("Remove"), remove, style="button--quiet button--small"))
    return found


def _while_open(who: str, edition: Edition, about: Round) -> list[Deed]:
    def entry(number: int) -> Entry:
        found = live(about).filter(number=number).first()
        if found is None:
            raise forms.ValidationError({"work": _("There is no work with this number in the round.")})
        return found

    def one_quorum(data: dict[str, Any]) -> str:
        return settled(dealing.set_quorum(about, data["ballots"], who, entry(data["work"])))

    def take_in(_data: dict[str, Any]) -> str:
        count = acts.take_in(about, who)
        return ngettext("%(count)s work came in.", "%(count)s works came in.", count) % {"count": count}

    def close(data: dict[str, Any]) -> str:
        return _said(acts.close_round(about, who, data["reason"]), _("The round is closed."))

    found = [
        Deed("work_quorum", _("Change the number of ballots of one work"), one_quorum, WorkQuorumForm),
        Deed("take_in", _("Let them in"), take_in),
        Deed(
            "close", _("Close the round"), close, MaybeReasonForm, style="button--risk",
            after=reverse("edition-jury-result", args=[edition.slug, about.number]),
        ),
    ]  # fmt: skip
    for place in seats_of(about).exclude(state=SeatState.LEFT):

        def give_on(_data: dict[str, Any], place: Any = place) -> str:
            return settled(dealing.reassign(place, who))

        def back(_data: dict[str, Any], place: Any = place) -> str:
            return settled(dealing.come_back(place, who))

        verb = (back, _("Judges again")) if place.state == SeatState.AWAY else (give_on, _("Give what waits to others"))
        found.append(Deed(f"rest-{place.number}", verb[1], verb[0], style="button--small"))
    for share in Share.objects.filter(entry__round=about, state=ShareState.CONFLICT).select_related("entry"):

        def lift(_data: dict[str, Any], share: Share = share) -> str:
            return settled(judging.lift(share, who))

        found.append(Deed(f"lift-{share.pk}", _("It was a mistake"), lift, style="button--quiet button--small"))
    return found
