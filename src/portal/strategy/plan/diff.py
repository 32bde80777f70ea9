"""The contents of two versions in; what came, went, moved and changed from one to the other, in words, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.ground.languages.said import LANGUAGES, said
from portal.indicator.readings.models import Indicator
from portal.strategy.plan.fields import FIELDS, TEXTS, plain
from portal.strategy.plan.labels import CHOICES, GONE, LABELS, NEW, TONGUES
from portal.strategy.plan.models import Activity, Aim, Budget, Dependency, Initiative, Objective, Risk, Role, Version

Row = Mapping[str, Any]
LISTS: dict[str, tuple[type[Any], Callable[[Row], tuple[Any, ...]]]] = {
    "objectives": (Objective, lambda row: (row["key"],)),
    "initiatives": (Initiative, lambda row: (row["key"],)),
    "activities": (Activity, lambda row: (row["key"],)),
    "risks": (Risk, lambda row: (row["key"],)),
    "aims": (Aim, lambda row: (row["objective"], row["initiative"], row["indicator"])),
    "roles": (Role, lambda row: (row["initiative"], row["partner"], row["kind"])),
    "budgets": (Budget, lambda row: (row["initiative"], row["payer"], row["starts_on"], row["is_committed"])),
    "dependencies": (Dependency, lambda row: (row["initiative"], row["needs"])),
}
_MOVES = {("objectives", "parent"), ("activities", "initiative"), ("initiatives", "objectives")}
_POINTS = {
    "parent": "objectives",
    "objective": "objectives",
    "objectives": "objectives",
    "initiative": "initiatives",
    "needs": "initiatives",
    "partner": "partners",
    "responsible": "partners",
    "payer": "partners",
}
_DAYS = ("starts_on", "ends_on", "as_of", "baseline_on")


class Change(StrEnum):
    """What happened to a part, or to a field of it."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `part`: `objective/key` and the like; `field`: empty where the whole part came or went.

    `was`, `now`: as the contents have it, None where there is nothing. `name`: what the part is called, `words`: the
    whole in one sentence, both in the reader's language.
    """

    part: str
    kind: Change
    was: Any
    now: Any
    words: str
    name: str = ""
    field: str = ""


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Difference]:
    """Every difference between the contents of two versions: first the version itself, then part by part.

    Where a part stands under another one now, it moved. Names are taken from the newer version.
    """
    names = _Names(old, new)
    fields = (*FIELDS[Version], "starts_on")
    found = list(_fields("version", "version", _("The version"), old, new, fields, names))
    for what, (model, key) in LISTS.items():
        before = {key(row): row for row in old.get(what, ())}
        after = {key(row): row for row in new.get(what, ())}
        for identity in _in_order(before, after):
            was, now = before.get(identity), after.get(identity)
            row = now or was or {}
            part, name = _part(what, row), names.of(what, row)
            if was is None:
                found.append(Difference(part, Change.ADDED, None, now, str(NEW[what]) % {"name": name}, name))
            elif now is None:
                found.append(Difference(part, Change.REMOVED, was, None, str(GONE[what]) % {"name": name}, name))
            else:
                found.extend(_fields(what, part, name, was, now, FIELDS[model], names))
    return found


def _in_order(before: Mapping[Any, Row], after: Mapping[Any, Row]) -> list[Any]:
    rows = {**before, **after}
    return sorted(rows, key=lambda one: (rows[one].get("order") or 0, [str(part or "") for part in one]))


def _part(what: str, row: Row) -> str:
    kind = LISTS[what][0].__name__.lower()
    if "key" in row:
        return f"{kind}/{row['key']}"
    whose = f"objective/{row['objective']}" if row.get("objective") else f"initiative/{row.get('initiative')}"
    if what == "aims":
        return f"aim/{whose}/{row['indicator']}"
    return whose if row.get("initiative") else "version"


def _fields(
    what: str, part: str, name: str, was: Row, now: Row, fields: Iterable[str], names: _Names
) -> Iterator[Difference]:
    for field in fields:
        old, new = was.get(field), now.get(field)
        if old == new:
            continue
        if field in TEXTS:
            yield from _texts(part, name, field, old or {}, new or {})
            continue
        kind = Change.MOVED if (what, field) in _MOVES or field == "order" else Change.CHANGED
        told = {
            "name": name,
            "field": LABELS[field],
            "was": names.value(field, old, was),
            "now": names.value(field, new, now),
        }
        words = _("%(name)s. %(field)s: %(was)s before, %(now)s now.") % told
        yield Difference(part, kind, old, new, words, name, field)


def _texts(part: str, name: str, field: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for language in sorted({*old, *new}, key=lambda one: (one not in LANGUAGES, one)):
        was, now = old.get(language), new.get(language)
        if was == now:
            continue
        told = {"name": name, "field": LABELS[field], "language": TONGUES.get(language, language)}
        told |= {"was": was or _("nothing"), "now": now or _("nothing")}
        words = _("%(name)s. %(field)s in %(language)s: “%(was)s” before, “%(now)s” now.") % told
        yield Difference(part, Change.CHANGED, was, now, words, name, f"{field}.{language}")


class _Names:
    """What parts are called and how values are told, from the contents of two versions, the newer first."""

    def __init__(self, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        self._texts: dict[tuple[str, str], Mapping[str, str]] = {}
        self._units: dict[str, str] = {}
        for contents in (old, new):
            for what in ("objectives", "initiatives", "activities", "risks", "partners"):
                for row in contents.get(what, ()):
                    self._texts[what, row.get("key") or row.get("slug")] = row["names"]
        slugs = {row["indicator"] for contents in (old, new) for row in contents.get("aims", ())}
        for indicator in Indicator.objects.filter(slug__in=slugs):
            self._texts["indicators", indicator.slug] = indicator.names
            self._units[indicator.slug] = indicator.unit

    def of(self, what: str, row: Row) -> str:
        """What a row is called."""
        if "key" in row:
            return self._name(what, row["key"])
        whose = self._whose(row)
        if what == "aims":
            told = {"indicator": self._name("indicators", row["indicator"]), "part": whose}
            return _("%(indicator)s (%(part)s)") % told
        if what == "roles":
            told = {"partner": self._name("partners", row["partner"]), "role": self.value("kind", row["kind"], row)}
            return _("%(partner)s: %(role)s (%(part)s)") % {**told, "part": whose}
        if what == "budgets":
            told = {"part": whose, "amount": f"{row['amount']} {row['currency']}"}
            return _("%(part)s: %(amount)s") % told
        return _("%(part)s needs %(other)s") % {"part": whose, "other": self._name("initiatives", row["needs"])}

    def value(self, field: str, value: Any, row: Row) -> str:
        """A value of a row as a reader takes it; shares in percent."""
        if value in (None, "", []):
            return _("not known")
        if field == "objectives":
            return ", ".join(self._name("objectives", key) for key in value)
        if field == "milestones":
            told = [{"value": self._figure(one["value"], row), "day": _day(one["ends_on"])} for one in value]
            return "; ".join(_("%(value)s by %(day)s") % one for one in told)
        if field == "baseline":
            return self._figure(value, row)
        if field in _POINTS:
            return self._name(_POINTS[field], value)
        if field in CHOICES:
            return str(CHOICES[field].get(value, value))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return _day(value) if field in _DAYS else str(value)

    def _figure(self, value: str, row: Row) -> str:
        unit = self._units.get(row["indicator"])
        number = plain(Decimal(value) * (100 if unit in ("share", "index") else 1))
        return f"{number} %" if unit == "share" else str(number)

    def _name(self, what: str, key: str) -> str:
        return said(self._texts.get((what, key), {})) or key

    def _whose(self, row: Row) -> str:
        if row.get("objective"):
            return self._name("objectives", row["objective"])
        return self._name("initiatives", row["initiative"]) if row.get("initiative") else _("the whole strategy")


def _day(text: str) -> str:
    return date_format(dt.date.fromisoformat(text))
