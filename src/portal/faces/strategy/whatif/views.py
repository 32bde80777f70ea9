"""A strategy and a mix in; by when the mix reaches a goal, with its plot, its table and all it assumes, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.faces.charts.fan import fan
from portal.faces.charts.figure import Table, Words, figure
from portal.faces.charts.lines import Point, percent
from portal.faces.kit.numbers import exact
from portal.faces.public.cache import figures, page
from portal.faces.strategy.common import newest, strategy_of
from portal.faces.strategy.figures import in_words
from portal.faces.strategy.whatif.asks import GOALS, NAMES, Asks, starting
from portal.strategy.plan.models import Aim, Initiative, Lever, Milestone, Strategy
from portal.strategy.whatif.rates import Ground, Known, known_rates, paces, stands_now
from portal.strategy.whatif.simulate import (
    DAYS_A_MONTH,
    DRAWS,
    MONTHS,
    Assumptions,
    Courses,
    Mix,
    Reached,
    band,
    reached,
    simulate,
)

LEVERS = {"letters": Lever.LETTERS, "fixes": Lever.UPSTREAM, "editions": Lever.ACADEMY}
UNITS = {"index": "index", "wins": "count", "articles": "count"}
MORE = 24
"""So many months are drawn after the goal, so that the eye sees where it leads."""
FIRST_MIX = {"letters": "10", "fixes": "12", "editions": "1"}
"""What a reader begins with where nothing was done in the last year; a question, not a figure."""


@page
def what_if(request: HttpRequest, slug: str) -> HttpResponse:
    """By when a mix of initiatives reaches a goal."""
    strategy = strategy_of(slug)
    known, (index, losing), done = figures(request, "what-if", lambda: (known_rates(), stands_now(), paces()))
    goals = ("index", "wins", "articles") if index is not None and losing else ("wins", "articles")
    start = {**_first_mix(done), **_first_goal(strategy, index, goals), "seed": "1", **starting(known)}
    form = Asks(request.GET, start, goals)
    context: dict[str, Any] = {
        "strategy": strategy,
        "form": form,
        "mix": [(form[name], _movers(strategy, lever)) for name, lever in LEVERS.items()],
        "rates": [(form[name], form[f"{name}-n"], *_ground(name, known[name], start, form)) for name in NAMES],
        "losing": losing,
        "draws": exact(DRAWS),
    }
    if form.is_valid():
        context |= _answer(form, form.assumptions(index, losing))
    return render(request, "strategy/whatif/page.html", context)


def _answer(form: Asks, known: Assumptions) -> dict[str, Any]:
    what, goal, seed = form.cleaned_data["what"], form.goal_value, form.cleaned_data["seed"]
    courses = simulate(form.mix, known, seed=seed)
    whole = courses.of(what)
    if whole is None:
        return {}
    found = reached(whole, goal)
    said = in_words(goal, UNITS[what])
    return {
        "goal": _("%(what)s: %(goal)s") % {"what": GOALS[what], "goal": said},
        "result": told(found),
        "found": found,
        "chart": _chart(courses, what, goal, found),
        "ways": [
            (name, words, share)
            for name, mix in _ways(form.mix)
            for words, share in [_way(reached(_courses(mix, known, seed, what), goal))]
        ],
    }


def _courses(mix: Mix, known: Assumptions, seed: int, what: str) -> Any:
    return simulate(mix, known, seed=seed).of(what)


def _ways(mix: Mix) -> list[tuple[str, Mix]]:
    """The mix, twice of it, and each of its parts alone."""
    alone = [
        (_("Letters alone"), Mix(letters=mix.letters)),
        (_("Fixes at the source alone"), Mix(fixes=mix.fixes)),
        (_("Academies alone"), Mix(editions=mix.editions)),
    ]
    twice = replace(mix, letters=mix.letters * 2, fixes=mix.fixes * 2, editions=mix.editions * 2)
    return [(_("All together"), mix), (_("Twice as much of all"), twice), *(each for each in alone if each[1] != Mix())]


def told(found: Reached) -> str:
    """When the goal is reached, in a sentence."""
    if found.middle is None:
        words = _("%(share)s of the courses reach it within %(years)s years.")
        return words % {"share": percent(found.share), "years": MONTHS // 12}
    if found.late is None:
        words = _("Half of the courses reach it by %(middle)s, a few of them by %(early)s. %(share)s reach it at all.")
    else:
        words = _("Half of the courses reach it by %(middle)s; 90 of 100 between %(early)s and %(late)s.")
    given = {"middle": month(found.middle), "early": month(found.early or 0), "share": percent(found.share)}
    return words % {**given, "late": month(found.late) if found.late is not None else ""}


def _way(found: Reached) -> tuple[str, str]:
    spot = found.middle
    return (month(spot) if spot is not None else _("not within %(years)s years") % {"years": MONTHS // 12}), percent(
        found.share
    )


def month(after: int) -> str:
    """The month that comes so many months after this one: "11/2029"."""
    return date_format(date_of(after), "m/Y")


def date_of(after: int) -> dt.date:
    """The day that comes so many months after today."""
    return timezone.localdate() + dt.timedelta(days=round(after * DAYS_A_MONTH))


def _chart(courses: Courses, what: str, goal: float, found: Reached) -> SafeString:
    whole = courses.of(what)
    assert whole is not None
    low, middle, high = band(whole)
    last = min(MONTHS, max(24, (found.late or found.middle or MONTHS) + MORE))
    points = [Point(date_of(at), float(middle[at]), float(low[at]), float(high[at])) for at in range(last + 1)]
    unit = UNITS[what]
    rows = [
        [month(at * 12), *(in_words(round(each, 3), unit) for each in (one.low, one.value, one.high))]
        for at, one in enumerate(points[::12])
    ]
    words = Words(
        name="fan",
        title=str(GOALS[what]),
        description=told(found),
        note=_("The line is the middle of all courses; 90 of 100 stay within the band. The dashes are the goal."),
    )
    head = [_("Month"), _("5 of 100 stay below"), _("Half stay below"), _("95 of 100 stay below")]
    return figure(words, fan(points, goal, lambda value: in_words(value, unit)), Table(head, rows))


def _movers(strategy: Strategy, lever: Lever) -> list[Initiative]:
    """The initiatives of the version in force that do this."""
    return list(Initiative.objects.filter(version=newest(strategy), lever=lever))


def _ground(name: str, known: Known, start: dict[str, Any], form: Asks) -> tuple[str, str]:
    """What a rate rests on, in words, and where that is shown."""
    if any(form.data[each] != start[each] for each in (name, f"{name}-n")):
        return _("Your assumption"), ""
    cases = round(known.rate.cases)
    if known.ground == Ground.UNKNOWN:
        return _("Not measured yet: nobody knows, and the band is as wide as that."), ""
    words = {
        Ground.MEASURED: ngettext("Measured from %(cases)s case", "Measured from %(cases)s cases", cases),
        Ground.CITED: ngettext("From a source, %(cases)s case", "From a source, %(cases)s cases", cases),
    }[known.ground]
    return words % {"cases": number_format(cases, force_grouping=True)}, _address(known.source)


def _address(source: str) -> str:
    if source.startswith("https://") or not source:
        return source
    try:
        return reverse(source)
    except NoReverseMatch:
        return ""


def _first_mix(done: tuple[float, float, float]) -> dict[str, str]:
    """What was done in the last year; where that is nothing, something to begin with."""
    measured = {name: f"{pace:g}" for name, pace in zip(FIRST_MIX, done, strict=True)}
    return measured if any(done) else FIRST_MIX


def _first_goal(strategy: Strategy, index: float | None, goals: tuple[str, ...]) -> dict[str, str]:
    """The last milestone of the index in the version in force; else a goal to begin with."""
    aims = Aim.objects.filter(version=newest(strategy), indicator__measure="index.whole")
    last = Milestone.objects.filter(aim__in=aims).order_by("-ends_on").first()
    if "index" in goals and index is not None:
        wanted = float(last.value) * 100 if last else min(100.0, 10 * (index * 10 // 1 + 1))
        return {"what": "index", "goal": f"{wanted:g}"}
    return {"what": "wins", "goal": "50"}
