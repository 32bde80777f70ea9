"""New rows of one table in; all of them in the database, those that are there already left as they are, out.

What `bulk_create` does for any model and any database costs more than the reading itself when there are many rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models


def insert(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model; must be called in a transaction. Their primary keys are not told."""
    if not rows:
        return
    meta = rows[0]._meta
    fields = [field for field in meta.local_concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns, places = ", ".join(quote(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    told = [(field.attname, _adapter(field)) for field in fields]
    values = [[adapt(getattr(row, name)) if adapt else getattr(row, name) for name, adapt in told] for row in rows]
    with connection.cursor() as cursor:
        sql = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING"
        cursor.executemany(sql, values)


def _adapter(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.JSONField):
        return json.dumps
    return None
