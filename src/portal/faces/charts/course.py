"""What an indicator said at the end of each period in; its course with intervals and targets, as a picture, out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.faces.charts import vega
from portal.faces.charts.figure import Drawing
from portal.faces.charts.lines import SHAPES, axis_of_days

TICKS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """A figure at the end of a period. `low`, `high`: its interval, None where there is none."""

    day: dt.date
    value: float
    low: float | None = None
    high: float | None = None


def course(steps: Sequence[Step], aims: Sequence[Step], say: Callable[[float], str]) -> list[Drawing]:
    """The course in each shape; at least one step or one aim. `say` writes a figure with its unit."""
    return [Drawing(draw_course(steps, aims, say, size[1:]), size[0]) for size in SHAPES]


def draw_course(
    steps: Sequence[Step], aims: Sequence[Step], say: Callable[[float], str], size: tuple[int, int, int]
) -> str:
    """The course as one SVG. `size`: its width and height, and how many days stand below it."""
    import altair as alt

    width, height, most_days = size
    every = [*steps, *aims]
    first, last = min(one.day for one in every), max(one.day for one in every)
    tops = [one.value for one in every] + [one.high for one in steps if one.high is not None]
    bottoms = [0.0, *(one.value for one in every), *(one.low for one in steps if one.low is not None)]
    days = axis_of_days(first, last, most_days)
    values = ticks(min(bottoms), max(tops))
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[first.toordinal(), max(last.toordinal(), first.toordinal() + 1)], padding=8),
        axis=alt.Axis(values=list(days), labelExpr=vega.labels(days), grid=False, labelFlush=True),
    )
    axis = alt.Axis(
        values=values, labelExpr=vega.labels({each: say(each) for each in values}), domain=False, ticks=False
    )
    y = alt.Y("value:Q", scale=alt.Scale(domain=[values[0], values[-1]]), axis=axis)
    base = alt.Chart(alt.InlineData([_row(one) for one in steps])).encode(x=x)
    bars = base.transform_filter("datum.low != null").mark_rule(color="var(--link)", strokeWidth=2, opacity=0.45)
    chart = bars.encode(y=alt.Y("low:Q", scale=alt.Scale(domain=[values[0], values[-1]]), axis=axis), y2="high:Q")
    chart += base.mark_line(color="var(--link)", strokeWidth=3).encode(y=y)
    chart += base.mark_point(color="var(--link)", filled=True, opacity=1, size=60).encode(y=y)
    if aims:
        wanted = alt.Chart(alt.InlineData([_row(one) for one in aims])).encode(x=x)
        chart += wanted.mark_point(color="var(--ink)", shape="diamond", size=110, strokeWidth=2).encode(y=y)
    return vega.svg(chart, width, height)


def _row(one: Step) -> dict[str, float | None]:
    return {"at": one.day.toordinal(), "value": one.value, "low": one.low, "high": one.high}


def ticks(low: float, high: float) -> list[float]:
    """Round values from the lowest or below to the highest or above: 1, 2 or 5 times a power of ten apart."""
    least = ((high - low) or 1.0) / TICKS
    power = 10.0 ** math.floor(math.log10(least))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= least * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(number * step, 12) for number in range(first, max(last, first + 1) + 1)]
