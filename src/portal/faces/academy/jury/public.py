"""Anybody in; who won what, how each round ended, and a check that a result is what was signed, out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.jury import looks
from portal.academy.jury.agreement import Alpha, word_of
from portal.academy.jury.models import Result
from portal.academy.jury.signing import check
from portal.academy.jury.states import RoundState
from portal.academy.jury.voting import is_on
from portal.academy.programme.looks import works_by
from portal.academy.programme.models import Work
from portal.faces.academy.common import edition_of, known, participant_of, person_of, sign_in_first
from portal.faces.academy.jury.forms import CheckForm
from portal.faces.academy.jury.papers import result_paper
from portal.faces.academy.jury.shown import score_words
from portal.ground.languages.said import said
from portal.ground.ledger.models import Entry as Row


@require_safe
@never_cache
def prizes(request: HttpRequest, slug: str) -> HttpResponse:
    """The prizes over all kinds of works, the results behind them, and where one can vote now."""
    edition = edition_of(request, slug)
    context = {
        **known(request, edition),
        "prizes": looks.prizes(edition),
        "table": looks.prize_table(edition),
        "results": looks.latest_results(edition),
        "votes": [one for one in looks.rounds_of(edition).filter(state=RoundState.OPEN) if is_on(one)],
    }
    return render(request, "academy/jury/prizes.html", context)


@require_safe
@never_cache
def words(request: HttpRequest, slug: str) -> HttpResponse:
    """What jurors wrote for me: for each of my works, once its round is signed, by nobody's name."""
    edition = edition_of(request, slug)
    if person_of(request) is None:
        return sign_in_first(request)
    me = participant_of(request, edition)
    works = works_by(me) if me else []
    rows = [(work, looks.feedback_for(work)) for work in works]
    return render(request, "academy/jury/words.html", {**known(request, edition), "rows": rows})


def _result(request: HttpRequest, slug: str, digest: str) -> Result:
    edition = edition_of(request, slug)
    return get_object_or_404(Result.objects.select_related("round", "edition"), edition=edition, digest=digest)


@require_safe
@never_cache
def result(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """One signed result in full, checked anew at each view, with what was done to it."""
    one = _result(request, slug, digest)
    facts = one.facts()
    subject = one.round.subject if one.round else f"edition/{one.edition.slug}"
    verbs = {} if one.round else {"verb__in": ("result.signed", "award.given", "award.taken-back")}
    trail = Row.objects.filter(subject=subject, number__lte=_row_number(one), **verbs).order_by("number")
    context = {
        **known(request, one.edition),
        "result": one,
        "facts": facts,
        "name": said(facts.get("names") or {}),
        "rows": rows_of(facts),
        "prizes": [{**one, "name": said(one["names"])} for one in facts.get("prizes", [])],
        "alphas": _alphas(facts),
        "check": check(one.body.encode()),
        "trail": trail,
    }
    return render(request, "academy/jury/result.html", context)


def _row_number(one: Result) -> int:
    return check(one.body.encode()).row or 0


def rows_of(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The works of a signed round with their scores in words; those that went out since say so."""
    works = facts.get("works", [])
    alive = dict(Work.objects.filter(pk__in=[one["work"] for one in works]).values_list("pk", "state"))
    return [
        {
            **one,
            "score": score_words(facts["method"], Fraction(one["total"]) if one["total"] else None),
            "is_out": alive.get(one["work"]) != "submitted",
        }
        for one in works
    ]


def _alphas(facts: dict[str, Any]) -> list[tuple[str, Alpha]]:
    names = {number: said(one["names"]) for number, one in enumerate(facts.get("criteria", []), 1)}
    found = []
    for one in facts.get("agreement", []):
        value = None if one["alpha"] is None else float(one["alpha"])
        word = word_of(value) if value is not None else ("too-few" if not one["works"] else "all-equal")
        found.append((names.get(one["criterion"], ""), Alpha(value, word, one["works"], one["jurors"])))
    return found


@require_safe
@never_cache
def as_json(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """A signed result to the byte: its sha256 is its name."""
    one = _result(request, slug, digest)
    answer = HttpResponse(one.body.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{one.digest}.json"'
    return answer


@require_safe
@never_cache
def as_pdf(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """The same on A4, in the language of the reader."""
    one = _result(request, slug, digest)
    answer = HttpResponse(result_paper(one), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{one.edition.slug}-{one.digest[:8]}.pdf"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def verify(request: HttpRequest, slug: str) -> HttpResponse:
    """Paste a result or choose its file: is it, to the byte, what was signed?"""
    edition = edition_of(request, slug)
    sent = request.method == "POST"
    form = CheckForm(request.POST if sent else None, request.FILES if sent else None)
    found, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status = 200
            given = form.cleaned_data.get("file")
            found = check(given.read() if given else _typed(form.cleaned_data["body"]))
    context = {**known(request, edition), "form": form, "check": found}
    return render(request, "academy/jury/verify.html", context, status=status)


def _typed(text: str) -> bytes:
    """What was pasted: browsers and editors add line ends that are no part of it."""
    return text.strip().encode()
