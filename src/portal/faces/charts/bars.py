"""Standings over time and shares in, bars out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.audit.models import Criterion, Standing, Verdict
from portal.faces.charts import vega
from portal.faces.charts.figure import Drawing, Table, Words, figure
from portal.faces.charts.lines import axis_of_days, percent
from portal.faces.kit.numbers import day, human

ROW = 52
COLOURS = {verdict.value: f"var(--{verdict.value})" for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a share: its verdict, and how many of all it is."""

    verdict: Verdict
    count: int


def standing_timeline(standings: Sequence[Standing], name: str = "history") -> SafeString:
    """Each criterion of a target as a bar from its first look to now, coloured by its verdict; at least one."""
    standings = sorted(standings, key=lambda each: (each.criterion, each.since))
    now = timezone.localdate()
    verdicts = [verdict for verdict in Verdict if any(each.verdict == verdict for each in standings)]
    words = Words(
        name=name,
        title=_("How it stood over time"),
        description=" ".join(_said(each) for each in standings if each.until is None),
        legend=verdicts,
    )
    head = [_("Criterion"), _("Verdict"), _("From"), _("Until")]
    rows = [
        [_criterion(s), str(Verdict(s.verdict).label), day(s.since), day(s.until) if s.until else _("now")]
        for s in standings
    ]
    drawings = [
        Drawing(_timeline(standings, now, *size), shape) for shape, *size in (("wide", 850, 5), ("tall", 300, 3))
    ]
    return figure(words, drawings, Table(head, rows))


def bar_share(title: str, bars: Sequence[Bar], name: str = "share") -> SafeString:
    """One bar that is the whole, cut by verdict, with each part's count and percent in words."""
    bars = [bar for bar in bars if bar.count]
    total = sum(bar.count for bar in bars)
    rows = [[str(bar.verdict.label), human(bar.count), percent(bar.count / total)] for bar in bars]
    words = Words(
        name=name,
        title=title,
        description=" ".join(f"{verdict}: {count} ({share})." for verdict, count, share in rows),
        legend=[bar.verdict for bar in bars],
    )
    return figure(
        words,
        [Drawing(_share(bars, 850), "wide"), Drawing(_share(bars, 300), "tall")],
        Table([_("Verdict"), _("Count"), pgettext("part of a whole", "Share")], rows),
    )


def _criterion(standing: Standing) -> str:
    return str(Criterion(standing.criterion).label)


def _said(standing: Standing) -> str:
    return _("%(criterion)s: %(verdict)s since %(day)s.") % {
        "criterion": _criterion(standing),
        "verdict": Verdict(standing.verdict).label,
        "day": day(standing.since),
    }


def _ordinal(moment: dt.datetime) -> float:
    local = timezone.localtime(moment)
    return local.toordinal() + (local.hour * 60 + local.minute) / 1440


def _timeline(standings: Sequence[Standing], now: dt.date, width: int, ticks: int) -> str:
    import altair as alt

    end = now.toordinal() + 1
    rows = [
        {
            "row": _criterion(s),
            "from": _ordinal(s.since),
            "to": _ordinal(s.until) if s.until else end,
            "verdict": s.verdict,
        }
        for s in standings
    ]
    first = min(timezone.localtime(s.since).date() for s in standings)
    days = axis_of_days(first, now, ticks)
    days[end] = days.pop(now.toordinal())
    scale = alt.Scale(domain=[first.toordinal(), end])
    axis = alt.Axis(values=list(days), labelExpr=vega.labels(days), grid=False, labelFlush=True)
    names = list(dict.fromkeys(_criterion(s) for s in standings))
    y = alt.Y("row:N", sort=names, axis=None, scale=alt.Scale(paddingInner=0.62, paddingOuter=0.5))
    tones = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    bars = alt.Chart(alt.InlineData(rows)).encode(
        y=y, x=alt.X("from:Q", scale=scale, axis=axis), x2="to:Q",
        color=alt.Color("verdict:N", scale=tones, legend=None),
    ).mark_bar(cornerRadius=1.5)  # fmt: skip
    titles = [{"row": each, "from": first.toordinal()} for each in names]
    text = alt.Chart(alt.InlineData(titles)).mark_text(align="left", baseline="bottom", dy=-11, color="var(--ink)")
    return vega.svg(
        bars + text.encode(y=y, x=alt.X("from:Q", scale=scale, axis=axis), text="row:N"), width, ROW * len(names)
    )


def _share(bars: Sequence[Bar], width: int) -> str:
    import altair as alt

    rows, at = [], 0
    for bar in bars:
        rows.append({"from": at, "to": at + bar.count, "verdict": bar.verdict.value})
        at += bar.count
    tones = alt.Scale(domain=list(COLOURS), range=list(COLOURS.values()))
    chart = alt.Chart(alt.InlineData(rows)).mark_bar(stroke="var(--paper)", strokeWidth=2).encode(
        x=alt.X("from:Q", scale=alt.Scale(domain=[0, at], nice=False), axis=None), x2="to:Q",
        color=alt.Color("verdict:N", scale=tones, legend=None),
    )  # fmt: skip
    return vega.svg(chart, width, 32)
