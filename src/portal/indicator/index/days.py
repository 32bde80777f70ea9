"""Days of the portal in; the second at which each of them ends, out; and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
from django.utils import timezone

from portal.indicator.index.rows import Ints


def end_of(day: dt.date) -> int:
    """The first second after a day where the portal is, since 1970."""
    return int(ends(day, day)[0])


def ends(first: dt.date, last: dt.date) -> Ints:
    """The same for each day from the first to the last."""
    zone, midnight = timezone.get_current_timezone(), dt.time()
    after = range(first.toordinal() + 1, last.toordinal() + 2)
    return np.array([dt.datetime.combine(dt.date.fromordinal(n), midnight, zone).timestamp() for n in after], np.int64)


def day_of(second: int) -> dt.date:
    """The day of a second since 1970, where the portal is."""
    return dt.date.fromordinal(int(ordinals([second])[0]))


def ordinals(seconds: Iterable[int]) -> Ints:
    """The days of seconds since 1970, as `date.toordinal` counts them."""
    zone = timezone.get_current_timezone()
    return np.array([dt.datetime.fromtimestamp(each, zone).toordinal() for each in seconds], np.int64)
