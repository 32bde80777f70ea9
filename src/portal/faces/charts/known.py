"""How much was known on each day in; a line for it, and a broken one for how much of that is fresh, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.faces.charts import vega
from portal.faces.charts.figure import Drawing, Table, Words, figure
from portal.faces.charts.lines import axis_of_days, percent
from portal.faces.kit.numbers import day

SHAPES = (("wide", 860, 130, 6), ("tall", 290, 130, 3))


@dataclass(frozen=True, slots=True)
class Known:
    """The coverage of one day, and the part of what is known that is fresh; both from 0 to 1."""

    day: dt.date
    coverage: float
    fresh: float


def known_over_time(points: Sequence[Known], name: str = "known") -> SafeString:
    """The figure of coverage and freshness; at least one point, oldest first."""
    last = points[-1]
    words = Words(
        name=name,
        title=_("How much is known"),
        description=_(
            "On %(day)s the coverage was %(coverage)s; %(fresh)s of what was known was fresh. "
            "The full line is the coverage, the broken line what was fresh."
        )
        % {"day": day(last.day), "coverage": percent(last.coverage), "fresh": percent(last.fresh)},
    )
    rows = [[day(each.day), percent(each.coverage), percent(each.fresh)] for each in reversed(points)]
    drawings = [Drawing(_draw(points, width, height, ticks), shape) for shape, width, height, ticks in SHAPES]
    return figure(words, drawings, Table([_("Day"), _("Coverage"), _("Fresh")], rows))


def _draw(points: Sequence[Known], width: int, height: int, ticks: int) -> str:
    import altair as alt

    rows = [{"at": each.day.toordinal(), "coverage": each.coverage, "fresh": each.fresh} for each in points]
    first, last = points[0].day, points[-1].day
    days = axis_of_days(first, last, ticks)
    scale = alt.Scale(domain=[first.toordinal(), max(last.toordinal(), first.toordinal() + 1)])
    x = alt.X(
        "at:Q", scale=scale, axis=alt.Axis(values=list(days), labelExpr=vega.labels(days), grid=False, labelFlush=True)
    )
    parts = {round(number / 2, 2): percent(number / 2) for number in range(3)}
    share = alt.Axis(values=list(parts), labelExpr=vega.labels(parts), domain=False, ticks=False)
    base = alt.Chart(alt.InlineData(rows)).encode(x=x)
    lines = [
        base.mark_line(color=colour, strokeWidth=width_of, strokeDash=dash, interpolate="step-after").encode(
            y=alt.Y(f"{field}:Q", scale=alt.Scale(domain=[0, 1]), axis=share)
        )
        for field, colour, width_of, dash in (
            ("fresh", "var(--qualified)", 2, [6, 4]),
            ("coverage", "var(--link)", 3, [1, 0]),
        )
    ]
    if len(points) == 1:
        lines = [each.mark_point(color="var(--link)", filled=True, opacity=1, size=60) for each in lines]
    return vega.svg(alt.layer(*lines), width, height)
