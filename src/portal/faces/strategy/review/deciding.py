"""The chair in; findings joined and their words chosen, motions prepared, voted on and decided, out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.faces.academy.crew.forms import short_name
from portal.faces.academy.open.deeds import Deed, page
from portal.faces.academy.open.fields import blame
from portal.faces.strategy.desk.forms import FORMS, PartForm
from portal.faces.strategy.desk.parts import first_values
from portal.faces.strategy.review.common import at_fields, by, chair_only, review_of, secret
from portal.faces.strategy.review.forms import IntoForm, MotionForm, WordingForm
from portal.faces.strategy.review.shown import part_names, shown
from portal.strategy.plan.fields import PlanError
from portal.strategy.plan.labels import KINDS
from portal.strategy.review import findings, looks, motions
from portal.strategy.review.base import ReviewError
from portal.strategy.review.models import Finding, Motion, Review
from portal.strategy.review.states import MOTION, FindingState, MotionState, ReviewState, WordingState


@require_http_methods(["GET", "HEAD", "POST"])
@chair_only
def finding(request: HttpRequest, slug: str, number: int, which: int) -> HttpResponse:
    """One finding: words that stand side by side are joined here, and findings that say the same."""
    review = review_of(slug, number)
    one = get_object_or_404(review.findings.select_related("guest", "joined_with"), number=which)
    one.review = review
    if request.method == "POST" and "wording" in request.POST:
        return _settle(request, review, one)
    waiting = list(one.wordings.filter(state=WordingState.BESIDE).select_related("guest"))
    deeds = _finding_deeds(request, review, one, waiting) if review.state == ReviewState.OPEN else []
    context = {
        "review": review,
        "strategy": review.strategy,
        "finding": one,
        "part": part_names(review.version).get(one.part, ""),
        "waiting": waiting,
        "earlier": one.wordings.exclude(state=WordingState.BESIDE).exclude(text=one.text).select_related("guest"),
        "joined": one.joined.select_related("guest"),
    }
    return secret(page(request, "strategy/review/chair_finding.html", deeds, context))


def _settle(request: HttpRequest, review: Review, one: Finding) -> HttpResponse:
    wording = get_object_or_404(one.wordings, pk=request.POST["wording"])
    wording.finding = one
    try:
        findings.settle(wording, request.POST.get("do") == "take", by(request))
        messages.success(request, _("Saved. The other words stay in the minutes."))
    except ValueError as error:
        messages.error(request, str(error))
    return redirect("review-finding", review.strategy.slug, review.number, one.number)


def _finding_deeds(request: HttpRequest, review: Review, one: Finding, waiting: list[Any]) -> list[Deed]:
    who, back = by(request), reverse("review-chair", args=[review.strategy.slug, review.number])

    def unite(data: dict[str, Any]) -> str:
        findings.unite(one, data["base"], data["text"], who)
        return _("Saved. The other words stay in the minutes.")

    def join(data: dict[str, Any]) -> str:
        findings.join(one, data["into"], who)
        return _("Joined. It stays readable under the other one.")

    def drop(_data: dict[str, Any]) -> str:
        findings.drop(one, who)
        return _("The finding is taken back.")

    def restore(_data: dict[str, Any]) -> str:
        findings.restore(one, who)
        return _("The finding stands again.")

    if one.state != FindingState.OPEN:
        return [Deed("restore", _("Let it stand again"), at_fields(restore))]
    both = "\n".join([one.text, *(each.text for each in waiting)])
    words = _("Make one text of them") if waiting else _("Save these words")
    found = [Deed("unite", words, at_fields(unite), WordingForm, {"base": one.edition, "text": both}, after=back)]
    others = [each for each in looks.findings_of(review) if each.pk != one.pk]
    if others:
        options = {"others": others}
        found.append(
            Deed("join", _("Join"), at_fields(join), IntoForm, style="button--quiet", after=back, options=options)
        )
    found.append(Deed("drop", _("Take the finding back"), at_fields(drop), style="button--quiet", after=back))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@chair_only
def motion_new(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Prepare a motion: first what it does to the plan, then its words and the change itself."""
    review = review_of(slug, number)
    which = request.GET.get("finding", "")
    about = review.findings.filter(number=which).first() if which.isdigit() else None
    context: dict[str, Any] = {
        "review": review,
        "strategy": review.strategy,
        "finding": about,
        "ways": _ways(review),
    }
    if review.draft is None or review.state != ReviewState.OPEN:
        raise Http404
    what = request.GET.get("what")
    if what is None:
        return secret(render(request, "strategy/review/motion_what.html", context))
    do, kind, key = _read(review, what)
    form = MotionForm(request.POST or None, initial={"reason": about.text if about else ""})
    part = _part_form(request, review, do, kind, key)
    if request.method == "POST" and form.is_valid() and (part is None or part.is_valid()):
        made = _make(request, review, form, part, (do, kind, key), about)
        if made is not None:
            messages.success(request, _("Prepared. Let the guests vote when you are ready."))
            return secret(redirect("review-motion", slug, number, made.number))
    wrong = form.errors or (part is not None and part.errors)
    title = next((words for value, words in context["ways"] if value == what), "")
    context |= {"form": form, "part": part, "title": title}
    return secret(render(request, "strategy/review/motion_new.html", context, status=400 if wrong else 200))


def _ways(review: Review) -> list[tuple[str, str]]:
    """What a motion can do to the plan: the value of an option, and its words."""
    found: list[tuple[str, str]] = [("", _("It changes no part of the plan"))]
    if review.draft is None:
        return found
    rows = [
        (f"{kind}/{row.key}", f"{KINDS[kind]}: {row}")
        for kind in FORMS
        for row in getattr(review.draft, f"{kind}_set").all()
    ]
    for do, words in (("change", _("Change – %(part)s")), ("remove", _("Remove – %(part)s"))):
        found += [(f"{do}/{ref}", words % {"part": name}) for ref, name in rows]
    found[1:1] = [(f"add/{kind}/", _("Add – %(part)s") % {"part": KINDS[kind]}) for kind in FORMS]
    return found


def _read(review: Review, what: str) -> tuple[str, str, str]:
    if what and what not in dict(_ways(review)):
        raise Http404
    do, _slash, ref = what.partition("/")
    kind, _slash, key = ref.partition("/")
    return do, kind, key


def _part_form(request: HttpRequest, review: Review, do: str, kind: str, key: str) -> PartForm | None:
    if do not in ("add", "change") or review.draft is None:
        return None
    row = motions.row_of(review.draft, kind, key) if do == "change" else None
    initial = first_values(FORMS[kind], row) if row else {"base": 0}
    return FORMS[kind](request.POST or None, version=review.draft, own=key, initial=initial, prefix="part")


def _make(
    request: HttpRequest,
    review: Review,
    form: MotionForm,
    part: PartForm | None,
    what: tuple[str, str, str],
    about: Finding | None,
) -> Motion | None:
    do, kind, key = what
    change: dict[str, Any] = {"do": do, "kind": kind, "key": key} if do else {}
    try:
        if part is not None:
            values = part.values()
            if do == "add":
                change["key"] = short_name(values.pop("key"), values["names"])
            else:
                change["base"] = part.edition
            change["values"] = values
        return motions.make_motion(
            review, by(request), form.cleaned_data["title"], form.cleaned_data["reason"], finding=about, change=change
        )
    except (ReviewError, PlanError) as error:
        field = error.field.replace(".", "_")
        blame(part if part is not None and field not in form.fields else form, ValidationError({field: error.message}))
    except ValidationError as error:
        blame(part if part is not None else form, error)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@chair_only
def motion(request: HttpRequest, slug: str, number: int, which: int) -> HttpResponse:
    """One motion: opened, counted, and carried into the draft."""
    review = review_of(slug, number)
    one = get_object_or_404(review.motions.select_related("finding"), number=which)
    one.review = review
    context = {"review": review, "strategy": review.strategy, "shown": shown(one), "finding": one.finding}
    return secret(page(request, "strategy/review/motion.html", _motion_deeds(request, review, one), context))


def _motion_deeds(request: HttpRequest, review: Review, one: Motion) -> list[Deed]:
    who = by(request)

    def begin(_data: dict[str, Any]) -> str:
        motions.open_motion(one, who)
        return _("The guests vote now.")

    def count(_data: dict[str, Any]) -> str:
        return str(_("Decided: %(state)s.") % {"state": MotionState(motions.decide(one, who).state).label})

    def carry(_data: dict[str, Any]) -> str:
        done = motions.carry(one, who)
        return "" if done.fault else _("It stands in the draft now.")

    def withdraw(_data: dict[str, Any]) -> str:
        motions.withdraw_motion(one, who)
        return _("The motion is withdrawn.")

    if review.state != ReviewState.OPEN:
        return []
    back = reverse("review-chair", args=[review.strategy.slug, review.number])
    deeds = {
        "open": Deed("open", _("Let the guests vote"), at_fields(begin), style="button--mark"),
        "adopt": Deed("count", _("End the vote and count"), at_fields(count), style="button--mark"),
        "withdraw": Deed("withdraw", _("Withdraw it"), at_fields(withdraw), style="button--quiet", after=back),
    }
    if one.change:
        deeds["carry"] = Deed("carry", _("Try again to carry it into the draft"), at_fields(carry))
    return [deeds[verb] for verb in MOTION.verbs(one.state) if verb in deeds]
