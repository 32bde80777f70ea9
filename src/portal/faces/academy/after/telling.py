"""A report in; its chapters in the reader's words, the same for a page and for paper, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.academy.after.report import Report
from portal.academy.results.lasting import Retained
from portal.faces.academy.results import pictures, words
from portal.faces.academy.results.scope import Part
from portal.faces.academy.results.shown import Shown, moment, shown
from portal.faces.charts.figure import Words
from portal.faces.charts.lines import percent
from portal.faces.charts.work import Named, Stand, by_day, by_name, curve, draw_curve, draw_days, draw_names
from portal.faces.kit.numbers import exact

MADE = ("created", "articles", "words", "sources", "images", "videos")
FOUND = ("uses", "views", "reverted", "removals")
ON_PAPER = 620
FEW = gettext_lazy("Fewer than five participants wrote. So nothing is shown here that could point at one of them.")


@dataclass(frozen=True, slots=True)
class Chart:
    """A plot: its words, how it is drawn on a page, and its drawing for paper."""

    words: Words
    html: SafeString
    svg: str


@dataclass(frozen=True, slots=True)
class Count:
    """A plain count that nobody doubts."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Told:
    """A chapter: counts, figures, charts, and what a sentence says instead where there is none."""

    id: str
    title: str
    text: str = ""
    counts: Sequence[Count] = ()
    figures: Sequence[Shown] = ()
    charts: Sequence[Chart] = ()
    notes: Sequence[str] = ()


def chapters(about: Report) -> list[Told]:
    """All chapters, in their order."""
    return [people(about), made(about), found(about), lasted(about), stayed(about)]


def people(about: Report) -> Told:
    """How people came, and where they are from."""
    way = about.way
    counts = [
        Count(_("Open houses"), exact(way.open_houses)),
        Count(_("Visits to open houses"), exact(way.visits)),
        Count(_("Applications"), exact(way.applications)),
        Count(_("Selected"), exact(way.chosen)),
        Count(_("Participants"), exact(way.participants)),
        Count(_("Teams"), exact(way.teams)),
        Count(_("Works handed in"), exact(way.works)),
    ]
    charts = []
    for name, title, parts in (
        ("places", _("Where participants come from"), about.municipalities),
        ("tracks", _("What they learned"), about.tracks if len(about.tracks) > 1 else {}),
    ):
        if parts:
            named = [Named(each or _("Others"), many) for each, many in parts.items()]
            said = _("Groups of fewer than five people are put together.")
            charts.append(_names(Words(name, title, said), named, (title, _("Participants"))))
    return Told("people", _("The way of its people"), "", [one for one in counts if one.value != "0"], (), charts)


def made(about: Report) -> Told:
    """What was written, photographed and filmed."""
    charts = []
    days = pictures.days_of(about.edition, Part())
    if days:
        said = Words("days", _("Work by day"), _("How many changes participants saved on each day."))
        svg = draw_days(days, ON_PAPER, 150, 5)
        charts.append(Chart(said, by_day(days, said, str(words.SAID["edits"].name)), svg))
    scripts = pictures.scripts_of(about.totals)
    if scripts:
        said = Words("scripts", _("Words by script"), _("Words that readers see, by the script they are written in."))
        charts.append(_names(said, scripts, (_("Script"), _("Words"))))
    return Told("made", _("What was made"), "", (), _figures(about, MADE), charts)


def found(about: Report) -> Told:
    """What readers and other authors did with it."""
    return Told("found", _("What others did with it"), "", (), _figures(about, FOUND))


def lasted(about: Report) -> Told:
    """How much of what was written still stands."""
    stands = [Stand(one.days, one.share, pictures.said_of(one)) for one in about.stood]
    if all(one.value is None for one in stands):
        soon = _("Nothing is known of this yet: the first look comes seven days after a change.")
        return Told("lasted", _("What stood"), str(words.SURVIVAL), notes=[soon])
    said = Words("stood", _("Words still there"), pictures.told(stands))
    return Told("lasted", _("What stood"), str(words.SURVIVAL), charts=[_curve(said, stands)])


def stayed(about: Report) -> Told:
    """Who still writes."""
    title, text = _("Who stayed"), str(words.RETENTION)
    if not about.stayed:
        return Told("stayed", title, text, notes=[str(FEW)])
    chart = stay(about.stayed)
    if chart is None:
        return Told("stayed", title, text, notes=[_("Nothing is known of this yet: the edition has to end first.")])
    return Told("stayed", title, text, charts=[chart])


def stay(stayed: Sequence[Retained]) -> Chart | None:
    """Who still writes, as a line; None as long as nothing is known."""
    known = [one for one in stayed if one.share is not None]
    if not known:
        return None
    last = known[-1]
    told = ngettext(
        "After %(days)s day %(stayed)s of %(active)s participants still wrote.",
        "After %(days)s days %(stayed)s of %(active)s participants still wrote.",
        last.days,
    ) % {"days": last.days, "stayed": exact(last.stayed), "active": exact(last.active)}
    stands = [Stand(one.days, one.share, _of(one)) for one in stayed]
    return _curve(Words("stayed", _("Participants who still write"), told), stands)


def heads(about: Report) -> list[tuple[str, str, str]]:
    """The four figures of the first page, those that are known: value, name, and what is not known of it."""
    chosen: list[tuple[str, str, str]] = [(exact(about.way.participants), _("Participants"), "")]
    for key in ("created", "words", "articles", "images", "sources", "uses"):
        one = shown(key, getattr(about.totals, key))
        if one.value and one.value != "0":
            chosen.append((one.value, str(one.name), one.missing))
    stood = [one for one in about.stood if one.share is not None]
    if stood and stood[-1].share is not None:
        name = ngettext(
            "of the words stood after %(days)s day", "of the words stood after %(days)s days", stood[-1].days
        )
        chosen.insert(3, (percent(stood[-1].share), name % {"days": stood[-1].days}, ""))
    return chosen[:4]


def as_of(about: Report) -> str:
    """As of when the figures are."""
    at = about.totals.edits.as_of
    return moment(at) if at else _("Not all wikis of this edition were read yet.")


def meanings(told: Sequence[Told]) -> list[tuple[str, str]]:
    """How each figure of these chapters is counted, each once."""
    return list({str(one.name): str(one.meaning) for chapter in told for one in chapter.figures}.items())


def _figures(about: Report, keys: Sequence[str]) -> list[Shown]:
    return [shown(key, getattr(about.totals, key)) for key in keys]


def _names(said: Words, parts: Sequence[Named], head: tuple[str, str]) -> Chart:
    return Chart(said, by_name(parts, said, head), draw_names(parts, ON_PAPER))


def _curve(said: Words, stands: Sequence[Stand]) -> Chart:
    head = (_("After"), said.title, _("Known of"))
    return Chart(said, curve(stands, said, head), draw_curve(stands, ON_PAPER, 150))


def _of(one: Retained) -> str:
    said = ngettext("%(count)s participant", "%(count)s participants", one.active)
    return said % {"count": exact(one.active)}
