"""Editions that are asked for in; their figures side by side, and where the counting differs, out."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.academy.after.compare import COUNTS, KEYS, Cell, Column, beside, cited, column, comparable, divided
from portal.academy.after.history import past
from portal.faces.academy.results.shown import MINUS, bounded, number
from portal.faces.academy.results.words import SAID, SURVIVAL, Words
from portal.faces.charts.lines import percent
from portal.faces.kit.numbers import exact
from portal.faces.kit.parts import Chip
from portal.faces.public.cache import figures, page

MOST = 4
BY = ("participants", "days")
_PLAIN: dict[str, tuple[Words, Words]] = {
    "participants": (gettext_lazy("Participants"), gettext_lazy("Who was enrolled and did not withdraw.")),
    "days": (gettext_lazy("Days"), gettext_lazy("From the first day to the last; a day that was begun counts whole.")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell in words. `marks`: numbers of the notes below the table that tell how it differs."""

    value: str
    missing: str
    marks: list[int]


@dataclass(frozen=True, slots=True)
class Row:
    """A figure over all editions."""

    name: str
    meaning: str
    cells: list[tuple[str, Shown]]


@page
def compare(request: HttpRequest) -> HttpResponse:
    """A few editions side by side: as counted, per participant or per day; older academies as sources tell."""
    editions = list(comparable()[:60])
    asked = set(request.GET.getlist("edition"))
    chosen = [one for one in editions if one.slug in asked][:MOST] or editions[:MOST]
    by = request.GET.get("by", "")
    by = by if by in BY else ""
    counted = [figures(request, f"compare {one.pk}", lambda one=one: column(one)) for one in chosen]  # type: ignore[misc]
    columns = beside([*counted, *map(cited, past())])
    notes = _notes(columns)
    shown = [divided(one, by) for one in columns] if by else columns
    context = {
        "editions": [(one, one in chosen) for one in editions],
        "most": MOST,
        "by": by,
        "switch": _switch(request, by),
        "columns": shown,
        "rows": [_row(key, shown, notes, by) for key in KEYS],
        "notes": list(notes),
    }
    return render(request, "academy/after/compare.html", context)


def _switch(request: HttpRequest, by: str) -> list[Chip]:
    return [
        Chip(words, _with(request, value), None, by == value)
        for value, words in (("", _("As counted")), ("participants", _("Per participant")), ("days", _("Per day")))
    ]


def _with(request: HttpRequest, by: str) -> str:
    given = request.GET.copy()
    given.pop("by", None)
    if by:
        given["by"] = by
    return f"?{given.urlencode()}"


def _notes(columns: list[Column]) -> dict[str, int]:
    """Each difference as a sentence, to its number below the table."""
    found: dict[str, int] = {}
    for one in columns:
        for sentence in _differences(one):
            found.setdefault(sentence, len(found) + 1)
    return found


def _differences(one: Column, key: str = "") -> list[str]:
    if one.past is not None:
        return [_("Cited, not counted here: %(note)s") % {"note": one.past.note}]
    if not one.differs or (key and key not in one.differs):
        return []
    if one.differs == {"quality"} or key == "quality":
        rules = ", ".join(sorted(one.rules)) or _("none")
        return [_("Quality by another version of the formula: %(rules)s.") % {"rules": rules}]
    return [_("Other wikis: %(wikis)s.") % {"wikis": ", ".join(sorted(one.wikis)) or _("none")}]


def _row(key: str, columns: list[Column], notes: dict[str, int], by: str) -> Row:
    name, meaning = _said(key)
    cells = []
    for one in columns:
        cell = one.cells[key]
        marks = [notes[each] for each in _differences(one, key) if each in notes] if key in one.differs else []
        cells.append((one.name, Shown(_value(key, cell, by), _missing(cell), marks)))
    return Row(name, meaning, cells)


def _said(key: str) -> tuple[str, str]:
    if key.startswith("stood_"):
        days = int(key.partition("_")[2])
        name = ngettext("Words still there after %(days)s day", "Words still there after %(days)s days", days)
        return name % {"days": days}, str(SURVIVAL)
    if key in _PLAIN:
        return str(_PLAIN[key][0]), str(_PLAIN[key][1])
    return str(SAID[key].name), str(SAID[key].meaning)


def _value(key: str, cell: Cell, by: str) -> str:
    if cell.value is None:
        return ""
    if key.startswith("stood_"):
        return percent(cell.value)
    if by and key in COUNTS:
        sign = MINUS if cell.value < 0 else ""
        written = sign + formats.number_format(round(abs(cell.value), 1), 1, force_grouping=True)
    else:
        written = number(cell.value, key)
    return bounded(written, cell.bound)


def _missing(cell: Cell) -> str:
    if not cell.unknown or cell.value is None:
        return ""
    words = ngettext("%(count)s not known", "%(count)s not known", cell.unknown)
    return words % {"count": exact(cell.unknown)}
