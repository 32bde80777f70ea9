"""A request for the timeline in; since when each library has Kosovo, never had it or lost it, by its releases, out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.audit.looks import recent_changes
from portal.audit.models import Release, Verdict
from portal.audit.timeline import Since, since
from portal.audit.words import side
from portal.catalogue.models import Target
from portal.faces.charts.figure import Table, Words, only_table
from portal.faces.charts.lifelines import Lifeline, Span, lifelines, span_of
from portal.faces.kit.numbers import day
from portal.faces.public.cache import figures, page
from portal.faces.public.lifeline import Drawn, draw, stood
from portal.faces.public.map import REGISTRIES

CHANGES = 8
SINCE, NEVER, LOST, NOTHING = "since", "never", "lost", "nothing"
TITLES: dict[str, str | Promise] = {
    SINCE: gettext_lazy("They have Kosovo"),
    NEVER: gettext_lazy("They never had it"),
    LOST: gettext_lazy("They lost it"),
}
_FIELDS = ("target", "version", "released_at", "place", "read_at", "verdict", "criteria", "error")
_OF_TARGET = ("slug", "name", "address", "criteria", "reach")
_SAYS_NOTHING = (Verdict.NOT_EXPECTED.value, Verdict.UNCLEAR.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A library: since when it has Kosovo, and its line; no line where the registry gives no days.

    `expects`: whether any release that was read has a list that should have Kosovo.
    """

    since: Since
    drawn: Drawn | None
    expects: bool

    @property
    def group(self) -> str:
        """Whether it has Kosovo, never had it, or lost it, or no list where it should stand was found."""
        if self.since.first is None:
            return NEVER if self.expects else NOTHING
        return LOST if self.since.left else SINCE


@dataclass(frozen=True, slots=True)
class Story:
    """All libraries whose releases are known: those that were read, and those that nobody could read, with why."""

    rows: list[Row]
    unread: list[tuple[Target, str]]


@page
def timeline(request: HttpRequest) -> HttpResponse:
    """Since when each library has Kosovo."""
    story = figures(request, "timeline", tell)
    names = _names([row.since.target for row in story.rows])
    today = timezone.localdate()
    span = span_of([_line(row, "") for row in story.rows if row.drawn], today)
    groups = [(name, [row for row in story.rows if row.group == name]) for name in TITLES]
    context = {
        "groups": [
            {"name": name, "title": TITLES[name], "count": len(rows), "figure": _figure(name, rows, span, names)}
            for name, rows in groups
            if rows
        ],
        "nothing": [row.since.target for row in story.rows if row.group == NOTHING],
        "count": len(story.rows),
        "unread": story.unread,
        "changes": [(one, side(one.shift, one.was), side(one.shift, one.now)) for one in recent_changes(CHANGES)],
        "as_of": max((row.since.latest.read_at for row in story.rows if row.since.latest.read_at), default=None),
    }
    return render(request, "public/timeline.html", context)


def tell() -> Story:
    """Every line of releases that is known; one query."""
    found = Release.objects.filter(target__hidden=False).select_related("target")
    found = found.only(*_FIELDS, *(f"target__{name}" for name in _OF_TARGET)).order_by("target_id", "place", "pk")
    rows, unread = [], []
    for _key, group in groupby(found, lambda one: one.target_id):
        releases = list(group)
        target, read = releases[0].target, [one for one in releases if one.verdict]
        if read:
            known = since(target, read)
            expects = any(stood(one, known.criterion) not in _SAYS_NOTHING for one in read)
            rows.append(Row(known, draw(known.criterion, releases), expects))
        else:
            unread.append((target, next((one.error for one in reversed(releases) if one.error), "")))
    return Story(sorted(rows, key=_order), sorted(unread, key=lambda each: each[0].name))


def _order(row: Row) -> tuple[str, float, str]:
    """Who has it longest first, who lost it last first, who is most downloaded first."""
    known, far = row.since, float(dt.date.max.toordinal())
    marks = row.drawn.marks if row.drawn else ()
    begun = row.drawn.stretches[0].start if row.drawn else far
    if row.group in (NEVER, NOTHING):
        at = -float(known.target.reach or 0)
    elif row.group == LOST:
        at = -marks[-1].at if marks else far
    else:
        at = begun if known.at_least or not marks else marks[0].at
    return row.group, at, known.target.name


def _names(targets: Sequence[Target]) -> dict[int, str]:
    """The names of targets; those that share one with their registry."""
    many = Counter(one.name for one in targets)
    return {one.pk: f"{one.name} ({_registry(one)})" if many[one.name] > 1 else one.name for one in targets}


def _registry(target: Target) -> str:
    word = target.address.partition(":")[0]
    return REGISTRIES.get(word, word)


def _line(row: Row, name: str) -> Lifeline:
    drawn = row.drawn or Drawn((), ())
    moment = row.since.left or row.since.first
    return Lifeline(name, _short(moment) if moment else "", drawn.stretches, drawn.marks)


def _short(release: Release) -> str:
    """A release in a few letters: its version and its year."""
    version = release.version if len(release.version) <= 12 else f"{release.version[:11]}…"
    return f"{version} · {release.released_at.year}" if release.released_at else version


def _figure(name: str, rows: Sequence[Row], span: Span, names: Mapping[int, str]) -> SafeString:
    table = Table(_head(name), [_cells(name, row, names[row.since.target.pk]) for row in rows])
    shown = [row for row in rows if row.drawn]
    if not shown:
        return only_table(str(TITLES[name]), _note(rows, len(rows)), table)
    verdicts = {each.verdict for row in shown if row.drawn for each in row.drawn.stretches}
    words = Words(
        name=name,
        title=str(TITLES[name]),
        description=_said(name, len(rows)),
        note=_note(rows, len(rows) - len(shown)),
        legend=[verdict for verdict in Verdict if verdict in verdicts],
    )
    return lifelines(words, [_line(row, names[row.since.target.pk]) for row in shown], span, table)


def _said(name: str, many: int) -> str:
    say: dict[str, Callable[[int], str]] = {
        SINCE: lambda n: ngettext("%(n)s library has Kosovo.", "%(n)s libraries have Kosovo.", n),
        NEVER: lambda n: ngettext("%(n)s library never had Kosovo.", "%(n)s libraries never had Kosovo.", n),
        LOST: lambda n: ngettext("%(n)s library lost Kosovo.", "%(n)s libraries lost Kosovo.", n),
    }
    return say[name](many) % {"n": many}


def _note(rows: Sequence[Row], undrawn: int) -> str:
    said = [_("The thicker the line, the more lists have Kosovo. A circle marks the release that changed it.")]
    if any(not mark.is_dated for row in rows if row.drawn for mark in row.drawn.marks):
        said.append(
            _(
                "A hollow circle: the registry does not say the day. It stands between dated releases, "
                "or on the day on which it was read."
            )
        )
    if undrawn:
        words = ngettext(
            "%(n)s library has no dated release and stands only in the table.",
            "%(n)s libraries have no dated release and stand only in the table.",
            undrawn,
        )
        said.append(words % {"n": undrawn})
    return " ".join(said)


def _head(name: str) -> list[str]:
    if name == NEVER:
        return [_("Library"), _("How Kosovo stands"), _("Newest that was read"), _("Day")]
    moment = _("Since version") if name == SINCE else _("Lost in version")
    return [_("Library"), _("How Kosovo stands"), moment, _("Day"), _("Newest that was read")]


def _cells(name: str, row: Row, called: str) -> list[str]:
    known = row.since
    link = format_html('<a href="{}">{}</a>', reverse("target", args=[known.target.slug]), called)
    stands, latest = str(Verdict(known.verdict).label), known.latest.version
    if name == NEVER:
        return [link, stands, latest, _day(known.latest)]
    moment = known.left if name == LOST else known.first
    assert moment is not None
    version = moment.version
    if name == SINCE and known.at_least:
        version = _("%(version)s, the first that was read") % {"version": version}
    return [link, stands, version, _day(moment), latest]


def _day(release: Release) -> str:
    return day(release.released_at) if release.released_at else _("day not known")
