"""A day and how long periods are in; the month, quarter or year that holds it, and those before it, out."""

from __future__ import annotations

import datetime as dt

from portal.ground.measures import Period
from portal.indicator.readings.states import Cadence

_MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.YEAR: 12}


def period_of(day: dt.date, cadence: str) -> Period:
    """The whole month, quarter or year of the calendar that holds a day. Raises ValueError for no such cadence."""
    months = _MONTHS[Cadence(cadence)]
    first = day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return Period(first, _months_on(first, months) - dt.timedelta(days=1))


def periods_between(first: dt.date, last: dt.date, cadence: str) -> list[Period]:
    """Every period from the one that holds the first day to the one that holds the last, oldest first."""
    found = []
    day = first
    while day <= last:
        found.append(period_of(day, cadence))
        day = found[-1].end + dt.timedelta(days=1)
    if found and found[-1].end < last:
        found.append(period_of(last, cadence))
    return found


def _months_on(first: dt.date, months: int) -> dt.date:
    years, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + years, month=month + 1)
