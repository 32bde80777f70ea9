"""A person in; all that this portal keeps about them, as plain data, out."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from portal.ground.ledger.models import Entry
from portal.ground.people.models import Person

SECRET = frozenset({"password"})


def all_about(person: Person) -> dict[str, Any]:
    """Their own row, every row of every room that points at them, and what the ledger says of their handle.

    Rooms are found through the foreign keys themselves, so that a new one cannot be forgotten here.
    """
    about: dict[str, Any] = {"person": _row(person)}
    for relation in Person._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{relation.field.name: person})
        about[f"{relation.related_model._meta.label_lower}.{relation.field.name}"] = [_row(row) for row in rows]
    about["ledger"] = [row.as_row() for row in Entry.objects.filter(actor=person.handle).order_by("number")]
    return about


def _row(row: Model) -> dict[str, Any]:
    return {
        field.name: field.value_to_string(row) if field.is_relation else _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.name not in SECRET
    }


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if isinstance(value, str | int | float | bool | dict | list | None) else str(value)
