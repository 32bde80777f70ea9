"""A person in; all that this portal keeps about them, as plain data, out."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from portal.academy.programme.looks import alias
from portal.academy.programme.models import Application, Crew, Participant
from portal.ground.ledger.models import Entry
from portal.ground.people.models import Person

SECRET = frozenset({"password", "token", "sealed", "code"})  # keys: the token of a consent is the guardian's alone


def all_about(person: Person) -> dict[str, Any]:
    """Their own row, every row of every room that points at them, and what the ledger says of their handle.

    Rooms are found through the foreign keys themselves, so that a new one cannot be forgotten here; and with each row
    what hangs on it one to one, such as the private part of an application, and all that hangs on them as who took part
    in an academy or was of its crew. Academies know a participant by an alias.
    """
    about: dict[str, Any] = {"person": _row(person)}
    for relation in Person._meta.related_objects:
        rows = list(relation.related_model._default_manager.filter(**{relation.field.name: person}))
        about[f"{relation.related_model._meta.label_lower}.{relation.field.name}"] = [_row(row) for row in rows]
        for part in relation.related_model._meta.related_objects:
            if part.one_to_one:
                hung = part.related_model._default_manager.filter(**{f"{part.field.name}__in": rows})
                about[f"{part.related_model._meta.label_lower}.{part.field.name}"] = [_row(row) for row in hung]
    took_part = list(Participant.objects.filter(person=person))
    about |= _hung(Participant, took_part) | _hung(Crew, list(Crew.objects.filter(person=person)))
    applied = Application.objects.filter(person=person)
    aliases = [*(alias(one) for one in applied), *(alias(one) for one in took_part)]
    known = Q(actor__in=[person.handle, *aliases]) | Q(subject__in=aliases)
    about["ledger"] = [row.as_row() for row in Entry.objects.filter(known).order_by("number")]
    return about


def _hung(kind: type[Model], owners: list[Any]) -> dict[str, list[dict[str, Any]]]:
    """Every row of every room that points at one of some rows, by the name of its kind and of the field."""
    found = {}
    for relation in kind._meta.related_objects:
        rows = relation.related_model._default_manager.filter(**{f"{relation.field.name}__in": owners}).distinct()
        found[f"{relation.related_model._meta.label_lower}.{relation.field.name}"] = [_row(row) for row in rows]
    return found


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
