"""Organisers in; how a round ended, ties to decide, how well the jury agrees, and the signature, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.academy.jury import acts, signing
from portal.academy.jury.agreement import Alpha
from portal.academy.jury.looks import counted, live, made_by, rounds_of, seats_of, standings
from portal.academy.jury.measures import measure
from portal.academy.jury.models import Ballot, Entry, Round
from portal.academy.jury.scoring import Placed, tied_groups
from portal.academy.jury.states import RoundState, ShareState
from portal.academy.programme.models import CrewRole, Edition
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame
from portal.faces.academy.jury.forms import ReasonForm, TieForm
from portal.faces.academy.jury.shown import Fact, facts_of, marks_words, score_words
from portal.faces.academy.open.deeds import Deed, page


@dataclass(frozen=True, slots=True)
class Line:
    """A work in its place, as organisers read it."""

    entry: Entry
    placed: Placed
    by: str
    score: str
    jury: str
    votes: int | None
    ballots: int
    goes_on: bool
    is_border: bool
    facts: list[Fact]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A work on which jurors are far apart: each ballot in words, with the juror and the note for the jury."""

    entry: Entry
    ballots: list[tuple[str, str, str]]


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def outcome(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """The result of a round. While it is open only how well the jurors agree is shown, so that nobody leans on it."""
    about = get_object_or_404(rounds_of(edition), number=number)
    if about.state == RoundState.DRAFT:
        raise Http404
    context = frame(
        request,
        edition,
        "edition-jury",
        about=about,
        lines=_lines(about) if about.state != RoundState.OPEN else [],
        **_measures(about),
        results=list(about.results.order_by("-version")),
        ties=list(about.tie_breaks.all()),
    )
    return page(request, "academy/jury/outcome.html", _deeds(by(request), about), context)


def _lines(about: Round) -> list[Line]:
    stands = standings(about)
    entries = {
        one.pk: one
        for one in live(about).select_related("work__team", "work__edition").prefetch_related("work__authors")
    }
    return [
        Line(
            entries[one.entry],
            one,
            made_by(entries[one.entry].work),
            score_words(about.method, one.total),
            score_words(about.method, stands.jury[one.entry]),
            stands.votes.get(one.entry) if about.has_public_vote else None,
            stands.ballots.get(one.entry, 0),
            one.entry in stands.on,
            one.entry in stands.border,
            facts_of(entries[one.entry]),
        )
        for one in stands.placed
    ]


def _measures(about: Round) -> dict[str, Any]:
    found = measure(about)
    names = {one.number: one.name for one in about.criteria.all()}
    alphas: list[tuple[str, Alpha]] = [
        (names.get(number, _("All ballots")), one) for number, one in found.alphas.items()
    ]
    seats = {one.pk: one for one in seats_of(about)}
    jurors = [
        (seats[one.seat], one, score_words(about.method, one.mean) if one.ballots else "–") for one in found.jurors
    ]
    return {"alphas": alphas, "jurors": jurors, "disputes": _disputes(about, [pk for pk, _apart in found.disputed])}


def _disputes(about: Round, pks: list[int]) -> list[Dispute]:
    entries = {one.pk: one for one in live(about)}
    rows = Ballot.objects.filter(share__entry__in=pks, share__state=ShareState.DONE)
    by_entry: dict[int, list[tuple[str, str, str]]] = {pk: [] for pk in pks}
    for one in rows.select_related("share__seat__crew", "share__seat__person").order_by("share__seat__number"):
        by_entry[one.share.entry_id].append((one.share.seat.name, marks_words(about, one.marks), one.note))
    return [Dispute(entries[pk], by_entry[pk]) for pk in pks if pk in entries]


def _deeds(who: str, about: Round) -> list[Deed]:
    def tie(data: dict[str, Any]) -> str:
        order = [int(one) for one in data["order"].replace(";", " ").replace(",", " ").split()]
        acts.break_tie(about, order, data["reason"], who)
        return _("The tie is decided.")

    def sign(_data: dict[str, Any]) -> str:
        signing.sign_round(about, who)
        return _("The result is signed and public.")

    def correct(data: dict[str, Any]) -> str:
        signing.correct_round(about, who, data["reason"])
        return _("The result can be corrected and signed anew. The earlier one stays readable.")

    def reopen(data: dict[str, Any]) -> str:
        acts.reopen_round(about, who, data["reason"])
        return _("The round is open again.")

    if about.state == RoundState.SIGNED:
        return [Deed("correct", _("Correct the result"), correct, ReasonForm, style="button--risk")]
    if about.state != RoundState.CLOSED or not counted(about):
        return []
    found = []
    groups = tied_groups(standings(about).placed)
    if groups:
        numbers = dict(live(about).values_list("pk", "number"))
        first = ", ".join(str(numbers[pk]) for pk in groups[0])
        found.append(Deed("tie", _("Decide on a tie"), tie, TieForm, initial={"order": first}))
    return [
        *found,
        Deed("sign", _("Sign the result"), sign, help=_("It becomes public with its ballots as digests.")),
        Deed("reopen", _("Let the jury go on"), reopen, ReasonForm, style="button--quiet"),
    ]
