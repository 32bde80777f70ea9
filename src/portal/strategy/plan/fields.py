"""What somebody wrote for the fields of a part in; values that fit their columns, or an error at the field, out."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from portal.ground.languages.plain import plain as tidy
from portal.indicator.readings.models import Indicator
from portal.strategy.plan.models import (
    Activity,
    Aim,
    Budget,
    Dependency,
    Initiative,
    Milestone,
    Objective,
    Partner,
    Payment,
    Risk,
    Role,
    Strategy,
    Version,
)

TEXTS = ("names", "about", "answer")
LISTS = ("objectives", "milestones")
LONGEST = {"names": 300, "about": 6000, "answer": 3000}
KINDS: dict[str, type[Objective | Initiative | Activity | Risk]] = {
    "objective": Objective,
    "initiative": Initiative,
    "activity": Activity,
    "risk": Risk,
}
_CITED = ("source", "as_of")
_PART = ("names", "about", "order", *_CITED)
FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    Strategy: ("names", "about", "organisation", "iati_ref", "iati_type", "homepage", "currency"),
    Version: ("names", "about", *_CITED),
    Partner: ("names", "iati_ref", "iati_type", "country", "homepage", *_CITED),
    Objective: (*_PART, "parent"),
    Initiative: (
        *_PART,
        *("objectives", "state", "lever", "starts_on", "ends_on", "programme", "responsible", "role"),
    ),
    Activity: (*_PART, "initiative", "state", "starts_on", "ends_on", "place"),
    Risk: (*_PART, "objective", "initiative", "likelihood", "impact", "answer", "responsible"),
    Dependency: ("initiative", "needs", "about"),
    Role: ("partner", "initiative", "kind", *_CITED),
    Budget: ("initiative", "payer", "starts_on", "ends_on", "amount", "currency", "is_committed", *_CITED),
    Payment: ("initiative", "kind", "on", "amount", "currency", "payer", "payee", "about", "ref", *_CITED),
    Aim: ("objective", "initiative", "indicator", "baseline", "baseline_on", "about", "order", "milestones", *_CITED),
    Milestone: ("starts_on", "ends_on", "value", "about"),
}
"""What can be written of each kind of row. `objectives` is a list of keys, `milestones` a list of such mappings."""

Scope = Version | Strategy


class PlanError(ValueError):
    """What somebody wrote cannot stand; `field` says where, `message` why, in the reader's language."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


def cleaned(model: type[models.Model], scope: Scope, values: Mapping[str, Any]) -> dict[str, Any]:
    """Each value as its column takes it, texts once a language (`names.sq`). Raises PlanError at the first that fails.

    Rows that are referred to may be given as rows, or by the key that they have in the version or the strategy.
    """
    made: dict[str, Any] = {}
    for name, value in values.items():
        field, _dot, language = name.partition(".")
        if field not in FIELDS[model]:
            raise PlanError(name, _("There is no such field."))
        if field in TEXTS:
            texts = {language: value} if language else value
            made |= _texts(field, texts)
        elif field == "objectives":
            made[name] = _objectives(scope, value)
        elif field == "milestones":
            made[name] = milestones(scope, value)
        else:
            made[name] = _value(model, field, scope, value)
    return made


def _texts(field: str, texts: Any) -> dict[str, str]:
    if not isinstance(texts, Mapping):
        raise PlanError(field, _("Give the text of each language."))
    made = {}
    for language, text in texts.items():
        if not (isinstance(language, str) and language.isascii() and language.isalpha() and 2 <= len(language) <= 3):
            raise PlanError(field, _("There is no such language."))
        if not isinstance(text, str):
            raise PlanError(f"{field}.{language}", _("Give the text of each language."))
        made[f"{field}.{language}"] = tidy(text).strip()
        if len(made[f"{field}.{language}"]) > LONGEST[field]:
            words = _("Please use at most %(number)d letters.") % {"number": LONGEST[field]}
            raise PlanError(f"{field}.{language}", words)
    return made


def _value(model: type[models.Model], name: str, scope: Scope, value: Any) -> Any:
    try:
        column = model._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise PlanError(name, _("There is no such field.")) from error
    if isinstance(column, models.ForeignKey):
        if value in (None, "") and column.null:
            return None
        return _row(column.related_model, scope, name, value)
    assert isinstance(column, models.Field)
    if isinstance(value, models.Model) and hasattr(value, "key"):
        value = value.key
    if value in (None, ""):
        if column.null:
            return None
        if column.blank:
            return ""
    if isinstance(value, str):
        value = tidy(value).strip()
    try:
        made = column.clean(value, None)
    except ValidationError as error:
        raise PlanError(name, error.messages[0]) from error
    if name == "currency" and not (len(made) == 3 and made.isascii() and made.isalpha() and made.isupper()):
        raise PlanError(name, _("Give a currency by its three letters, such as EUR."))
    return made


def _row(model: Any, scope: Scope, name: str, value: Any) -> models.Model:
    key = getattr(value, "key", None) or getattr(value, "slug", None) or value
    strategy = scope.strategy if isinstance(scope, Version) else scope
    found: models.Model | None
    if model is Indicator:
        found = Indicator.objects.filter(slug=key).first()
    elif model is Partner:
        found = Partner.objects.filter(strategy=strategy, slug=key).first()
    else:
        found = model.objects.filter(version=scope, key=key).first() if isinstance(scope, Version) else None
    if found is None:
        raise PlanError(name, _("There is no “%(key)s” here.") % {"key": key})
    return found


def _objectives(scope: Scope, keys: Iterable[Any]) -> list[Objective]:
    found = {key: _row(Objective, scope, "objectives", key) for key in sorted({getattr(k, "key", k) for k in keys})}
    return [row for row in found.values() if isinstance(row, Objective)]


def milestones(scope: Scope, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The milestones of an aim as they are kept, oldest first. Raises PlanError, also where two periods overlap."""
    made = []
    for row in rows:
        try:
            flat = cleaned(Milestone, scope, {"about": {}, **row})
        except PlanError as error:
            raise PlanError("milestones", error.message) from error
        if not {"starts_on", "ends_on", "value"} <= set(flat):
            raise PlanError("milestones", _("Each target needs its first day, its last day and its figure."))
        about = {name.removeprefix("about."): text for name, text in flat.items() if name.startswith("about.") and text}
        one = {"starts_on": flat["starts_on"], "ends_on": flat["ends_on"], "value": flat["value"], "about": about}
        if one["ends_on"] < one["starts_on"]:
            raise PlanError("milestones", _("A period ends on its first day or later."))
        made.append(one)
    made.sort(key=lambda one: (one["ends_on"], one["starts_on"]))
    for earlier, later in itertools.pairwise(made):
        if later["starts_on"] <= earlier["ends_on"]:
            raise PlanError("milestones", _("Two periods overlap."))
    return made


def plain(value: Any) -> Any:
    """A value as JSON takes it: dates as text, numbers without idle zeros, rows by their keys."""
    if isinstance(value, models.Model):
        return getattr(value, "key", None) or getattr(value, "slug", None)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f") if value else "0"
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


def read(row: models.Model, name: str) -> Any:
    """What a row says in a field now, in the form of `plain`; `names.sq` is empty where it has no such text."""
    field, _dot, language = name.partition(".")
    if field == "objectives":
        assert isinstance(row, Initiative)
        return sorted(one.key for one in row.objectives.all())
    if field == "milestones":
        assert isinstance(row, Aim)
        return [plain({name: getattr(one, name) for name in FIELDS[Milestone]}) for one in row.milestones.all()]
    value = getattr(row, field)
    return plain(value.get(language, "") if language else value)


def lay(row: models.Model, values: Mapping[str, Any]) -> None:
    """Put cleaned values into a row, without saving it; its objectives and milestones stand in rows of their own."""
    for name, value in values.items():
        field, _dot, language = name.partition(".")
        if language:
            texts = {**getattr(row, field), language: value}
            setattr(row, field, {tongue: text for tongue, text in texts.items() if text})
        elif field not in LISTS:
            setattr(row, field, value)


def put_lists(row: models.Model, values: Mapping[str, Any]) -> None:
    """Write the objectives of an initiative and the milestones of an aim, where they are among cleaned values."""
    if isinstance(row, Initiative) and "objectives" in values:
        row.objectives.set(values["objectives"])
    if isinstance(row, Aim) and "milestones" in values:
        row.milestones.all().delete()
        Milestone.objects.bulk_create([Milestone(aim=row, **one) for one in values["milestones"]])
