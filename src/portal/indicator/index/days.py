"""Days of the portal in; the second at which each of them ends, out."""

from __future__ import annotations

import datetime as dt

import numpy as np
from django.utils import timezone

from portal.indicator.index.rows import Ints


def end_of(day: dt.date) -> int:
    """The first second after a day where the portal is, since 1970."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), timezone.get_current_timezone())
    return int(midnight.timestamp())


def ends(first: dt.date, last: dt.date) -> Ints:
    """The same for each day from the first to the last."""
    return np.array([end_of(dt.date.fromordinal(each)) for each in range(first.toordinal(), last.toordinal() + 1)])


def day_of(second: int) -> dt.date:
    """The day of a second since 1970, where the portal is."""
    return dt.datetime.fromtimestamp(second, timezone.get_current_timezone()).date()
