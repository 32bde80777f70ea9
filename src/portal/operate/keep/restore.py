"""A backup and a database in; a database that holds just what the backup holds, checked, or no change at all, out."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from portal.ground.ledger.chain import verify
from portal.ground.ledger.looks import rows as ledger_rows
from portal.ground.ledger.seal import seal, unseal
from portal.operate.keep.archive import ArchiveError, Reader, opened
from portal.operate.keep.backup import Kept, migrations
from portal.operate.keep.sums import Sum
from portal.operate.keep.tables import BORN_WITH_ROWS, CHUNK, all_models, fields_of, read_rows, write_rows


class NotEmptyError(Exception):
    """The database holds rows already; the words say where."""


def check(source: Path) -> dict[str, Any]:
    """Read a whole backup and check every digest; its head. Raises ArchiveError at the first fault."""
    with opened(source) as archive:
        for _name, _columns, rows in archive.tables():
            for _row in rows:
                pass
        return archive.head


def restore(source: Path, replace: bool = False) -> Kept:
    """Bring back a backup into a database that has its tables, all of it or nothing.

    Raises NotEmptyError when the database holds rows and `replace` is False, ArchiveError when the backup is damaged,
    belongs to another version of the portal, or is not what stands in the database afterwards.
    """
    known = all_models()
    with opened(source) as archive, transaction.atomic():
        _fits(archive)
        filled = filled_tables()
        if filled and not replace:
            raise NotEmptyError(f"the database is not empty: {', '.join(filled)}")
        sealed = sealed_tables()
        for table in sealed:
            unseal(connection, table)
        _empty(known)
        sums = _fill(archive, known)
        _settle(known)
        for table in sealed:
            seal(connection, table)
        return _proven(archive, known, sums)


def filled_tables() -> list[str]:
    """The tables that hold rows, other than those that are made with some."""
    return [
        name for name, model in all_models().items() if name not in BORN_WITH_ROWS and models.QuerySet(model).exists()
    ]


def sealed_tables() -> list[str]:
    """The tables that the database itself keeps append-only."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE '%%\\_sealed'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%%_sealed_update'"
    with connection.cursor() as cursor:
        cursor.execute(query, [])
        return sorted(name.rpartition("_sealed")[0] for (name,) in cursor.fetchall())


def _fits(archive: Reader) -> None:
    here, there = migrations(), archive.head["migrations"]
    if here != there:
        other = sorted({*here} ^ {*there})
        raise ArchiveError(
            f"the backup was made by another version of the portal: {', '.join(other[:5])}. "
            "Restore it with that version, then update."
        )


def _empty(known: dict[str, type[models.Model]]) -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for name in known:
            cursor.execute(f"DELETE FROM {quote(name)}")


def _fill(archive: Reader, known: dict[str, type[models.Model]]) -> dict[str, Sum]:
    """Insert every row; for each table the sum of what was inserted."""
    sums = {}
    for name, columns, rows in archive.tables():
        model = known.get(name)
        if model is None or columns != list(fields_of(model)):
            raise ArchiveError(f"the table {name} of the backup is not one of this portal")
        sums[name] = Sum()
        while chunk := list(islice(rows, CHUNK)):
            try:
                write_rows(model, chunk)
            except DatabaseError as problem:
                raise ArchiveError(f"the database refuses rows of {name}: {problem}") from None
            for row in chunk:
                sums[name].add(row)
    return sums


def _settle(known: dict[str, type[models.Model]]) -> None:
    """Check that every reference leads somewhere, and let new rows get numbers after those that are there."""
    try:
        connection.check_constraints()
    except IntegrityError as problem:
        raise ArchiveError(f"the backup contradicts itself: {problem}") from None
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(known.values())):
            cursor.execute(statement)


def _proven(archive: Reader, known: dict[str, type[models.Model]], sums: dict[str, Sum]) -> Kept:
    """Read all back, and compare it with what the backup held."""
    total = 0
    for name, model in known.items():
        found = Sum()
        for row in read_rows(model):
            found.add(row)
        if sums.get(name) != found:
            raise ArchiveError(f"{name} does not read back as it stands in the backup")
        total += found.rows
    chain = verify(ledger_rows(), archive.head["ledger"]["head"])
    if chain.fault:
        raise ArchiveError(f"the ledger of the backup is broken: {chain.fault}")
    return Kept(len(known), total, chain.rows, chain.head)
