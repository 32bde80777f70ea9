"""The portal's models in; its tables, their rows as values that JSON can hold, and back, out."""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

Row = list[Any]
CHUNK = 1000

# Tables that hold rows as soon as they are made.
BORN_WITH_ROWS = frozenset({"auth_permission", "django_content_type", "django_migrations"})

_WRITE: dict[type, tuple[str, Callable[[Any], str]]] = {
    dt.datetime: ("at", dt.datetime.isoformat),
    dt.date: ("day", dt.date.isoformat),
    dt.time: ("time", dt.time.isoformat),
    dt.timedelta: ("span", lambda value: str(value // dt.timedelta(microseconds=1))),
    Decimal: ("number", str),
    uuid.UUID: ("uuid", str),
    bytes: ("bytes", lambda value: base64.b64encode(value).decode("ascii")),
    memoryview: ("bytes", lambda value: base64.b64encode(value).decode("ascii")),
}
_READ: dict[str, Callable[[str], Any]] = {
    "at": dt.datetime.fromisoformat,
    "day": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "span": lambda text: dt.timedelta(microseconds=int(text)),
    "number": Decimal,
    "uuid": uuid.UUID,
    "bytes": lambda text: base64.b64decode(text, validate=True),
}


def all_models() -> dict[str, type[models.Model]]:
    """Every table that the portal has, by name: those of models, of their joins, and Django's record of migrations."""
    found: list[type[models.Model]] = [MigrationRecorder.Migration]
    found += [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {model._meta.db_table: model for model in sorted(found, key=lambda one: one._meta.db_table)}


def fields_of(model: type[models.Model]) -> dict[str, models.Field[Any, Any]]:
    """The fields of a model by their columns, in its order."""
    return {str(field.column): field for field in model._meta.concrete_fields}


def read_rows(model: type[models.Model]) -> Iterator[Row]:
    """Every row of a table, in the order of its key, a thousand at a time in memory."""
    fields = list(fields_of(model).values())
    rows: models.QuerySet[Any] = models.QuerySet(model)
    bare = rows.order_by("pk").values_list(*(field.attname for field in fields))
    json_at = {index for index, field in enumerate(fields) if isinstance(field, models.JSONField)}
    for values in bare.iterator(chunk_size=CHUNK):
        yield [_written(value, index in json_at) for index, value in enumerate(values)]


def write_rows(model: type[models.Model], rows: list[Row]) -> None:
    """Insert rows as they were read, past everything that would set a value anew."""
    quote = connection.ops.quote_name
    fields = fields_of(model)
    columns = ", ".join(map(quote, fields))
    marks = ", ".join(["%s"] * len(fields))
    values = [
        [field.get_db_prep_save(_read(value), connection) for field, value in zip(fields.values(), row, strict=True)]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})", values)


def _written(value: Any, is_json: bool) -> Any:
    if value is None:
        return None
    if is_json:
        return {"json": value}
    for kind, (name, write) in _WRITE.items():
        if isinstance(value, kind):
            return {name: write(value)}
    return value


def _read(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    ((name, inner),) = value.items()
    return inner if name == "json" else _READ[name](inner)
