"""A coordinator in; a review prepared, frozen, opened and led, its guests invited, the next version published, out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.faces.academy.open.deeds import Deed, page
from portal.faces.desk.rights import person_of
from portal.faces.strategy.common import strategy_of
from portal.faces.strategy.desk.common import name_of
from portal.faces.strategy.open.changes import Changed, grouped
from portal.faces.strategy.review.common import at_fields, by, chair_only, heard, review_of, secret, tag_of
from portal.faces.strategy.review.common import live as live_part
from portal.faces.strategy.review.forms import (
    FindingForm,
    InviteForm,
    ReviewForm,
    StartForm,
    review_initial,
    review_values,
)
from portal.faces.strategy.review.shown import room
from portal.strategy.plan import checks
from portal.strategy.plan.acts.base import at
from portal.strategy.plan.contents import contents
from portal.strategy.plan.models import Version
from portal.strategy.review import acts, findings, guests
from portal.strategy.review.base import ReviewError
from portal.strategy.review.models import Guest, Review
from portal.strategy.review.states import GUEST, GuestState, ReviewState


@require_http_methods(["GET", "HEAD", "POST"])
@chair_only
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare a review of the version in force."""
    strategy = strategy_of(slug)
    today = timezone.localdate()
    form = ReviewForm(request.POST or None, initial={"starts_on": today, "ends_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.make_review(strategy, person_of(request), **review_values(form.cleaned_data))
        except ReviewError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return redirect("review-chair", slug, made.number)
    context = {"strategy": strategy, "form": form}
    return render(request, "strategy/review/new.html", context, status=400 if form.errors else 200)


def _context(review: Review) -> dict[str, Any]:
    path = reverse("retreat-wall", args=[review.wall])
    return {
        **room(review),
        "strategy": review.strategy,
        "heard": heard(tag_of(review, "chair")),
        "wall": path,
        "invited": review.guests.filter(state=GuestState.INVITED),
        "hindrances": acts.hindrances(review) if review.state == ReviewState.OPEN else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@chair_only
def chair(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The chair's page: the next step, votes, findings and who is here."""
    review = review_of(slug, number)
    return secret(page(request, "strategy/review/chair.html", _deeds(request, review), _context(review)))


@require_safe
@chair_only
def live(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The live part of the chair's page alone."""
    review = review_of(slug, number)
    return live_part(request, "strategy/review/chair_live.html", tag_of(review, "chair"), lambda: _context(review))


def _deeds(request: HttpRequest, review: Review) -> list[Deed]:
    who = by(request)

    def freeze(_data: dict[str, Any]) -> str:
        acts.freeze(review, who)
        return _("Frozen. Everybody can read it now.")

    def begin(_data: dict[str, Any]) -> str:
        acts.open_review(review, who)
        return _("The review goes on. Guests can write now.")

    def change(data: dict[str, Any]) -> str:
        acts.change_review(review, who, **review_values(data))
        return _("Saved.")

    def write(data: dict[str, Any]) -> str:
        made = findings.write(review, data["kind"], data["text"], who, part=data["part"])
        return _("Finding %(number)s is on the wall.") % {"number": made.number}

    found = []
    if review.state == ReviewState.PREPARED:
        again = bool(review.snapshot)
        words = _("Freeze anew") if again else _("Freeze how everything stands")
        found.append(Deed("freeze", words, at_fields(freeze), style="button--quiet" if again else "button--mark"))
        if again:
            found.append(Deed("open", _("Open the review"), at_fields(begin), style="button--mark"))
    if review.state == ReviewState.OPEN:
        found.append(Deed("write", _("Send it to the wall"), at_fields(write), FindingForm, options={"review": review}))
    if review.state != ReviewState.CLOSED:
        initial = review_initial(review)
        found.append(Deed("change", _("Save"), at_fields(change), ReviewForm, initial, "button--quiet"))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@chair_only
def guest_list(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who is invited; a mail goes to each with an address of their own."""
    review = review_of(slug, number)
    if request.method == "POST" and "guest" in request.POST:
        return _one_guest(request, review)

    def invite(data: dict[str, Any]) -> str:
        made = guests.invite(review, by(request), data.pop("name"), data.pop("email"), **data)
        return _("Invited: %(name)s. The mail is on its way.") % {"name": made.name}

    going = review.state != ReviewState.CLOSED
    deeds = [Deed("invite", _("Invite"), at_fields(invite), InviteForm, options={"review": review})] if going else []
    rows = [(one, GUEST.verbs(one.state)) for one in review.guests.select_related("partner")]
    context = {"review": review, "strategy": review.strategy, "rows": rows, "going": going}
    return secret(page(request, "strategy/review/guests.html", deeds, context))


def _one_guest(request: HttpRequest, review: Review) -> HttpResponse:
    guest = get_object_or_404(Guest, review=review, number=request.POST["guest"])
    try:
        if request.POST.get("do") == "again":
            guests.invite_again(guest, by(request))
            messages.success(request, _("A new address is on its way. The earlier one leads nowhere now."))
        else:
            guests.uninvite(guest, by(request))
            messages.success(request, _("This address leads nowhere any more."))
    except ValueError as error:
        messages.error(request, str(error))
    return redirect("review-guests", review.strategy.slug, review.number)


@require_http_methods(["GET", "HEAD", "POST"])
@chair_only
def publish(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What the draft would change, what hinders it, and the deed that puts it in force and ends the review."""
    review = review_of(slug, number)
    who, back = by(request), reverse("review", args=[slug, number])

    def put_in_force(data: dict[str, Any]) -> str:
        made = acts.publish(review, who, data["starts_on"])
        return _("Version %(number)s is in force.") % {"number": made.number}

    def close(_data: dict[str, Any]) -> str:
        acts.close_review(review, who)
        return _("The review is closed.")

    draft, hindrances = review.draft, acts.hindrances(review)
    problems = [(one, name_of(at(draft, one.part), one.part)) for one in checks.problems(draft)] if draft else []
    deeds = []
    if review.state == ReviewState.OPEN and not hindrances:
        if not any(one.stops for one, _name in problems):
            first, words = {"starts_on": timezone.localdate()}, _("Put the new version in force")
            deeds.append(Deed("publish", words, at_fields(put_in_force), StartForm, first, "button--mark", after=back))
        words = _("Close without a new version")
        deeds.append(Deed("close", words, at_fields(close), style="button--risk", after=back))
    context = {
        "review": review,
        "strategy": review.strategy,
        "hindrances": hindrances,
        "problems": problems,
        "changed": _changed(review.version, draft) if draft else [],
    }
    return secret(page(request, "strategy/review/publish.html", deeds, context))


def _changed(version: Version, draft: Version) -> list[Changed]:
    """What the draft changes; from when it holds is said when it is put in force."""
    old = contents(version)
    return grouped(old, {**contents(draft), "starts_on": old["starts_on"]})
