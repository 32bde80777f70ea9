"""The rows of a ledger in; whether each follows from the one before it, out. Pure: outsiders run it on a download."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

START = "0" * 64
FIELDS = ("number", "at", "actor", "verb", "subject", "body", "previous")


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces, and letters as they are: the same bytes on every machine."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(row: dict[str, Any]) -> str:
    """The sha256, in hex, over the canonical form of a row's fields, the digest before it among them."""
    return hashlib.sha256(canonical([row[name] for name in FIELDS])).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many rows were read, the digest of the last, and the first fault in words, or None."""

    rows: int
    head: str
    fault: str | None = None


def verify(rows: Iterable[dict[str, Any]], head: str | None = None) -> Verdict:
    """Check that numbers run from 1 without a gap and that each digest is right; `head`: what the last must be."""
    count, previous = 0, START
    for row in rows:
        missing = [name for name in (*FIELDS, "digest") if name not in row]
        if missing:
            return Verdict(count, previous, f"the row after {count} lacks {', '.join(missing)}")
        if row["number"] != count + 1:
            return Verdict(count, previous, f"row {count + 1} is missing: the next one is {row['number']}")
        if row["previous"] != previous:
            return Verdict(count, previous, f"row {row['number']} does not follow the one before it")
        if row["digest"] != digest(row):
            return Verdict(count, previous, f"row {row['number']} was changed after it was written")
        count, previous = count + 1, row["digest"]
    if head is not None and head != previous:
        return Verdict(
            count, previous, f"the ledger ends at row {count}, but another end was published: rows are missing"
        )
    return Verdict(count, previous)
