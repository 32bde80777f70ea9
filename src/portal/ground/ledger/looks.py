"""Questions about what was done in; rows of the ledger out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from portal.ground.ledger.chain import START
from portal.ground.ledger.models import Bookmark, Entry


def history(subject: str) -> QuerySet[Entry]:
    """All that was done to one subject, oldest first."""
    return Entry.objects.filter(subject=subject).order_by("number")


def rows(after: int = 0) -> Iterator[dict[str, Any]]:
    """Every row after a number, as published."""
    for entry in Entry.objects.filter(number__gt=after).order_by("number").iterator(chunk_size=2000):
        yield entry.as_row()


def unread(reader: str, verbs: list[str], limit: int = 500) -> list[Entry]:
    """What a reader downstream has not dealt with yet, oldest first."""
    bookmark = Bookmark.objects.filter(reader=reader).values_list("number", flat=True).first() or 0
    return list(Entry.objects.filter(number__gt=bookmark, verb__in=verbs).order_by("number")[:limit])


def head() -> tuple[int, str]:
    """The number and the digest of the last row."""
    return Entry.objects.order_by("-number").values_list("number", "digest").first() or (0, START)
