"""What was done in; one sealed row of the ledger out, in the transaction of the change itself."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from portal.ground.ledger.chain import START, digest
from portal.ground.ledger.models import Bookmark, Entry

MACHINE = "machine"
_LOCK = 20120727  # any number, the same everywhere: two writers on PostgreSQL wait for each other


def record(verb: str, subject: str, actor: str, body: dict[str, Any] | None = None) -> Entry:
    """Append one row. `subject` is `kind/id`, `actor` a person's handle, `machine` or `owner`.

    Who takes part in an academy acts under an alias, `participant/7`: handles stand under public signatures too.

    `body` is public: facts and digests, never a name, an address or a private text. Must be called in a transaction,
    so that the change and its row are kept, or lost, together.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a ledger row is written in the transaction of its change")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = Entry.objects.order_by("-number").values_list("number", "digest").first()
    number, previous = last or (0, START)
    entry = Entry(
        number=number + 1,
        at=timezone.now(),
        actor=actor,
        verb=verb,
        subject=subject,
        body=body or {},
        previous=previous,
    )
    entry.digest = digest(entry.as_row())
    entry.save(force_insert=True)
    return entry


def alone_with(*subjects: str) -> None:
    """Wait until nobody else who called this is at any of these subjects, and keep them out until the transaction ends.

    For who first looks at what was done to a subject and then acts on it. SQLite lets one writer in at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for subject in sorted(set(subjects)):
                cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK, subject])


def move_bookmark(reader: str, number: int) -> None:
    """Remember that a reader has dealt with every row up to a number."""
    Bookmark.objects.update_or_create(reader=reader, defaults={"number": number})
