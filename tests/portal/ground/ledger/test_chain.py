"""The chain: an outsider can tell whether any row was changed, dropped, added or reordered."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.ledger import acts, looks
from portal.ground.ledger.chain import START, Verdict, digest, verify
from portal.ground.ledger.models import Entry


def make_rows(count: int) -> list[dict[str, Any]]:
    rows, previous = [], START
    for number in range(1, count + 1):
        row: dict[str, Any] = {
            "number": number,
            "at": f"2026-11-23T12:00:{number:02}.000000+00:00",
            "actor": "machine",
            "verb": "look.made",
            "subject": f"target/{number}",
            "body": {"verdict": "missing", "name": "Prishtinë"},
            "previous": previous,
        }
        row["digest"] = previous = digest(row)
        rows.append(row)
    return rows


def test_an_untouched_chain_is_whole() -> None:
    rows = make_rows(5)
    assert verify(rows) == Verdict(5, rows[-1]["digest"])


@given(st.integers(0, 4), st.sampled_from(["at", "actor", "verb", "subject", "body", "digest", "previous"]))
def test_a_changed_field_is_found(index: int, field: str) -> None:
    rows = copy.deepcopy(make_rows(5))
    rows[index][field] = {"verdict": "listed"} if field == "body" else "changed"
    assert verify(rows).fault is not None


@given(st.integers(0, 3))
def test_a_dropped_row_is_found(index: int) -> None:
    rows = make_rows(5)
    del rows[index]
    assert verify(rows).fault is not None


def test_rows_cut_off_at_the_end_are_found_by_the_published_head() -> None:
    rows = make_rows(5)
    assert verify(rows[:3], head=rows[-1]["digest"]).fault == (
        "the ledger ends at row 3, but another end was published: rows are missing"
    )


@pytest.mark.django_db
def test_what_is_recorded_can_be_verified_from_the_published_rows() -> None:
    for number in range(3):
        with transaction.atomic():
            acts.record("target.added", f"target/{number}", "machine", {"name": "Gjakovë – Đakovica"})
    assert verify(looks.rows()) == Verdict(3, looks.head()[1])


@pytest.mark.django_db(transaction=True)
def test_a_row_without_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        acts.record("target.added", "target/1", "machine")


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["UPDATE ledger_entry SET actor = 'x'", "DELETE FROM ledger_entry"])
def test_the_database_itself_refuses_to_change_the_ledger(deed: str) -> None:
    with transaction.atomic():
        acts.record("target.added", "target/1", "machine")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(deed)
    assert Entry.objects.get().actor == "machine"
