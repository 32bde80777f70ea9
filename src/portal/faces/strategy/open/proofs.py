"""How a strategy stood, as plain data, in; the chapters of its pack with figures, plots, sources and method, out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.faces.charts.course import Step, draw_course
from portal.faces.charts.lines import SHAPES
from portal.faces.kit.numbers import day
from portal.faces.paper.pack import Chapter, Section
from portal.faces.paper.pictures import for_paper
from portal.faces.paper.report import Grid, Number, Plot
from portal.faces.strategy.figures import coverage, in_words, interval
from portal.faces.strategy.open.frozen import Frozen, Row, baseline, date, latest, paragraphs, source, span, target
from portal.ground.languages.said import said
from portal.ground.measures import all_measures
from portal.indicator.readings.states import Confidence

WIDE = SHAPES[0][1:]


def indicators(frozen: Frozen) -> Chapter:
    """Each indicator with its course as a plot, its figures as a table, its sources and what was said of it."""
    text = [_("A figure is counted from records of this portal, or entered by people with its source.")]
    named = dict.fromkeys([*(aim["indicator"] for aim in frozen.rows("aims")), *sorted(frozen.indicators)])
    sections = [_indicator(frozen, slug, frozen.indicators[slug]) for slug in named]
    return Chapter(_("Indicators"), text, sections=sections)


def _indicator(frozen: Frozen, slug: str, about: Row) -> Section:
    aims = [aim for aim in frozen.rows("aims") if aim["indicator"] == slug]
    counted = all_measures().get(about["measure"]) if about["measure"] else None
    text = paragraphs(about.get("about"))
    text.append(str(counted.how) if counted else _("People enter this figure, each with its source."))
    text += [words for row in about["readings"] if (words := said(row["narrative"]))]
    sources = dict.fromkeys(filter(None, map(source, about["readings"])))
    return Section(
        frozen.name("indicators", slug),
        text,
        _numbers(frozen, about, aims),
        _plots(frozen, slug, about, aims),
        _readings(about),
        " ".join(sources) or (_("Source: the records of this portal.") if counted else ""),
    )


def _numbers(frozen: Frozen, about: Row, aims: list[Row]) -> list[Number]:
    unit, now = about["unit"], latest(about)
    found = [_number(_("Now"), now, unit)]
    based = next((aim for aim in aims if baseline(frozen, aim) is not None), None)
    if based is not None:
        on = date(based["baseline_on"])
        found.append(Number(in_words(baseline(frozen, based), unit), _("Baseline"), day(on) if on else ""))
    wanted = next((row for aim in aims if (row := target(aim, frozen.taken_on))), None)
    if wanted is not None:
        until = date(wanted["ends_on"])
        found.append(
            Number(
                in_words(float(wanted["value"]), unit),
                pgettext("of an indicator", "Target"),
                day(until) if until else "",
            )
        )
    return found


def _number(name: str, row: Row | None, unit: str) -> Number:
    if row is None:
        return Number(_("not known"), name)
    return Number(in_words(row["value"], unit), name, _notes(row, unit))


def _notes(row: Row, unit: str) -> str:
    return " · ".join(filter(None, [interval(row["low"], row["high"], unit), coverage(_Counted(row))]))


class _Counted:
    """How many cases of a row are known, under the names that a figure has."""

    def __init__(self, row: Row) -> None:
        self.known: int = row["known"]
        self.expected: int = row["expected"]


def _plots(frozen: Frozen, slug: str, about: Row, aims: list[Row]) -> list[Plot]:
    """The course with its targets; nothing where there are fewer than two points to join."""
    unit, readings = about["unit"], [row for row in about["readings"] if row["value"] is not None]
    steps = [_step(row["until"], row) for row in readings]
    live = about.get("now")
    if live and live["value"] is not None and (not steps or steps[-1].day < frozen.taken_on):
        steps.append(_step(frozen.taken_on.isoformat(), live))
    wanted = [Step(_day(row["ends_on"]), float(row["value"])) for aim in aims for row in aim["milestones"]]
    if len(steps) + len(wanted) < 2:
        return []
    svg = draw_course(steps, wanted, lambda value: in_words(value, unit), WIDE)
    told = [f"{day(one.day)}: {in_words(one.value, unit)}." for one in steps]
    told += [
        _("Target for %(day)s: %(value)s.") % {"day": day(one.day), "value": in_words(one.value, unit)}
        for one in wanted
    ]
    return [Plot(for_paper(svg), _("Course of “%(name)s”") % {"name": frozen.name("indicators", slug)}, " ".join(told))]


def _step(until: str, row: Row) -> Step:
    return Step(_day(until), float(row["value"]), row["low"], row["high"])


def _day(text: str) -> Any:
    found = date(text)
    assert found is not None
    return found


def _readings(about: Row) -> list[Grid]:
    unit = about["unit"]
    rows = [
        [
            span(row, "from", "until"),
            in_words(row["value"], unit),
            _notes(row, unit) or "–",
            str(Confidence(row["confidence"]).label),
        ]
        for row in reversed(about["readings"])
    ]
    head = [_("Period"), _("Figure"), _("Interval"), _("How sure")]
    return [Grid(_("What was read"), head, rows, [5, 2, 4, 2])] if rows else []


def counted(frozen: Frozen) -> Chapter:
    """Everything that the portal counted of the year so far."""
    known = all_measures()
    rows = [
        [str(known[key].name), in_words(row["value"], row["unit"]), _notes(row, row["unit"]) or "–"]
        for key, row in sorted(frozen.data["measures"].items())
        if key in known
    ]
    year = span(frozen.data["measured"], "from", "until")
    text = [_("All that the portal counts from its own records, for the time %(span)s.") % {"span": year}]
    grid = Grid("", [_("What is counted"), _("Figure"), _("Interval")], rows, [4, 2, 4])
    return Chapter(_("What the portal counts"), text, grids=[grid] if rows else [])


def method(frozen: Frozen) -> Chapter:
    """How each figure is counted, how anybody can check the pack, and every source that it names."""
    known = all_measures()
    used = sorted(
        {row["measure"] for row in frozen.indicators.values() if row["measure"]} | set(frozen.data["measures"])
    )
    how = [[str(known[key].name), str(known[key].how), known[key].version] for key in used if key in known]
    grids = [Grid(_("How it is counted"), [_("Figure"), _("How"), _("Version of the method")], how, [3, 7, 2])]
    sources = sorted({row["source"] for row in _cited(frozen) if row.get("source")})
    if sources:
        listed = [[str(number), each] for number, each in enumerate(sources, 1)]
        grids.append(Grid(_("Sources"), [_("Number"), _("Source")], listed, [1, 9]))
    text = [
        _("Intervals hold with 95 percent. What nobody knows is shown as not known, and nothing is guessed."),
        _("The contents of this version have the sha256 %(digest)s; anybody can count it again from the open data.")
        % {"digest": frozen.data["version"]["digest"]}
        if frozen.data["version"]["digest"]
        else _("This version is still being written: it has no digest yet."),
    ]
    return Chapter(_("Method and sources"), text, grids=grids)


def _cited(frozen: Frozen) -> list[Row]:
    rows = [frozen.contents]
    for what in ("objectives", "initiatives", "activities", "risks", "aims", "roles", "budgets", "partners"):
        rows += frozen.rows(what)
    return rows + [row for about in frozen.indicators.values() for row in about["readings"]]
