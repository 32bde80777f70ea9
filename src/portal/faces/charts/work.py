"""What an edition's participants wrote, day by day and script by script, and what of it stood, in; pictures of it out.

Each picture can be had as a figure for a page, and as a bare drawing for paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.faces.charts import vega
from portal.faces.charts.figure import Drawing, Table, Words, figure
from portal.faces.charts.lines import axis_of_days, percent
from portal.faces.kit.numbers import day, exact

WIDE, TALL = 850, 300
FEW = 12
"""So many bars can carry their figures above them."""
WIDEST = 56
HEAD, BAR, ROW = 26, 26, 66


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day."""

    day: dt.date
    value: int


@dataclass(frozen=True, slots=True)
class Named:
    """An amount with its name."""

    name: str
    value: int


@dataclass(frozen=True, slots=True)
class Stand:
    """What share, from 0 to 1, stood after so many days; None where that is not known. `of`: how many it counts."""

    days: int
    value: float | None
    of: str = ""


def by_day(days: Sequence[Day], words: Words, column: str, links: Mapping[dt.date, str] | None = None) -> SafeString:
    """Bars, one a day without a gap; at least one day. `column`: what the figures count; `links`: where a day leads."""
    ways = links or {}
    days = sorted(days, key=lambda each: each.day)
    drawings = [Drawing(draw_days(days, WIDE, 220, 7), "wide"), Drawing(draw_days(days, TALL, 180, 3), "tall")]
    rows = [[_linked(day(one.day), ways.get(one.day, "")), exact(one.value)] for one in days]
    return figure(words, drawings, Table([_("Day"), column], rows))


def by_name(parts: Sequence[Named], words: Words, head: tuple[str, str]) -> SafeString:
    """Bars that lie, each with its name above it; at least one."""
    drawings = [Drawing(draw_names(parts, WIDE), "wide"), Drawing(draw_names(parts, TALL), "tall")]
    return figure(words, drawings, Table(head, [[one.name, exact(one.value)] for one in parts]))


def curve(stands: Sequence[Stand], words: Words, head: tuple[str, str, str]) -> SafeString:
    """A line from horizon to horizon; what is not known yet is said, not drawn. At least one is known."""
    rows = [
        [_days(one.days), percent(one.value) if one.value is not None else _("not known"), one.of] for one in stands
    ]
    drawings = [Drawing(draw_curve(stands, WIDE, 220), "wide"), Drawing(draw_curve(stands, TALL, 190), "tall")]
    return figure(words, drawings, Table(head, rows))


def draw_days(days: Sequence[Day], width: int, height: int, ticks: int) -> str:
    """The bars of some days in a row as SVG."""
    import altair as alt

    first, last = days[0].day, days[-1].day
    named = axis_of_days(first, last, ticks)
    rows = [{"at": one.day.toordinal(), "value": one.value, "said": exact(one.value)} for one in days]
    slots = (last - first).days + 1
    size = min(WIDEST, max(1.5, 0.7 * width / slots))
    scale = alt.Scale(domain=[first.toordinal() - 0.5, last.toordinal() + 0.5], nice=False)
    axis = alt.Axis(values=list(named), labelExpr=vega.labels(named), grid=False, labelFlush=slots > FEW, ticks=False)
    top = max(1, *(one.value for one in days))
    steps = {round(top * part / 2): exact(round(top * part / 2)) for part in range(3)}
    side = alt.Axis(values=list(steps), labelExpr=vega.labels(steps), domain=False, ticks=False)
    base = alt.Chart(alt.InlineData(rows)).encode(
        x=alt.X("at:Q", scale=scale, axis=axis),
        y=alt.Y("value:Q", scale=alt.Scale(domain=[0, top * 1.08], nice=False), axis=side),
    )
    bars = base.mark_bar(color="var(--link)", size=size, cornerRadiusEnd=1.5)
    if slots > (FEW if width > TALL else 4):
        return vega.svg(bars, width, height)
    return vega.svg(bars + base.mark_text(dy=-9, color="var(--ink)").encode(text="said:N"), width, height)


def draw_names(parts: Sequence[Named], width: int) -> str:
    """The lying bars as SVG. An amount below nought has no bar: its figure says it."""
    import altair as alt

    height = ROW * len(parts) - ROW + HEAD + BAR
    rows = [
        {"row": one.name, "from": 0, "to": max(0, one.value), "said": exact(one.value), "y": ROW * number}
        for number, one in enumerate(parts)
    ]
    top = max(1, *(one.value for one in parts))
    down = alt.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=None)
    base = alt.Chart(alt.InlineData(rows))
    bars = base.transform_calculate(y1=f"datum.y + {HEAD}", y2=f"datum.y + {HEAD + BAR}").mark_bar(
        color="var(--link)", cornerRadiusEnd=1.5
    )
    bars = bars.encode(x=x, x2="to:Q", y=alt.Y("y1:Q", scale=down, axis=None), y2="y2:Q")
    texts = base.transform_calculate(y1=f"datum.y + {HEAD} - 7").encode(y=alt.Y("y1:Q", scale=down, axis=None))
    left = texts.mark_text(align="left", baseline="bottom", color="var(--ink)").encode(x=x, text="row:N")
    right = texts.mark_text(align="right", baseline="bottom", color="var(--ink)", fontWeight=700)
    return vega.svg(bars + left + right.encode(x=alt.value(width), text="said:N"), width, height)


def draw_curve(stands: Sequence[Stand], width: int, height: int) -> str:
    """The line as SVG, its horizons evenly apart."""
    import altair as alt

    known = [
        {"at": place, "value": one.value, "said": percent(one.value)}
        for place, one in enumerate(stands)
        if one.value is not None
    ]
    unknown = [{"at": place, "value": 0, "said": "?"} for place, one in enumerate(stands) if one.value is None]
    names = {place: _days(one.days) for place, one in enumerate(stands)}
    parts = {round(number / 2, 1): percent(number / 2) for number in range(3)}
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=[-0.4, len(stands) - 0.6], nice=False),
        axis=alt.Axis(values=list(names), labelExpr=vega.labels(names), grid=False, ticks=False),
    )
    side = alt.Axis(values=list(parts), labelExpr=vega.labels(parts), domain=False, ticks=False)
    y = alt.Y("value:Q", scale=alt.Scale(domain=[0, 1.12], nice=False), axis=side)
    base = alt.Chart(alt.InlineData(known)).encode(x=x, y=y)
    line = base.mark_line(color="var(--link)", strokeWidth=3)
    dots = base.mark_point(color="var(--link)", filled=True, opacity=1, size=80)
    halo = base.mark_text(dy=-16, color="var(--paper)", stroke="var(--paper)", strokeWidth=6, fontWeight=700).encode(
        text="said:N"
    )
    text = base.mark_text(dy=-16, color="var(--ink)", fontWeight=700).encode(text="said:N")
    drawn = line + dots + halo + text
    if unknown:
        missing = alt.Chart(alt.InlineData(unknown)).encode(x=x, y=y)
        drawn += missing.mark_text(dy=-12, color="var(--soft)").encode(text="said:N")
    return vega.svg(drawn, width, height)


def _days(days: int) -> str:
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _linked(words: str, href: str) -> str:
    return format_html('<a href="{}">{}</a>', href, words) if href else words
