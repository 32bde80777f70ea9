"""The index of each day with its interval in, a line with its band over time out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.faces.charts import vega
from portal.faces.charts.figure import Drawing, Table, Words, figure
from portal.faces.kit.numbers import day

SHAPES = (("wide", 860, 260, 6), ("tall", 290, 220, 3))


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one day with its interval; all from 0 to 1."""

    day: dt.date
    value: float
    low: float
    high: float


def percent(value: float) -> str:
    """A share from 0 to 1 as percent: "26 %"."""
    return _("%(number)s %%") % {"number": number_format(round(value * 100), 0)}


def index_over_time(points: Sequence[Point], name: str = "index") -> SafeString:
    """The figure of the index; at least one point."""
    points = sorted(points, key=lambda point: point.day)
    last = points[-1]
    words = Words(
        name=name,
        title=_("The index over time"),
        description=_("On %(day)s the index was %(value)s, with an interval from %(low)s to %(high)s.")
        % {"day": day(last.day), "value": percent(last.value), "low": percent(last.low), "high": percent(last.high)},
    )
    head = [_("Day"), _("Index"), _("From"), _("To")]
    rows = [[day(p.day), percent(p.value), percent(p.low), percent(p.high)] for p in reversed(points)]
    drawings = [Drawing(_draw(points, width, height, ticks), shape) for shape, width, height, ticks in SHAPES]
    return figure(words, drawings, Table(head, rows))


def spread(first: dt.date, last: dt.date, count: int) -> list[dt.date]:
    """So many days from the first to the last, both among them, evenly apart."""
    days = (last - first).days
    if not days:
        return [first]
    count = min(count, days + 1)
    return [first + dt.timedelta(days=round(days * number / (count - 1))) for number in range(count)]


def axis_of_days(first: dt.date, last: dt.date, count: int) -> dict[int, str]:
    """Days for an axis that counts them, each with its words in the reader's language."""
    return {each.toordinal(): date_format(each, "SHORT_DATE_FORMAT") for each in spread(first, last, count)}


def _draw(points: Sequence[Point], width: int, height: int, ticks: int) -> str:
    import altair as alt

    rows = [{"at": p.day.toordinal(), "value": p.value, "low": p.low, "high": p.high} for p in points]
    first, last = points[0].day, points[-1].day
    days = axis_of_days(first, last, ticks)
    scale = alt.Scale(domain=[first.toordinal(), max(last.toordinal(), first.toordinal() + 1)])
    axis = alt.Axis(values=list(days), labelExpr=vega.labels(days), grid=False, labelFlush=True)
    parts = {round(number / 4, 2): percent(number / 4) for number in range(5)}
    share = alt.Axis(values=list(parts), labelExpr=vega.labels(parts), domain=False, ticks=False)
    x = alt.X("at:Q", scale=scale, axis=axis)
    base = alt.Chart(alt.InlineData(rows)).encode(x=x)
    top = alt.Scale(domain=[0, 1])
    band = base.mark_area(color="var(--link)", opacity=0.16, interpolate="step-after").encode(
        y=alt.Y("low:Q", scale=top, axis=share), y2="high:Q"
    )
    line = base.mark_line(color="var(--link)", strokeWidth=3, interpolate="step-after").encode(y="value:Q")
    dots = base.mark_point(color="var(--link)", filled=True, opacity=1, size=60).encode(y="value:Q")
    return vega.svg(
        band + line + (dots if len(points) < 20 else dots.transform_filter(f"datum.at == {last.toordinal()}")),
        width,
        height,
    )
