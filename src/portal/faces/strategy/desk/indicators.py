"""Indicators in; those that people add, change and end, the figures they enter, and who still owes one, out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.faces.academy.crew.forms import short_name
from portal.faces.academy.open.fields import spread
from portal.faces.desk.deeds import Deed
from portal.faces.strategy.desk.common import by, page, tried
from portal.faces.strategy.desk.measured import CountForm, IndicatorForm, ReadingForm
from portal.faces.strategy.figures import in_words, interval
from portal.ground.measures import Period
from portal.indicator.readings import acts, looks
from portal.indicator.readings.models import Indicator, Reading

MOST_READINGS = 40
MOST_OWED = 60


def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator with what it said last, and what is owed."""
    rows = [(one, _words(looks.latest(one))) for one in Indicator.objects.select_related("owes").order_by("slug")]
    owed = looks.owing(timezone.localdate())
    known = {
        "kept": [row for row in rows if row[0].retired_on is None],
        "ended": [row for row in rows if row[0].retired_on is not None],
        "owed": owed[:MOST_OWED],
        "more_owed": max(0, len(owed) - MOST_OWED),
    }
    return render(request, "strategy/desk/indicators.html", known)


def _words(reading: Reading | None) -> str:
    return in_words(reading.value, reading.indicator.unit) if reading else "–"


def new(request: HttpRequest) -> HttpResponse:
    """Add an indicator."""
    form = IndicatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = tried(form, lambda: _make(request, form))
        if made is not None:
            messages.success(request, _("The indicator is there."))
            return redirect("strategy-desk-indicator", made.slug)
    return render(request, "strategy/desk/indicator_new.html", {"form": form}, status=400 if form.errors else 200)


def _make(request: HttpRequest, form: IndicatorForm) -> Indicator:
    values = form.values()
    slug = short_name(values.pop("slug"), values["names"], 80)
    if values["measure"]:
        del values["rises"]  # a measure says itself what is better
    return acts.make_indicator(by(request), slug, values.pop("names"), **values)


def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """One indicator: enter or count a reading, change it, end it."""
    shown = get_object_or_404(Indicator.objects.select_related("owes"), slug=slug)
    unread = [] if shown.measure else looks.unread(shown, timezone.localdate())
    known: dict[str, Any] = {
        "indicator": shown,
        "measure": looks.measure_of(shown),
        "readings": [
            (one, in_words(one.value, shown.unit), interval(one.low, one.high, shown.unit))
            for one in list(reversed(looks.course(shown)))[:MOST_READINGS]
        ],
        "unread": unread[-12:],
    }
    return page(request, "strategy/desk/indicator.html", _deeds(request, shown), known)


def _deeds(request: HttpRequest, shown: Indicator) -> list[Deed]:
    def change(data: dict[str, Any]) -> str:
        acts.change_indicator(shown, by(request), **IndicatorForm.gathered(data))
        return _("Saved.")

    def end(_data: dict[str, Any]) -> str:
        acts.retire(shown, by(request))
        return _("It has ended. Its readings stay.")

    first = {
        **{name: getattr(shown, name) for name in ("unit", "rises", "cadence", "starts_on")},
        **spread("names", shown.names),
        **spread("about", shown.about),
        "owes": shown.owes.handle if shown.owes else "",
    }
    changing = Deed("change", _("Save"), change, IndicatorForm, first, options={"indicator": shown})
    if shown.retired_on is not None:
        return [changing]
    ending = Deed("end", _("End this indicator"), end, style="button--risk")
    return [_count(request, shown) if shown.measure else _enter(request, shown), changing, ending]


def _enter(request: HttpRequest, shown: Indicator) -> Deed:
    def enter(data: dict[str, Any]) -> str:
        values = ReadingForm.gathered(data)
        period = Period(values.pop("starts_on"), values.pop("ends_on"))
        acts.enter(shown, period, values.pop("value"), by(request), **values)
        return _("Entered. An earlier reading of the same period stays in the history.")

    return Deed("enter", _("Enter this reading"), enter, ReadingForm, _asked(request), options={"unit": shown.unit})


def _count(request: HttpRequest, shown: Indicator) -> Deed:
    def count(data: dict[str, Any]) -> str:
        values = CountForm.gathered(data)
        period = Period(values["starts_on"], values["ends_on"])
        acts.read(shown, period, by(request), values["narrative"], values["confidence"] or None)
        return _("Counted, and kept.")

    return Deed("count", _("Count it and keep it"), count, CountForm, _asked(request))


def _asked(request: HttpRequest) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in (("from", "starts_on"), ("to", "ends_on")):
        try:
            found[field] = dt.date.fromisoformat(request.GET.get(name, ""))
        except ValueError:
            continue
    return found
