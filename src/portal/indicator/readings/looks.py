"""Indicators in; what they said in each period, what they say now, and who still owes a reading, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from portal.ground.measures import Figure, Measure, Period, all_measures
from portal.ground.people.models import Person
from portal.indicator.readings.models import Indicator, Reading
from portal.indicator.readings.periods import period_of, periods_between

FRESH = 600
"""For so many seconds a figure of the running period is not counted anew."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A period that ended without a reading. `person`: who should enter it, None where nobody is named.

    `days`: for how many days it has been owed.
    """

    indicator: Indicator
    period: Period
    person: Person | None
    days: int


def all_indicators() -> QuerySet[Indicator]:
    """Every indicator that is not retired, by its slug."""
    return Indicator.objects.filter(retired_on=None).select_related("owes")


def indicator(slug: str) -> Indicator | None:
    """The indicator of a slug, also a retired one."""
    return Indicator.objects.filter(slug=slug).select_related("owes").first()


def measure_of(indicator: Indicator) -> Measure | None:
    """What counts an indicator; None where people enter it, or where no room counts it any more."""
    return all_measures().get(indicator.measure) if indicator.measure else None


def latest(indicator: Indicator) -> Reading | None:
    """The newest reading of the newest period."""
    return Reading.objects.filter(indicator=indicator).order_by("-ends_on", "-at", "-pk").first()


def reading_of(indicator: Indicator, period: Period) -> Reading | None:
    """The newest reading of exactly this period."""
    found = Reading.objects.filter(indicator=indicator, starts_on=period.start, ends_on=period.end)
    return found.order_by("-at", "-pk").first()


def course(indicator: Indicator) -> list[Reading]:
    """The newest reading of each period, oldest period first."""
    rows = Reading.objects.filter(indicator=indicator).order_by("ends_on", "starts_on", "at", "pk")
    return list({(row.starts_on, row.ends_on): row for row in rows}.values())


def readings_of(indicator: Indicator) -> QuerySet[Reading]:
    """Every reading there ever was, also those in whose place another one stands, newest first."""
    return Reading.objects.filter(indicator=indicator).order_by("-at", "-pk")


def figure_of(reading: Reading) -> Figure:
    """A reading as a figure, with its parts."""
    parts = {split: {part: _part(row) for part, row in rows.items()} for split, rows in reading.parts.items()}
    low, high = _number(reading.low), _number(reading.high)
    return Figure(_number(reading.value), low, high, reading.known, reading.expected, parts)


def parts_of(parts: Mapping[str, Mapping[str, Figure]]) -> dict[str, dict[str, list[float | int | None]]]:
    """The parts of a figure as a reading keeps them."""
    return {
        split: {part: [one.value, one.low, one.high, one.known, one.expected] for part, one in rows.items()}
        for split, rows in parts.items()
    }


def now(indicator: Indicator) -> Figure:
    """What an indicator says now: counted for the running period, or the newest reading where people enter it.

    A count is kept for ten minutes. `value` is None where nothing is known.
    """
    found = measure_of(indicator)
    if found is None:
        reading = latest(indicator)
        return figure_of(reading) if reading else Figure(None)
    period = period_of(timezone.localdate(), indicator.cadence)
    key = f"indicator/{found.key}/{found.version}/{period.start}/{period.end}"
    counted: Figure | None = cache.get(key)
    if counted is None:
        counted = found.read(period)
        cache.set(key, counted, FRESH)
    return counted


def periods(indicator: Indicator, until: dt.date) -> list[Period]:
    """Every period from the first day of an indicator to the one that holds a day, oldest first."""
    first = indicator.starts_on or timezone.localdate(indicator.made_at)
    last = min(until, indicator.retired_on) if indicator.retired_on else until
    return periods_between(first, last, indicator.cadence)


def unread(indicator: Indicator, today: dt.date) -> list[Period]:
    """The periods that ended before today and that no reading speaks of, oldest first."""
    read = list(Reading.objects.filter(indicator=indicator).values_list("starts_on", "ends_on").distinct())
    ended = (one for one in periods(indicator, today) if one.end < today)
    return [one for one in ended if not any(start <= one.end and end >= one.start for start, end in read)]


def owing(today: dt.date) -> list[Owed]:
    """Every period whose reading people still owe, longest owed first; nothing of what is retired."""
    entered = all_indicators().filter(measure="")
    found = [Owed(one, period, one.owes, (today - period.end).days) for one in entered for period in unread(one, today)]
    return sorted(found, key=lambda owed: (owed.period.end, owed.indicator.slug))


def _part(row: list[Any]) -> Figure:
    value, low, high, known, expected = row
    return Figure(value, low, high, known, expected)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
