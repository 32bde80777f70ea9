"""The recognition index day by day and what trials said, as plain data, in; their chapters of a pack, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.audit.models import Criterion
from portal.faces.charts.course import Step, draw_course
from portal.faces.charts.lines import SHAPES, percent
from portal.faces.charts.listing import SHAPES as CURVES
from portal.faces.charts.listing import Line, draw_listing
from portal.faces.kit.numbers import day, exact
from portal.faces.paper.pack import Chapter, Section
from portal.faces.paper.pictures import for_paper
from portal.faces.paper.report import Grid, Number, Plot
from portal.faces.public.words import LAYERS
from portal.faces.strategy.figures import in_words, interval
from portal.faces.strategy.open.frozen import Frozen, Row
from portal.faces.strategy.trial.shown import SIDES, axis, line_of, past_title
from portal.ground.languages.said import said
from portal.indicator.trial import words


def index(frozen: Frozen) -> Chapter | None:
    """The index with its interval and coverage, its course, its layers and criteria; None where none was taken."""
    days: Sequence[Row] = frozen.data.get("index", ())
    if not days:
        return None
    last = days[-1]
    text = [
        _("How Kosovo stands in every list we track, weighed by layer, criterion and reach."),
        _("The method, its weights and what would change with others stand on the page of the index."),
    ]
    whole = last["whole"]
    numbers = [
        Number(in_words(whole["value"], "index"), _("Now"), interval(whole["low"], whole["high"], "index")),
        Number(_share(whole["coverage"]), _("Coverage"), _("of what is expected, by weight")),
        Number(_share(whole["fresh"]), _("Freshness"), _("of what is known was looked at lately")),
    ]
    layers = [_row(str(LAYERS[int(key)]), row) for key, row in sorted(last["layers"].items())]
    criteria = [_row(str(Criterion(key).label), row) for key, row in sorted(last["criteria"].items())]
    head = [_("Index"), _("Interval"), _("Known"), _("Expected"), _("Coverage")]
    grids = [
        Grid(_("By layer"), [_("Layer"), *head], layers, [3, 2, 5, 2, 2, 2]),
        Grid(_("By criterion"), [_("Criterion"), *head], criteria, [3, 2, 5, 2, 2, 2]),
    ]
    return Chapter(_("Recognition index"), text, numbers, _plots(days), grids)


def _share(value: float | None) -> str:
    return _("not known") if value is None else percent(value)


def _row(name: str, row: Row) -> list[str]:
    return [
        name,
        in_words(row["value"], "index"),
        interval(row["low"], row["high"], "index") or "–",
        exact(row["known"]),
        exact(row["expected"]),
        _share(row["coverage"]),
    ]


def _plots(days: Sequence[Row]) -> list[Plot]:
    steps = [
        Step(dt.date.fromisoformat(one["day"]), one["whole"]["value"], one["whole"]["low"], one["whole"]["high"])
        for one in days
        if one["whole"]["value"] is not None
    ]
    if len(steps) < 2:
        return []
    svg = draw_course(steps, [], lambda value: in_words(value, "index"), SHAPES[0][1:])
    told = " ".join(f"{day(one.day)}: {in_words(one.value, 'index')}." for one in steps)
    return [Plot(for_paper(svg), _("The index over time"), told)]


def trials(frozen: Frozen) -> Chapter | None:
    """What trials say of asking, with how sure that is, and what public requests of the past show; None without any."""
    found: Sequence[Row] = frozen.data.get("trials", ())
    past: Row | None = frozen.data.get("past")
    if not found and not past:
        return None
    sections = [_trial(one) for one in found]
    if past:
        sections.append(_past(past))
    text = [] if found else [_("No trial has been drawn yet.")]
    return Chapter(_("Does asking make a difference?"), text, sections=sections)


def _trial(one: Row) -> Section:
    body: Row | None = one["body"]
    told = [f"{words.headline(body)}.", words.explained(body)]
    numbers = []
    if body is not None:
        numbers = [
            Number(exact(body["targets"]), _("Targets")),
            Number(exact(body["drawn"]["asked"]["listed"]), _("Listed after they were asked")),
            Number(exact(body["drawn"]["waiting"]["listed"]), _("Listed while they waited")),
        ]
    kept = body["drawn"] if body else {}
    lines = [line for side, name in SIDES.items() if side in kept and (line := line_of(str(name), kept[side]))]
    return Section(said(one["names"]), told, numbers, _curves(_("How soon targets were listed"), lines))


def _curves(title: str, lines: Sequence[Line]) -> list[Plot]:
    """One or two curves with where each stands at its end; nothing without one."""
    if not lines:
        return []
    width, height, most = CURVES[0][1:]
    last = max(line.last for line in lines)
    svg = draw_listing(lines, axis(last, most), width, height)
    ends = [(line.name, line.steps[-1]) for line in lines]
    told = [
        _("%(name)s: after %(days)s days the curve stands at %(share)s, between %(low)s and %(high)s.")
        % {
            "name": name,
            "days": exact(end.day),
            "share": percent(end.share),
            "low": percent(end.low),
            "high": percent(end.high),
        }
        for name, end in ends
    ]
    return [Plot(for_paper(svg), title, " ".join(told))]


def _past(past: Row) -> Section:
    title = past_title(past)
    line = line_of(title, past["curve"])
    within = [
        Number(
            percent(past["within_year"]),
            _("Added within a year"),
            _("between %(low)s and %(high)s, whatever the unknown days were")
            % {"low": percent(past["within_year_low"]), "high": percent(past["within_year_high"])},
        ),
        Number(exact(past["no_opening"]), _("Without a day of asking")),
        Number(exact(past["no_addition"] + past["no_end"]), _("Without a day of the end")),
    ]
    plots = _curves(_("How soon Kosovo was added"), [line] if line else [])
    return Section(title, [], within, plots)
