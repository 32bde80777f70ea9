"""The file of indicators that ship with the portal in; those that are not there yet, in the database, out."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from portal.ground.ledger.acts import MACHINE
from portal.ground.measures import all_measures
from portal.indicator.readings.acts import make_indicator
from portal.indicator.readings.models import Indicator


def load_indicators() -> int:
    """Add the shipped indicators, which the portal counts; how many were new.

    One that is there already, by its slug, stays as people changed it, also where they retired it. One whose measure
    no room has is left out.
    """
    counted = all_measures()
    there = set(Indicator.objects.values_list("slug", flat=True))
    new = [row for row in shipped() if row["slug"] not in there and row["measure"] in counted]
    for row in new:
        values = {name: row[name] for name in ("about", "cadence", "starts_on") if name in row}
        make_indicator(MACHINE, row["slug"], row["names"], measure=row["measure"], **values)
    return len(new)


def shipped() -> tuple[dict[str, Any], ...]:
    """The rows of data/indicator/indicators.toml, in their order."""
    return _read(settings.DATA / "indicator" / "indicators.toml")


@lru_cache(maxsize=4)
def _read(place: Path) -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(place.read_text(encoding="utf-8"))["indicator"])
