"""Rows of the ledger in; who did what when, as people at the desk read it, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from portal.faces.desk.claims import names
from portal.ground.ledger.models import Entry

LONGEST = 240


@dataclass(frozen=True, slots=True)
class Told:
    """One row: `who` is the name that staff know, else the handle; `facts` is what the row holds, cut if it is long."""

    at: dt.datetime
    actor: str
    who: str
    verb: str
    subject: str
    facts: str


def told(rows: Iterable[Entry]) -> list[Told]:
    """The rows in words."""
    found = list(rows)
    called = names(row.actor for row in found)
    return [
        Told(row.at, row.actor, called.get(row.actor, row.actor), row.verb, row.subject, _facts(row.body))
        for row in found
    ]


def _facts(body: dict[str, Any]) -> str:
    said = "; ".join(f"{name}: {_value(value)}" for name, value in body.items() if value not in ("", [], {}, None))
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def _value(value: Any) -> str:
    if isinstance(value, str) and len(value) == 64:
        return f"{value[:8]}…"  # a digest: its beginning tells it from others
    if isinstance(value, dict):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items() if one not in ("", 0))
    if isinstance(value, list):
        return " / ".join(_value(one) for one in value)
    return str(value)
