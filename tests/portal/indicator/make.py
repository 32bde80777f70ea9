"""Plain data for tests of indicators: each function makes one thing, with what matters named by the caller."""

from __future__ import annotations

import datetime as dt
import itertools
from decimal import Decimal
from typing import Any

from portal.ground.measures import Period, Unit
from portal.indicator.readings import acts
from portal.indicator.readings.models import Indicator, Reading

_numbers = itertools.count(1)
Q3 = Period(dt.date(2026, 7, 1), dt.date(2026, 9, 30))


def make_indicator(measure: str = "", **fields: Any) -> Indicator:
    """A count that people enter each quarter from January 2026 on; with a measure, one that the portal counts."""
    number = next(_numbers)
    values = {
        "slug": f"indicator-{number}",
        "names": {"en": f"Indicator {number}", "sq": f"Treguesi {number}", "sr": f"Показатељ {number}"},
        "starts_on": dt.date(2026, 1, 1),
        **({} if measure else {"unit": Unit.COUNT}),
        **fields,
    }
    return acts.make_indicator("machine", values.pop("slug"), values.pop("names"), measure=measure, **values)


def make_reading(
    indicator: Indicator, value: Decimal | float | None = 7, period: Period = Q3, **fields: Any
) -> Reading:
    """What a source says of an indicator that people enter, by default for the third quarter of 2026."""
    values = {"source": "the yearly report, page 4", "as_of": dt.date(2026, 10, 5), **fields}
    return acts.enter(indicator, period, value, values.pop("by", "person-0"), **values)
