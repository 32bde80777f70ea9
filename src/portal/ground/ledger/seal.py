"""A table in; the same table out, which the database itself will neither change nor empty row by row."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql
"""


def seal(connection: BaseDatabaseWrapper, table: str) -> None:
    """Forbid UPDATE and DELETE on a table."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            cursor.execute(
                f'CREATE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION portal_append_only()"
            )
            return
        for deed in ("UPDATE", "DELETE"):
            cursor.execute(
                f'CREATE TRIGGER IF NOT EXISTS {table}_sealed_{deed.lower()} BEFORE {deed} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def unseal(connection: BaseDatabaseWrapper, table: str) -> None:
    """Allow again what `seal` forbade: for a restore into an empty database, and for nothing else."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'DROP TRIGGER IF EXISTS {table}_sealed ON "{table}"')
            return
        for deed in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_sealed_{deed}")
