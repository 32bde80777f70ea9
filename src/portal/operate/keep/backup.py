"""A database and a file's name in; every row of every table in that file, as of one moment, out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from portal.ground.ledger.looks import head
from portal.operate.keep.archive import written
from portal.operate.keep.snapshot import snapshot
from portal.operate.keep.tables import all_models, fields_of, read_rows


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds, or what a restore brought back: tables, rows, and the ledger's number of rows and end."""

    tables: int
    rows: int
    ledger: int
    head: str


def back_up(target: Path) -> Kept:
    """Write a backup. Raises ArchiveError when the file cannot be written; an older one is then still there."""
    with snapshot(), written(target) as archive:
        last = head()
        archive.head(
            made_at=timezone.now().isoformat(),
            database=connection.vendor,
            migrations=migrations(),
            ledger={"rows": last[0], "head": last[1]},
        )
        rows = 0
        tables = all_models()
        for name, model in tables.items():
            rows += archive.table(name, list(fields_of(model)), read_rows(model))
    return Kept(len(tables), rows, last[0], last[1])


def migrations() -> list[str]:
    """The steps that brought the tables to their form."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)
