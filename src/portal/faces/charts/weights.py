"""A figure under different weights, and how it spreads over drawn ones, in; a dot with its interval for each out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.faces.charts import vega
from portal.faces.charts.figure import Drawing, Table, Words, figure
from portal.faces.charts.lines import percent

_WIDE, _TALL = (600, 30), (300, 42)


@dataclass(frozen=True, slots=True)
class Dot:
    """The figure under one set of weights with its interval, from 0 to 1. The first dot is the published one."""

    name: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Between which values 95 and 50 of a hundred drawn sets of weights lie."""

    lowest: float
    low: float
    high: float
    highest: float


def under_weights(words: Words, dots: Sequence[Dot], spread: Spread) -> SafeString:
    """The figure; at least one dot."""
    rows = [[dot.name, percent(dot.value), percent(dot.low), percent(dot.high)] for dot in dots]
    table = Table([_("Weights"), _("Index"), _("From"), _("To")], rows)
    drawings = [Drawing(_draw(dots, spread, *_WIDE, beside=True), "wide"), Drawing(_draw(dots, spread, *_TALL), "tall")]
    return figure(words, drawings, table)


def _draw(dots: Sequence[Dot], spread: Spread, width: int, row: int, *, beside: bool = False) -> str:
    """Names stand beside their dots on desks, and above them on phones."""
    import altair as alt

    rows = [{"row": dot.name, "value": dot.value, "low": dot.low, "high": dot.high, "zero": 0} for dot in dots]
    names = [dot.name for dot in dots]
    parts = {round(number / 4, 2): percent(number / 4) for number in range(5)}
    across = alt.Axis(values=list(parts), labelExpr=vega.labels(parts))
    domain = alt.Scale(domain=[0, 1])
    labels = alt.Axis(domain=False, ticks=False, labelColor="var(--ink)", labelLimit=420, labelPadding=10)
    band = alt.Scale(paddingInner=0.2, paddingOuter=0.3) if beside else alt.Scale(paddingInner=0.5, paddingOuter=0.5)
    y = alt.Y("row:N", sort=names, axis=labels if beside else None, scale=band)
    base = alt.Chart(alt.InlineData(rows)).encode(y=y)
    spans = [
        alt.Chart(alt.InlineData([{"from": first, "to": last}]))
        .mark_rect(color="var(--link)", opacity=0.12)
        .encode(x=alt.X("from:Q", scale=domain, axis=across), x2="to:Q")
        for first, last in ((spread.lowest, spread.highest), (spread.low, spread.high))
    ]
    published = alt.Chart(alt.InlineData(rows[:1])).mark_rule(color="var(--edge)", strokeDash=[4, 4])
    interval = base.mark_rule(color="var(--soft)", strokeWidth=2).encode(
        x=alt.X("low:Q", scale=domain, axis=across), x2="high:Q"
    )
    points = base.mark_point(color="var(--link)", filled=True, opacity=1, size=90).encode(
        x=alt.X("value:Q", scale=domain, axis=across)
    )
    chart = alt.layer(*spans, published.encode(x=alt.X("value:Q", scale=domain, axis=across)), interval, points)
    if not beside:
        titles = base.mark_text(align="left", baseline="bottom", dy=-8, color="var(--ink)")
        chart += titles.encode(x=alt.X("zero:Q", scale=domain, axis=across), text="row:N")
    return vega.svg(chart, width, row * len(dots))
