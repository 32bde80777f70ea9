"""What many courses stay within, month by month, in; a line with its band and the goal, as a picture, out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from portal.faces.charts import vega
from portal.faces.charts.course import ticks
from portal.faces.charts.figure import Drawing
from portal.faces.charts.lines import SHAPES, Point, axis_of_days


def fan(points: Sequence[Point], goal: float, say: Callable[[float], str]) -> list[Drawing]:
    """The fan in each shape; at least one point. `say` writes a figure with its unit."""
    return [Drawing(draw_fan(points, goal, say, size[1:]), size[0]) for size in SHAPES]


def draw_fan(points: Sequence[Point], goal: float, say: Callable[[float], str], size: tuple[int, int, int]) -> str:
    """The fan as one SVG. `size`: its width and height, and how many days stand below it."""
    import altair as alt

    width, height, most_days = size
    first, last = points[0].day, points[-1].day
    days = axis_of_days(first, last, most_days)
    values = ticks(min(point.low for point in points), max(goal, *(point.high for point in points)))
    domain = alt.Scale(domain=[values[0], values[-1]])
    axis = alt.Axis(
        values=values, labelExpr=vega.labels({each: say(each) for each in values}), domain=False, ticks=False
    )
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[first.toordinal(), max(last.toordinal(), first.toordinal() + 1)]),
        axis=alt.Axis(values=list(days), labelExpr=vega.labels(days), grid=False, labelFlush=True),
    )
    rows = [{"at": one.day.toordinal(), "value": one.value, "low": one.low, "high": one.high} for one in points]
    base = alt.Chart(alt.InlineData(rows)).encode(x=x)
    low, middle = (alt.Y(f"{name}:Q", scale=domain, axis=axis) for name in ("low", "value"))
    band = base.mark_area(color="var(--link)", opacity=0.16).encode(y=low, y2="high")
    line = base.mark_line(color="var(--link)", strokeWidth=3).encode(y=middle)
    wanted = alt.Chart(alt.InlineData([{"goal": goal}])).mark_rule(
        color="var(--ink)", strokeWidth=1.5, strokeDash=[5, 4]
    )
    return vega.svg(band + line + wanted.encode(y=alt.Y("goal:Q", scale=domain, axis=axis)), width, height)
