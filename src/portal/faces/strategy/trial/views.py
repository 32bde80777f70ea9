"""Who asks about trials in; all of them with the past beside, one of them, and its drawing to check, out."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.faces.charts.lines import percent
from portal.faces.kit.numbers import exact
from portal.faces.public.cache import page
from portal.faces.public.words import LAYERS
from portal.faces.strategy.trial import shown
from portal.ground.ledger.looks import history
from portal.indicator.trial import looks, words
from portal.indicator.trial.drawing import pool_text, sha256_of
from portal.indicator.trial.models import Member, Trial
from portal.indicator.trial.states import TrialState

COLUMNS = ("target", "owner", "layer", "wave", "first_day", "asked", "listed")


@page
def trials(request: HttpRequest) -> HttpResponse:
    """Every trial with its answer, what the past shows, and how a trial is made."""
    rows = []
    for one in looks.trials():
        kept = looks.counted(one.subject)
        rows.append((one, words.headline(kept.body if kept else None)))
    past = looks.counted(looks.PAST)
    known: dict[str, Any] = {"rows": rows, "past": None}
    if past is not None:
        known |= {
            "past": past.body,
            "past_day": dt.date.fromisoformat(past.body["as_of"]),
            "title": shown.past_title(past.body),
            "chart": shown.past_curve(past.body),
            "within": [percent(past.body[name]) for name in ("within_year", "within_year_low", "within_year_high")],
        }
    return render(request, "strategy/trial/trials.html", known)


@page
def trial(request: HttpRequest, slug: str) -> HttpResponse:
    """One trial: its answer, its curves by the drawing and as it was done, its waves, targets and drawing."""
    one = get_object_or_404(Trial, slug=slug)
    kept = looks.counted(one.subject)
    body = kept.body if kept else None
    found = looks.members(one)
    known = {
        "trial": one,
        "headline": words.headline(body),
        "explained": words.explained(body),
        "answer": words.answer(body).value,
        "counted": _counted(body) if body is not None and body["last"] >= 0 else None,
        "waves": _waves(one, found),
        "members": found,
        "deviations": looks.deviations(one),
        "layers": [LAYERS[layer] for layer in one.layers if layer in LAYERS],
        "layer_names": LAYERS,
        "check": _check(one, found),
    }
    return render(request, "strategy/trial/trial.html", known)


def _counted(body: dict[str, Any]) -> dict[str, Any]:
    drawn, treated = body["drawn"], body["treated"]
    # What is not to be said yet is not shown as a figure either.
    test = body["test"] if words.events(body) >= words.TOO_FEW else None
    return {
        "day": shown.day_of(body),
        "targets": exact(body["targets"]),
        "before": body["listed_before"],
        "sides": shown.sides(drawn),
        "done": shown.sides(treated),
        "gained": shown.gained(drawn["means"]) if test else None,
        "gained_done": shown.gained(treated["means"]) if test else None,
        "chart": shown.curves(drawn, "drawn", _("By the drawing")),
        "chart_done": shown.curves(treated, "treated", _("As it was done")),
        "p": shown.chance(test["p"]) if test and test["p"] is not None else None,
        "draws": exact(test["draws"]) if test else "",
        "log_rank": shown.chance(drawn["log_rank"]["p"]) if test and drawn["log_rank"] else None,
        "rivals": body["rivals"],
        "causes": shown.causes(body["rivals"]),
    }


def _waves(one: Trial, found: list[Member]) -> list[dict[str, Any]]:
    if one.state == TrialState.PLANNED or any(each.wave is None for each in found):
        return []
    days: list[dt.date | None] = list(one.wave_days) or [None] * one.waves
    groups = [[each for each in found if each.wave == number] for number in range(one.waves)]
    return [
        {
            "number": number + 1,
            "day": day,
            "targets": len(group),
            "asked": sum(each.asked_at is not None for each in group),
            "listed": sum(each.listed_at is not None for each in group),
        }
        for number, (day, group) in enumerate(zip(days, groups, strict=True))
    ]


def _check(one: Trial, found: list[Member]) -> dict[str, Any]:
    """What anybody needs to draw again; the seed only once it is drawn."""
    rows = {row.verb: row for row in history(one.subject).filter(verb__in=["trial.planned", "trial.drawn"])}
    return {
        "planned": rows.get("trial.planned"),
        "drawn": rows.get("trial.drawn"),
        "seed": one.seed if one.drawn_at else "",
        "seed_sha256": sha256_of(one.seed),
        "pool_sha256": sha256_of(pool_text(each.target.slug for each in found)),
    }


@require_safe
@never_cache
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """The targets of a trial as CSV, in the order of their names; waves are counted from 0, as the drawing does."""
    one = get_object_or_404(Trial, slug=slug)
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    days = one.wave_days
    for each in sorted(looks.members(one), key=lambda each: each.target.slug):
        first = days[each.wave].isoformat() if days and each.wave is not None else ""
        moments = [timezone.localdate(at).isoformat() if at else "" for at in (each.asked_at, each.listed_at)]
        wave = "" if each.wave is None else each.wave
        rows.writerow([each.target.slug, each.unit, each.stratum, wave, first, *moments])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="trial-{one.slug}.csv"'
    return answer
