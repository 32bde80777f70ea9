"""A juror in; one work after another, each ballot saved at once, and a way to say that a work is too near, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.jury import judging
from portal.academy.jury.blind import picture_of, shown, shown_all
from portal.academy.jury.conflicts import bars
from portal.academy.jury.dealing import JuryError, come_back
from portal.academy.jury.looks import progress, rounds_of, seat_of, works_for
from portal.academy.jury.models import Ballot, Method, Round, Seat, Share
from portal.academy.jury.states import RoundState, SeatState, ShareState
from portal.academy.programme.models import CrewRole, Edition
from portal.academy.programme.states import WorkState
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import frame, who
from portal.faces.academy.jury.shown import facts_of, marks_words
from portal.ground.languages.said import said
from portal.ground.moves import NotAllowedError

_STARS = [(str(number), str(number)) for number in range(1, 6)]


class BallotForm(forms.Form):
    """What a juror thinks of a work, in the way of its round."""

    version = forms.IntegerField(min_value=0, initial=0, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note for the jury"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Only the jury and the organisers read it."),
    )  # fmt: skip
    feedback = forms.CharField(
        label=gettext_lazy("Words for the authors"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("They read it after the result is signed, without your name."),
    )  # fmt: skip

    def __init__(self, about: Round, ballot: Ballot | None, most: int, *args: Any, **more: Any) -> None:
        initial = {"version": ballot.version, "note": ballot.note, "feedback": ballot.feedback} if ballot else {}
        more["initial"] = initial | (_spread(ballot.marks) if ballot else {})
        super().__init__(*args, **more)
        self.about = about
        if about.method == Method.YES_NO:
            self.fields["yes"] = forms.ChoiceField(
                label=gettext_lazy("Does it go on?"), choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect, error_messages={"required": gettext_lazy("Choose yes or no.")},
            )  # fmt: skip
        elif about.method == Method.RANKING:
            self.fields["place"] = forms.IntegerField(
                label=gettext_lazy("Place, 1 for the best"), min_value=1, max_value=max(most, 1),
                widget=forms.NumberInput({"inputmode": "numeric"}),
            )  # fmt: skip
        else:
            for one in about.criteria.all():
                self.fields[f"stars-{one.number}"] = forms.ChoiceField(
                    label=one.name, choices=_STARS, widget=forms.RadioSelect, help_text=_help(one.helps),
                    error_messages={"required": gettext_lazy("Give 1 to 5 stars.")},
                )  # fmt: skip
        self.order_fields([name for name in self.fields if name not in ("note", "feedback")])

    @property
    def questions(self) -> list[forms.BoundField]:
        """The fields of the judgement itself."""
        return [self[name] for name in self.fields if name not in ("version", "note", "feedback")]

    def marks(self) -> dict[str, Any]:
        """The marks as the act takes them."""
        data = self.cleaned_data
        if self.about.method == Method.YES_NO:
            return {"yes": data["yes"] == "yes"}
        if self.about.method == Method.RANKING:
            return {"place": data["place"]}
        stars = {name.removeprefix("stars-"): int(data[name]) for name in self.fields if name.startswith("stars-")}
        return {"stars": stars}


def _help(texts: dict[str, str]) -> str:
    return escape(said(texts))  # the kit's field shows help as markup


def _spread(marks: dict[str, Any]) -> dict[str, Any]:
    if "yes" in marks:
        return {"yes": "yes" if marks["yes"] else "no"}
    if "place" in marks:
        return {"place": marks["place"]}
    return {f"stars-{number}": str(stars) for number, stars in marks["stars"].items()}


@require_safe
@crew_only(CrewRole.JUROR)
def mine(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The rounds in which I judge."""
    rows = []
    for about in rounds_of(edition).exclude(state=RoundState.DRAFT):
        seat = seat_of(about, who(request))
        if seat:
            shares = works_for(seat)
            rows.append((about, len(shares), sum(share.state == ShareState.DONE for share in shares)))
    return render(request, "academy/jury/judge.html", frame(request, edition, "edition-judge", rows=rows))


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.JUROR)
def one_round(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """My works in a round, and what the whole jury still has to do."""
    about, seat = _place(request, edition, number)
    if request.method == "POST" and seat.state == SeatState.AWAY:
        try:
            come_back(seat, who(request).handle)
            messages.success(request, _("Welcome back. Works were shared with you again."))
        except NotAllowedError as error:
            messages.info(request, str(error))
        return redirect("edition-judge-round", edition.slug, number)
    shares = works_for(seat)
    seen = shown_all([one.entry for one in shares])
    given = [marks_words(about, one.ballot.marks) if _done(one) else "" for one in shares]
    rows = list(zip(shares, seen, given, strict=True))
    if about.method == Method.RANKING:
        rows.sort(key=lambda row: row[0].ballot.marks["place"] if _done(row[0]) else 10**6)
    waiting = [share for share in shares if share.state == ShareState.OPEN]
    context = frame(
        request, edition, "edition-judge", about=about, seat=seat, rows=rows, told=said(about.about), waiting=waiting,
        done=len(shares) - len(waiting), stands=progress(about, timezone.now()),
    )  # fmt: skip
    return render(request, "academy/jury/judge_round.html", context)


def _done(share: Share) -> bool:
    return share.state == ShareState.DONE


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.JUROR)
def work(request: HttpRequest, edition: Edition, number: int, work: int) -> HttpResponse:
    """One work: see it, judge it, go on to the next."""
    about, seat = _place(request, edition, number)
    share = _share(seat, work)
    if share is None:
        messages.info(request, _("This work is no longer yours to judge. Nothing that you saved is lost."))
        return redirect("edition-judge-round", edition.slug, number)
    judging.note_seen(share, timezone.now())
    ballot = Ballot.objects.filter(share=share).first()
    most = Ballot.objects.filter(share__seat=seat, share__state=ShareState.DONE).exclude(share=share).count() + 1
    if request.method == "POST" and request.POST.get("do") == "conflict":
        return _declare(request, edition, about, share)
    status, form = 200, BallotForm(about, ballot, most, request.POST if request.method == "POST" else None)
    stale: Ballot | None = None
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                data = form.cleaned_data
                judging.cast(share, who(request), data["version"], form.marks(), data["note"], data["feedback"])
            except judging.StaleError as error:
                stale, status = error.ballot, 409
                form = _anew(form, error.ballot.version)
                form.is_valid()
                form.add_error(None, str(error))
            except (JuryError, NotAllowedError) as error:
                status = 409
                form.add_error(None, str(error))
            else:
                return _on(request, edition, about, seat, work)
    return render(
        request, "academy/jury/judge_work.html", _context(request, edition, share, form, stale), status=status
    )


def _anew(form: BallotForm, version: int) -> BallotForm:
    """The same with what was typed, on top of what stands now: saved once more it replaces that."""
    return BallotForm(form.about, None, 10**6, {**form.data.dict(), "version": str(version)})  # type: ignore[attr-defined]


def _context(
    request: HttpRequest, edition: Edition, share: Share, form: BallotForm, stale: Ballot | None
) -> dict[str, Any]:
    about = share.entry.round
    numbers = [one.entry.number for one in works_for(share.seat)]
    here = numbers.index(share.entry.number) if share.entry.number in numbers else -1
    return frame(
        request,
        edition,
        "edition-judge",
        about=about,
        share=share,
        one=shown(share.entry),
        facts=facts_of(share.entry),
        form=form,
        stale=marks_words(about, stale.marks) if stale else "",
        before=numbers[here - 1] if here > 0 else None,
        next=numbers[here + 1] if 0 <= here < len(numbers) - 1 else None,
        at=here + 1,
        count=len(numbers),
    )


def _on(request: HttpRequest, edition: Edition, about: Round, seat: Seat, number: int) -> HttpResponse:
    """To the next work that waits, else to the overview, which says what the whole jury still lacks."""
    shares = works_for(seat)
    numbers = [one.entry.number for one in shares]
    at = numbers.index(number) if number in numbers else -1
    turned = [*shares[at + 1 :], *shares[: at + 1]]
    waiting = next((one for one in turned if one.state == ShareState.OPEN), None)
    messages.success(request, _("Saved."))
    if waiting is None:
        return redirect("edition-judge-round", edition.slug, about.number)
    return redirect("edition-judge-work", edition.slug, about.number, waiting.entry.number)


def _declare(request: HttpRequest, edition: Edition, about: Round, share: Share) -> HttpResponse:
    try:
        judging.declare(share, who(request), request.POST.get("reason", ""))
        messages.success(request, _("Thank you for saying so. Somebody else judges this work."))
    except NotAllowedError as error:
        messages.info(request, str(error))
    return redirect("edition-judge-round", edition.slug, about.number)


@require_safe
@crew_only(CrewRole.JUROR)
def picture(request: HttpRequest, edition: Edition, number: int, work: int) -> HttpResponse:
    """The picture of a work that I judge, without what its file said."""
    _about, seat = _place(request, edition, number)
    share = _share(seat, work)
    body = picture_of(share.entry) if share else None
    if body is None:
        raise Http404
    return HttpResponse(body, content_type="image/webp")


def _place(request: HttpRequest, edition: Edition, number: int) -> tuple[Round, Seat]:
    about = get_object_or_404(rounds_of(edition).exclude(state=RoundState.DRAFT), number=number)
    seat = seat_of(about, who(request))
    if seat is None:
        raise Http404
    return about, seat


def _share(seat: Seat, number: int) -> Share | None:
    """A work of mine by its number; one that was given on while I had it open is still mine to finish."""
    mine = next((one for one in works_for(seat) if one.entry.number == number), None)
    if mine:
        return mine
    given_on = Share.objects.filter(seat=seat, entry__number=number, state=ShareState.RELEASED, seen_at__isnull=False)
    share = (
        given_on.filter(entry__work__state=WorkState.SUBMITTED).select_related("entry__work", "entry__round").first()
    )
    return None if share is None or bars(seat.round, [seat], [share.entry]) else share
