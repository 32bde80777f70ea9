"""Ten years of observations in; what the index of each day costs, against bare scans of the same rows, out."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.rounds import by_turns, medians

ROOT = Path(__file__).resolve().parents[1]
FULL, QUICK = (10_000, 1_000_000), (500, 20_000)
FIRST = dt.datetime(2016, 11, 25, tzinfo=dt.UTC)
DAYS = 3650


@dataclass(frozen=True, slots=True)
class Figures:
    """Seconds for the index of every day, for handing over the same rows, and for the database's own scan of them."""

    database: str
    rows: int
    days: int
    index: float
    rows_handed_over: float
    scan: float


def set_up(quick: bool) -> None:
    """Make the database once, under var/bench, or in DATABASE_URL, and connect to it."""
    size = QUICK if quick else FULL
    home = ROOT / "var" / "bench" / f"index-{'-'.join(map(str, size))}"
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"PORTAL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "bench.portal_settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from portal.audit.models import Observation

    if not Observation.objects.exists():
        from bench.portal_data import fill

        fill(*size, 0, FIRST, DAYS)


def measure(quick: bool) -> Figures:
    """Measure all three by turns, on one database."""
    set_up(quick)
    from django.db import connection

    from portal.indicator.index.history import history
    from portal.indicator.index.method import method
    from portal.indicator.index.whole import course

    first, last = FIRST.date(), FIRST.date() + dt.timedelta(days=DAYS - 1)

    def asked(sql: str) -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall())

    def rows_handed_over() -> int:
        return len(asked("SELECT target_id, criterion, verdict, at FROM audit_observation"))

    def scan() -> object:
        return asked("SELECT count(*), sum(target_id), min(criterion), min(verdict), max(at) FROM audit_observation")

    def index() -> object:
        return course(history(first, last), method())

    work = {"index": index, "rows": rows_handed_over, "scan": scan}
    took = medians(by_turns(work, 1 if quick else 9))
    return Figures(connection.vendor, rows_handed_over(), DAYS, took["index"], took["rows"], took["scan"])


def report(figures: Figures) -> Iterator[str]:
    """The figures as lines that people read."""
    handed, scanned = figures.rows_handed_over, figures.scan
    yield (
        f"index: {figures.days:,} days over {figures.rows:,} observations ({figures.database}): {figures.index:.3f} s, "
        f"{figures.index / handed:.2f} of handing over the same rows ({handed:.3f} s), "
        f"{figures.index / scanned:.2f} of the database's own scan of them ({scanned:.3f} s)"
    )
