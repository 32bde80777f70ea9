"""A listed revision, its measure and its parent's in; its figures against the parent, or that they are unknown, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from portal.academy.results.models import Measure
from portal.academy.results.reading.rows import Row, keys_of
from portal.academy.results.states import Absence

UNKNOWN: dict[str, Any] = dict.fromkeys(
    ("words_latn", "words_cyrl", "words_other", "refs", "sources", "quality", "quality_before")
)


@dataclass(frozen=True, slots=True)
class Derived:
    """The fields of a revision that follow, and the references that it brought."""

    fields: dict[str, Any]
    keys: frozenset[str]


def derive(row: Row, own: Measure | None, parent: Measure | None, absence: str, parent_absence: str) -> Derived:
    """What a revision changed. Nothing is known of words and references where one of both texts is not public.

    Its bytes are known as long as the parent was not deleted: a suppressed text keeps its length. `parent` is None for
    a revision that began its page, and for a text that was not read.
    """
    fields: dict[str, Any] = dict(UNKNOWN)
    fields["delta"] = _delta(row, parent, parent_absence)
    fields["quality"] = own.quality if own and not absence else None
    begins = row.parent == 0
    if absence or parent_absence or own is None or (parent is None and not begins):
        return Derived(fields, frozenset())
    for name in ("words_latn", "words_cyrl", "words_other", "refs"):
        fields[name] = getattr(own, name) - (getattr(parent, name) if parent else 0)
    fresh = keys_of(own.keys) - (keys_of(parent.keys) if parent else frozenset())
    fields["sources"] = len(fresh)
    if own.quality is not None:
        fields["quality_before"] = 0.0 if begins or parent is None else parent.quality
    return Derived(fields, fresh)


def _delta(row: Row, parent: Measure | None, parent_absence: str) -> int | None:
    if row.parent == 0:
        return row.size
    if parent_absence == Absence.MISSING:
        return None
    return row.size - parent.size if parent else row.delta
