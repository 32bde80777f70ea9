"""Plain data about releases: how Kosovo stood, and lines of versions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from portal.audit.line import Listed
from portal.audit.models import Change, Release
from portal.audit.releases import list_releases, record_release
from portal.catalogue.models import Target
from tests.portal.make import NOON

START = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
MONTH = dt.timedelta(days=30)


def make_stood(verdict: str = "listed", label: str = "Kosovo", value: str = "XK") -> dict[str, Any]:
    """How Kosovo stands in the country list of a package."""
    if verdict in ("missing", "not-expected"):
        label = value = ""
    return {"country": {"verdict": verdict, "label": label, "value": value, "entries": 250}}


def make_listed(*versions: str) -> list[Listed]:
    """Versions a month apart."""
    return [Listed(version, START + number * MONTH) for number, version in enumerate(versions)]


def read(target: Target, version: str, verdict: str = "listed", **stood: str) -> Release:
    """Write down what was read in one version."""
    return record_release(
        target, version, at=NOON, tool="listed 0.1.0", verdict=verdict, criteria=make_stood(verdict, **stood)
    )


def make_line(target: Target, **verdicts: str) -> None:
    """Releases that were read, such as v1="missing"; one with an empty verdict stays unread."""
    list_releases(target, make_listed(*verdicts))
    for version, verdict in verdicts.items():
        if verdict:
            read(target, version, verdict)


def told(target: Target) -> list[tuple[str, str, str, str, str, str, int]]:
    """The changes of a target as they lie in its line."""
    rows = Change.objects.filter(target=target).order_by("release__place", "criterion", "shift")
    fields = ("before__version", "release__version", "criterion", "shift", "was", "now", "skipped")
    return list(rows.values_list(*fields))
