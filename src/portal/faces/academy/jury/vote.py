"""Somebody of the public in; works in an order by lot, a vote that counts once, and no counts before the end, out."""

from __future__ import annotations

import secrets

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.jury import voting
from portal.academy.jury.blind import picture_of, shown_all
from portal.academy.jury.dealing import JuryError
from portal.academy.jury.looks import live, rounds_of, seat_of
from portal.academy.jury.models import Entry, Round
from portal.academy.jury.states import RoundState
from portal.faces.academy.common import edition_of, known, person_of
from portal.faces.citizen.common import over_signing_in
from portal.faces.people import intent
from portal.faces.people.client import network_of
from portal.ground.limits import acts as limits
from portal.ground.limits import proof, rules
from portal.ground.moves import NotAllowedError


class VoteForm(forms.Form):
    """The works that somebody likes best."""

    work = forms.TypedMultipleChoiceField(
        coerce=int, choices=[], required=False,
        error_messages={
            "invalid_choice": gettext_lazy("You cannot vote for one of these works. Look at the list again.")
        },
    )  # fmt: skip
    proof = forms.CharField(required=False, max_length=proof.LONGEST, widget=forms.HiddenInput)

    def __init__(self, entries: list[Entry], most: int, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.most = most
        field = self.fields["work"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(entry.number, str(entry.number)) for entry in entries]

    def clean_work(self) -> list[int]:
        """At least one, at most as many as there are votes."""
        chosen: list[int] = self.cleaned_data["work"]
        if not chosen:
            raise forms.ValidationError(_("Choose a work first."))
        if len(set(chosen)) > self.most:
            raise forms.ValidationError(_("Choose %(count)s at most.") % {"count": self.most})
        return chosen


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def vote(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Look at the works, choose, and vote; who is not signed in does that on the way, and nothing chosen is lost."""
    edition = edition_of(request, slug)
    about = _round(request, slug, number)
    person, kind = person_of(request), f"vote/{about.pk}"
    entries = voting.choices_for(about, person, _lot(request))
    sits = bool(seat_of(about, person))
    form = VoteForm(entries, about.public_limit, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and voting.is_on(about) and not sits:
        status = 400
        if form.is_valid():
            chosen = sorted(set(form.cleaned_data["work"]))
            if person is None:
                return over_signing_in(request, kind, {"works": chosen}, request.path)
            if _may(request, form, person.handle) and _cast(request, about, form, chosen):
                intent.take(request, kind)
                return redirect("edition-vote", slug, number)
            status = 429 if not form.errors.get("work") else 409
    before = voting.chosen_by(about, person) if person else set()
    kept = intent.peek(request, kind) or {}
    chosen_now = {int(one) for one in request.POST.getlist("work") if one.isdecimal() and len(one) < 9}
    context = {
        **known(request, edition),
        "about": about,
        "is_on": voting.is_on(about),
        "sits": sits,
        "form": form,
        "voted": before,
        "unsent": bool(kept) and not form.is_bound,
        "chosen": chosen_now or set(kept.get("works", ())) or before,
        "works": shown_all(entries),
    }
    return render(request, "academy/jury/vote.html", context, status=status)


def _round(request: HttpRequest, slug: str, number: int) -> Round:
    about = get_object_or_404(rounds_of(edition_of(request, slug)), number=number)
    if not about.has_public_vote or about.state == RoundState.DRAFT:
        raise Http404
    return about


def _lot(request: HttpRequest) -> str:
    """What the order of works comes from: each session has an order of its own, and keeps it."""
    lot: str = request.session.get("vote-lot", "")
    if not lot:
        lot = request.session["vote-lot"] = secrets.token_hex(4)
    return lot


def _may(request: HttpRequest, form: VoteForm, handle: str) -> bool:
    """Proof of work, else one of the few votes that a network may give without; and not very many by one person."""
    network = network_of(request)
    proven = proof.accept(form.cleaned_data["proof"], network)
    if not proven and not limits.allow_rule(rules.VOTE_WITHOUT_PROOF, network):
        words = _("Many votes came from your network without JavaScript. Switch it on, or come back in an hour.")
        form.add_error(None, words)
        return False
    if not limits.allow_rule(rules.VOTE, handle):
        form.add_error(None, _("You changed your vote very often today. Please come back tomorrow."))
        return False
    return True


def _cast(request: HttpRequest, about: Round, form: VoteForm, chosen: list[int]) -> bool:
    person = person_of(request)
    if person is None:
        return False
    try:
        voting.vote(about, person, chosen)
    except (JuryError, NotAllowedError) as error:
        form.add_error("work", str(error))
        return False
    messages.success(request, _("Your vote counts. You can change it until the round closes."))
    return True


@require_safe
@never_cache
def picture(request: HttpRequest, slug: str, number: int, work: int) -> HttpResponse:
    """The picture of a work in a public vote, without what its file said."""
    about = _round(request, slug, number)
    entry = live(about).filter(number=work).first()
    body = picture_of(entry) if entry else None
    if body is None:
        raise Http404
    return HttpResponse(body, content_type="image/webp")
