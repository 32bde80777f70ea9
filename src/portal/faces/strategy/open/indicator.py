"""An indicator in; how it stands now, its course with targets, how it is counted and where each figure is from, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.faces.charts.course import Step, course
from portal.faces.charts.figure import Table, Words, figure
from portal.faces.kit.numbers import day
from portal.faces.public.cache import page
from portal.faces.strategy.common import open_versions, strategy_of
from portal.faces.strategy.figures import coverage, in_words, interval
from portal.ground.languages.said import said
from portal.ground.measures import Figure, Measure, all_measures
from portal.indicator.readings.looks import course as readings_of
from portal.indicator.readings.looks import now
from portal.indicator.readings.models import Indicator, Reading
from portal.strategy.plan.models import Aim, Milestone, Strategy


@page
def indicator(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One indicator of a strategy."""
    strategy = strategy_of(slug)
    about, aims = _found(strategy, name)
    counted = all_measures().get(about.measure) if about.measure else None
    steps = readings_of(about)
    wanted = list(Milestone.objects.filter(aim__in=aims).order_by("ends_on"))
    live = now(about) if counted else None
    context = {
        "strategy": strategy,
        "indicator": about,
        "aims": aims,
        "measure": counted,
        "proof": _proof(counted),
        "live": None if live is None else _figure(live, about.unit),
        "splits": _splits(counted, live, about.unit),
        "chart": _chart(about, steps, wanted),
        "readings": [_reading(one, counted) for one in reversed(steps)],
    }
    return render(request, "strategy/open/indicator.html", context)


def _found(strategy: Strategy, name: str) -> tuple[Indicator, list[Aim]]:
    aims = Aim.objects.filter(version__in=open_versions(strategy), indicator__slug=name)
    found = list(aims.select_related("indicator", "objective", "initiative", "version").order_by("-version__number"))
    if not found:
        raise Http404
    newest = [one for one in found if one.version_id == found[0].version_id]
    return found[0].indicator, newest


def _proof(counted: Measure | None) -> str:
    try:
        return reverse(counted.proof) if counted and counted.proof else ""
    except NoReverseMatch:
        return ""


def _figure(found: Figure, unit: str) -> dict[str, str]:
    return {
        "value": in_words(found.value, unit),
        "interval": interval(found.low, found.high, unit),
        "coverage": coverage(found),
    }


def _splits(
    counted: Measure | None, live: Figure | None, unit: str
) -> list[tuple[str, list[tuple[str, dict[str, str]]]]]:
    """The ways to tell the live figure apart: the name of each, and its parts."""
    if counted is None or live is None:
        return []
    return [
        (
            str(counted.splits.get(name, name)),
            [(counted.word(name, part), _figure(each, unit)) for part, each in parts.items()],
        )
        for name, parts in live.parts.items()
    ]


def _reading(one: Reading, counted: Measure | None) -> dict[str, Any]:
    unit = one.indicator.unit
    return {
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "value": in_words(one.value, unit),
        "notes": [each for each in (interval(one.low, one.high, unit), coverage(one)) if each],
        "confidence": one.get_confidence_display(),
        "narrative": said(one.narrative),
        "source": one.source,
        "as_of": one.as_of,
        "parts": _parts(one.parts, unit, counted),
    }


def _parts(
    parts: Mapping[str, Mapping[str, Sequence[Any]]], unit: str, counted: Measure | None
) -> list[tuple[str, str]]:
    return [
        (counted.word(split, part) if counted else part, in_words(values[0], unit))
        for split, of in parts.items()
        for part, values in of.items()
    ]


def _chart(about: Indicator, readings: Sequence[Reading], wanted: Sequence[Milestone]) -> SafeString | str:
    """The course as a picture with its table; nothing where there are fewer than two points to join."""
    steps = [_step(one) for one in readings if one.value is not None]
    aims = [Step(one.ends_on, float(one.value)) for one in wanted]
    if len(steps) + len(aims) < 2:
        return ""
    head = [_("End of the period"), _("Figure"), _("From"), _("To")]
    rows = [
        [
            day(one.day),
            *(in_words(each, about.unit) if each is not None else "–" for each in (one.value, one.low, one.high)),
        ]
        for one in reversed(steps)
    ]
    last = steps[-1] if steps else None
    told = (
        _("%(name)s: %(value)s at the end of the period on %(day)s.")
        % {"name": about.name, "value": in_words(last.value, about.unit), "day": day(last.day)}
        if last
        else _("Nothing was read yet.")
    )
    words = Words(
        name="course",
        title=_("Course"),
        description=told,
        note=_("A bar shows the interval at 95 percent. A diamond is a target.") if aims else "",
    )
    tables = [Table(head, rows)]
    if aims:
        targets = [[day(one.day), in_words(one.value, about.unit)] for one in aims]
        head = [_("By when"), pgettext("of an indicator", "Target")]
        tables.append(Table(head, targets, _("Targets of the indicator")))
    return figure(words, course(steps, aims, lambda value: in_words(value, about.unit)), *tables)


def _step(one: Reading) -> Step:
    low, high = (None if each is None else float(each) for each in (one.low, one.high))
    return Step(one.ends_on, float(one.value or 0), low, high)
