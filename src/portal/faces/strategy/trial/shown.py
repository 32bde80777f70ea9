"""What was counted of trials and of the past in; the figures and the sentences of their pages, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from portal.faces.charts.figure import Words
from portal.faces.charts.lines import percent
from portal.faces.charts.listing import At, Line, listing
from portal.faces.kit.numbers import exact

YEAR, MONTH = 365, 30
STEPS = (1, 2, 5, 7, 14, 30, 60, 90, 180, 365)
YEARS = (1, 2, 3, 5, 10, 20)
SIDES: dict[str, str | Promise] = {
    "asked": pgettext_lazy("targets", "Asked"),
    "waiting": pgettext_lazy("targets", "Not asked yet"),
}
CAUSES: dict[str, str | Promise] = {
    "never-sent": gettext_lazy("No letter had been sent yet"),
    "version": gettext_lazy("A new version came out"),
    "tool": gettext_lazy("The look was made in another way"),
    "upstream": gettext_lazy("Its source came to list Kosovo"),
    "owner-asked": gettext_lazy("The owner asked for a new look"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison as a row: how many targets, how many of them were listed, and days watched in all."""

    name: str
    targets: str
    listed: str
    days: str
    rate: str


def line_of(name: str, kept: Mapping[str, Any]) -> Line | None:
    """A kept curve as a line; None where nobody was watched."""
    steps = [At(one["day"], one["share"], one["low"], one["high"], one["at_risk"]) for one in kept["steps"]]
    return Line(name, steps, kept["last"]) if steps else None


def curves(kept: Mapping[str, Any], name: str, title: str) -> SafeString:
    """The curves of asked and of not yet asked targets as a figure; empty before there is one to draw."""
    found = {side: line for side, name in SIDES.items() if (line := line_of(str(name), kept[side])) is not None}
    if not found:
        return SafeString("")
    lines = list(found.values())
    said = " ".join(_said(line, kept[side]) for side, line in found.items())
    since = _("Days are counted from the day of asking; for those that wait, from the first day of the trial.")
    words = Words(
        name=name,
        title=title,
        description=said,
        note=_(
            "%(said)s %(since)s The bands are intervals at 95 percent, by Kaplan and Meier with Greenwood's formula."
        )
        % {"said": said, "since": since},
    )
    return listing(words, lines, partial(axis, max(line.last for line in lines)))


def _said(line: Line, kept: Mapping[str, Any]) -> str:
    return _("%(name)s: %(listed)s of %(all)s were listed; after %(days)s days the curve stands at %(share)s.") % {
        "name": line.name,
        "listed": exact(kept["listed"]),
        "all": exact(kept["spells"]),
        "days": exact(line.last),
        "share": percent(line.steps[-1].share),
    }


def past_title(kept: Mapping[str, Any]) -> str:
    """What the curve of the past is."""
    return _("Public requests in open source projects, %(first)s–%(last)s: observed, not drawn by lot") % {
        "first": kept["from_year"],
        "last": kept["to_year"],
    }


def past_curve(kept: Mapping[str, Any]) -> SafeString:
    """The curve of the public requests of the past as a figure, up to the year in which the last one was added."""
    line = line_of(past_title(kept), kept["curve"])
    if line is None:
        return SafeString("")
    raised = [new.day for old, new in pairwise(line.steps) if new.share > old.share]
    last = min(line.last, YEAR * -(-max(raised, default=1) // YEAR))
    drawn = Line(line.name, [step for step in line.steps if step.day <= last], last)
    said = _("Of %(all)s requests, %(listed)s were added; within a year %(share)s.") % {
        "all": exact(line.steps[0].at_risk),
        "listed": exact(kept["curve"]["listed"]),
        "share": percent(kept["within_year"]),
    }
    note = _("%(said)s The band is the interval at 95 percent, by Kaplan and Meier with Greenwood's formula.")
    words = Words(name="past", title=line.name, description=said, note=note % {"said": said})
    return listing(words, [drawn], partial(axis, last))


def axis(last: int, many: int) -> dict[int, str]:
    """The days that an axis names, `many` at most after the first: days of a trial, years of the past.

    The last of them names the unit, since words at each of them leave no room on a phone.
    """
    unit, steps = (YEAR, YEARS) if last > 3 * YEAR else (1, STEPS)
    apart = unit * next((step for step in steps if last / (step * unit) <= many), steps[-1])
    named = {day: exact(day // unit) for day in range(0, last + 1, apart)}
    end = max(named)
    if unit == YEAR:
        return {**named, end: ngettext("%(years)s year", "%(years)s years", end // unit) % {"years": named[end]}}
    return {**named, end: ngettext("%(days)s day", "%(days)s days", end) % {"days": named[end]}}


def sides(kept: Mapping[str, Any]) -> list[Side]:
    """Asked and not yet asked targets as rows."""
    return [
        Side(str(name), exact(one["spells"]), exact(one["listed"]), exact(one["days"]), _rate(one))
        for name, one in ((name, kept[side]) for side, name in SIDES.items())
    ]


def _rate(one: Mapping[str, Any]) -> str:
    if not one["days"]:
        return "–"
    return number_format(round(100 * one["listed"] / one["days"] * MONTH, 1), 1)


def gained(means: Mapping[str, Any] | None) -> dict[str, str] | None:
    """How many days sooner asked targets are listed on average, with the interval and how far it was looked at."""
    if means is None:
        return None
    return {
        "days": _signed(means["sooner"]),
        "low": _signed(means["low"]),
        "high": _signed(means["high"]),
        "within": exact(means["within"]),
    }


def _signed(value: float) -> str:
    shown = number_format(abs(round(value, 1)), 1)
    return f"−{shown}" if round(value, 1) < 0 else shown


def chance(value: float | None) -> str:
    """A probability in words: "0.013"; "under 0.001" where it is smaller."""
    if value is None:
        return "–"
    if value < 0.001:
        return _("under %(number)s") % {"number": number_format(0.001, 3)}
    return number_format(value, 3)


def causes(rivals: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Each other possible cause with how many listings had it, the most frequent first."""
    found = sorted(rivals["causes"].items(), key=lambda each: (-each[1], each[0]))
    return [(str(CAUSES.get(word, word)), exact(many)) for word, many in found]


def day_of(body: Mapping[str, Any]) -> dt.date | None:
    """The last day that was counted."""
    return dt.date.fromisoformat(body["day"]) if body["day"] else None
