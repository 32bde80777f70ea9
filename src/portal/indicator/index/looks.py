"""Questions about the index of a day, or of many days, in; what was kept, and today as it stands, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import astuple

from django.utils import timezone

from portal.indicator.index.day import Day, day_on
from portal.indicator.index.history import history
from portal.indicator.index.method import LAYERS, Method, method
from portal.indicator.index.models import IndexDay
from portal.indicator.index.rows import CRITERIA
from portal.indicator.index.sums import Share
from portal.indicator.index.whole import Index, course


def index_on(day: dt.date, how: Method | None = None) -> Index:
    """The index at the end of a day, from the records; of today as it stands now."""
    return index_of(day_on(day, how), how)


def index_of(day: Day, how: Method | None = None) -> Index:
    """The index of a day that was read already."""
    how = how or method()
    return course(day.sums(day.weight, how)[None], how).at(0, day.day)


def recount(first: dt.date, last: dt.date) -> Iterator[Index]:
    """The index of each day from the first to the last, from the records."""
    how = method()
    found = course(history(first, last, how), how)
    for place in range((last - first).days + 1):
        yield found.at(place, first + dt.timedelta(days=place))


def kept(first: dt.date | None = None, last: dt.date | None = None) -> list[Index]:
    """The kept days from the first to the last, oldest first; a day before anything was expected is not among them."""
    rows = IndexDay.objects.filter(expected__gt=0).order_by("day")
    if first:
        rows = rows.filter(day__gte=first)
    if last:
        rows = rows.filter(day__lte=last)
    return [as_index(row) for row in rows]


def course_until_now() -> list[Index]:
    """Every kept day, and today as it stands; today alone where nothing was kept yet."""
    today = timezone.localdate()
    return [*kept(last=today - dt.timedelta(days=1)), index_on(today)]


def as_row(index: Index) -> IndexDay:
    """A day as it is kept."""
    parts = {
        "layer": {str(layer): astuple(share) for layer, share in index.layers.items()},
        "criterion": {word: astuple(share) for word, share in index.criteria.items()},
    }
    whole = index.whole
    return IndexDay(
        day=index.day,
        method=method().version,
        value=whole.value,
        low=whole.low,
        high=whole.high,
        known=whole.known,
        expected=whole.expected,
        coverage=whole.coverage,
        fresh=whole.fresh,
        effective=whole.effective,
        parts=parts,
    )


def as_index(row: IndexDay) -> Index:
    """A kept day as it was counted."""
    whole = Share(row.value, row.low, row.high, row.known, row.expected, row.coverage, row.fresh, row.effective)
    layers, criteria = row.parts["layer"], row.parts["criterion"]
    return Index(
        row.day,
        whole,
        {layer: Share(*layers[str(layer)]) for layer in LAYERS if str(layer) in layers},
        {word: Share(*criteria[word]) for word in CRITERIA if word in criteria},
    )
