"""A version of a strategy and a day in; how everything stood then, as one canonical text, out."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from portal.ground.measures import Figure, Period, all_measures
from portal.indicator.readings import looks as readings
from portal.indicator.readings.models import Indicator, Reading
from portal.strategy.plan.contents import contents
from portal.strategy.plan.models import Version
from portal.strategy.review.standing import standing

LAYOUT = 1
MEDIA = "application/json"


def frozen(version: Version, at: dt.datetime, today: dt.date) -> bytes:
    """The version, all readings of its indicators, all measures of the year so far, and what stands around them."""
    indicators = Indicator.objects.filter(aims__version=version).distinct().order_by("slug")
    year = Period(dt.date(today.year, 1, 1), today)
    found = {
        "layout": LAYOUT,
        "taken_at": at.isoformat(timespec="seconds"),
        "strategy": version.strategy.slug,
        "version": {"number": version.number, "digest": version.digest},
        "contents": contents(version),
        "indicators": {one.slug: _indicator(one) for one in indicators},
        "measures": {
            key: {"unit": str(measure.unit), "kind": str(measure.kind), **_figure(measure.read(year))}
            for key, measure in all_measures().items()
        },
        **standing(version),
        "measured": {"from": year.start.isoformat(), "until": year.end.isoformat()},
    }
    return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "names": one.names,
        "unit": one.unit,
        "measure": one.measure,
        "rises": one.rises,
        "now": _figure(readings.now(one)) if one.measure else None,
        "readings": [_reading(row) for row in readings.course(one)],
    }


def _reading(row: Reading) -> dict[str, Any]:
    return {
        "from": row.starts_on.isoformat(),
        "until": row.ends_on.isoformat(),
        **_figure(readings.figure_of(row)),
        "narrative": row.narrative,
        "confidence": row.confidence,
        "source": row.source,
        "as_of": row.as_of.isoformat(),
    }


def _figure(found: Figure) -> dict[str, Any]:
    return {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "known": found.known,
        "expected": found.expected,
    }
