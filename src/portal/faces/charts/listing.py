"""Shares that came to be listed, by days since a beginning, in; curves with their bands, and the same as a table, out.

Each picture can be had as a figure for a page, and as a bare drawing for paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.faces.charts import vega
from portal.faces.charts.figure import Drawing, Table, Words, figure
from portal.faces.charts.lines import percent
from portal.faces.kit.numbers import exact

SHAPES = (("wide", 860, 280, 7), ("tall", 290, 230, 4))
# The first line is full and in the colour of links; the second is broken, so that both are told apart without colour.
_STYLES: tuple[tuple[str, list[int]], ...] = (("var(--link)", [1, 0]), ("var(--qualified)", [7, 4]))
_HEAD, _ROW = 14, 22
_MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class At:
    """From a day on, counted from the beginning: the share with its interval, and how many were still watched."""

    day: int
    share: float
    low: float
    high: float
    at_risk: int


@dataclass(frozen=True, slots=True)
class Line:
    """One curve with its name; `last`: how many days it reaches."""

    name: str
    steps: Sequence[At]
    last: int


def listing(words: Words, lines: Sequence[Line], days: Callable[[int], Mapping[int, str]]) -> SafeString:
    """The figure of one or two curves, each with at least one step. `days`: so many of an axis, with words."""
    drawings = [Drawing(draw_listing(lines, days(many), width, height), shape) for shape, width, height, many in SHAPES]
    return figure(words, drawings, *(table_of(line) for line in lines))


def draw_listing(lines: Sequence[Line], days: Mapping[int, str], width: int, height: int) -> str:
    """The curves as one SVG."""
    import altair as alt

    last = max(1, *days, *(line.last for line in lines))
    top = _top(lines)
    parts = {round(top * number / 4, 4): percent(top * number / 4) for number in range(5)}
    x = alt.X(
        "from:Q",
        scale=alt.Scale(domain=[0, last]),
        axis=alt.Axis(values=list(days), labelExpr=vega.labels(days), grid=False, labelFlush=True),
    )
    share = alt.Axis(values=list(parts), labelExpr=vega.labels(parts), domain=False, ticks=False)
    y = alt.Scale(domain=[0, top], clamp=True)
    layers: list[Any] = []
    for line, (colour, dash) in zip(lines, _STYLES, strict=False):
        base = alt.Chart(alt.InlineData(_rows(line))).encode(x=x)
        layers.append(
            base.mark_area(color=colour, opacity=0.15, interpolate="step-after").encode(
                y=alt.Y("low:Q", scale=y, axis=share), y2="high:Q"
            )
        )
        curve = base.mark_line(color=colour, strokeWidth=3, strokeDash=dash, interpolate="step-after")
        layers.append(curve.encode(y=alt.Y("share:Q", scale=y, axis=share)))
    return vega.svg(alt.layer(*layers, *_names(alt, lines)), width, height)


def _rows(line: Line) -> list[dict[str, float]]:
    """The steps with their last day, to which the last share holds."""
    rows = [{"from": one.day, "share": one.share, "low": one.low, "high": one.high} for one in line.steps]
    return [*rows, {**rows[-1], "from": line.last}]


def _names(alt: Any, lines: Sequence[Line]) -> list[Any]:
    """The name of each curve above the picture, behind a piece of its line."""
    if len(lines) < 2:
        return []
    drawn = []
    for place, (line, (colour, dash)) in enumerate(zip(lines, _STYLES, strict=False)):
        at = alt.value(-_HEAD - _ROW * (len(lines) - 1 - place))
        base = alt.Chart(alt.InlineData([{"name": line.name}]))
        drawn.append(
            base.mark_rule(color=colour, strokeWidth=3, strokeDash=dash).encode(x=alt.value(0), x2=alt.value(32), y=at)
        )
        text = base.mark_text(align="left", baseline="middle", color="var(--ink)", fontSize=14)
        drawn.append(text.encode(x=alt.value(42), y=at, text="name:N"))
    return drawn


def _top(lines: Sequence[Line]) -> float:
    """The upper end of the axis: the highest share with some room, not stretched by the width of an interval."""
    highest = max(one.share for line in lines for one in line.steps)
    return next(step for step in (0.04, 0.08, 0.2, 0.4, 0.6, 0.8, 1.0) if highest * 1.25 <= step or step == 1.0)


def table_of(line: Line) -> Table:
    """The curve in rows: all of its steps where these are few, else evenly apart ones and the last."""
    stride = -(-len(line.steps) // _MOST_ROWS)
    steps = [one for place, one in enumerate(line.steps) if place % stride == 0 or one is line.steps[-1]]
    rows = [
        [exact(one.day), percent(one.share), percent(one.low), percent(one.high), exact(one.at_risk)] for one in steps
    ]
    return Table([_("Days"), _("Listed"), _("From"), _("To"), _("Still watched")], rows, line.name)
