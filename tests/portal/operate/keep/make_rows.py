"""Models in; rows in every one of their tables, of every kind of value, out."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django.db import connection, models, transaction

from portal.ground.ledger import acts
from portal.operate.keep.tables import BORN_WITH_ROWS, all_models

WORDS = "Gjakovë Ђаковица “x” \\ \t\n\u2028 🇽🇰"
MOMENT = dt.datetime(2026, 11, 23, 12, 34, 56, 789012, tzinfo=dt.UTC)
EACH = 2
# An aim is of one part: of an objective or of an initiative.
ALWAYS, NEVER = {"plan.Aim.objective"}, {"plan.Aim.initiative"}


def fill_every_table() -> None:
    """Two rows in each table: one with every field set, one with nothing where nothing is allowed."""
    for number in range(EACH):
        with transaction.atomic():
            acts.record(
                "target.added", f"target/{number}", "machine", {"words": WORDS, "n": [1, 2.5, None, {"k": True}]}
            )
    waiting = [model for name, model in all_models().items() if name not in BORN_WITH_ROWS and name != "ledger_entry"]
    while waiting:
        ready = [model for model in waiting if not needs(model) & set(waiting) - {model}]
        assert ready, f"circular: {waiting}"
        for model in ready:
            for number in range(EACH):
                make(model, number).save_base(raw=True, force_insert=True)
            waiting.remove(model)


def needs(model: type[models.Model]) -> set[type[models.Model]]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}  # type: ignore[misc]


def make(model: type[models.Model], number: int) -> models.Model:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    return model(**{field.attname: value(field, number) for field in fields})


def value(field: models.Field[Any, Any], number: int) -> Any:
    """A value for a field, different from row to row where it can be; None in the second row where it may be."""
    if (number == 1 and field.null and str(field) not in ALWAYS) or str(field) in NEVER:
        return None
    if isinstance(field, models.ForeignKey):
        keys = list(models.QuerySet(field.related_model).order_by("pk").values_list("pk", flat=True))
        return keys[number] if keys else None  # the first row of a table that points at itself points at nothing
    if field.choices:
        return next(iter(field.flatchoices))[0]
    for kind, made in _VALUES.items():
        if isinstance(field, kind):
            return made(field, number)
    raise NotImplementedError(f"a value for {field!r}")


def _text(field: Any, number: int) -> str:
    return f"{number} {WORDS} {field.name}"[: field.max_length or None]


# The first that fits counts, so a kind stands before those it is derived from.
_VALUES: dict[type, Any] = {
    models.JSONField: lambda _field, number: {"n": number, "words": WORDS, "more": [None, True, 1.5, {"ë": []}]},
    models.UUIDField: lambda _field, number: uuid.UUID(int=2**100 + number),
    models.EmailField: lambda _field, number: f"person{number}@example.org",
    models.CharField: _text,
    models.TextField: _text,
    models.DateTimeField: lambda field, number: MOMENT + dt.timedelta(days=number, hours=field.name.startswith("ends")),
    models.DateField: lambda _field, number: MOMENT.date() + dt.timedelta(days=number),
    models.DecimalField: lambda _field, number: Decimal(f"{number}.25"),
    models.BooleanField: lambda _field, number: number == 0,
    models.IntegerField: lambda _field, number: 10 + number,
    models.FloatField: lambda _field, number: number + 0.1,
    models.BinaryField: lambda _field, number: bytes(range(256)) + bytes([number]),
}


def dump() -> dict[str, list[list[Any]]]:
    """Every row of every table that the database itself knows of, without asking any model."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            order = sorted(range(len(columns)), key=columns.__getitem__)
            found[table] = sorted(([plain(row[index]) for index in order] for row in cursor.fetchall()), key=repr)
    return found


def plain(raw: Any) -> Any:
    """A raw value that can be compared; JSON kept as text is parsed, since the order of its keys means nothing."""
    if isinstance(raw, memoryview):
        return bytes(raw)
    if isinstance(raw, str) and raw.startswith(("{", "[")):
        with suppress(ValueError):
            return json.loads(raw)
    return raw
