"""A database in; all of its tables as they stood at one moment, out, while others go on writing."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from django.db import connection, transaction


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """What is read inside is one state of the database. Must not stand in a transaction."""
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("a snapshot is a transaction of its own")
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not by way of Django, whose transactions on SQLite lock out every writer from their start.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
