"""Rows in, in any order; how many they were and one number that changes when any of them does, out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Sum:
    """Databases sort texts in different ways, so the digests of rows are added up rather than chained."""

    rows: int = 0
    digests: int = 0

    def add(self, row: list[Any]) -> None:
        """Count one row."""
        text = json.dumps(_plain(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        self.rows += 1
        self.digests = (self.digests + int.from_bytes(hashlib.sha256(text.encode()).digest())) % (1 << 256)


def _plain(value: Any) -> Any:
    """The value with whole numbers written in one way: PostgreSQL hands 1e2 in JSON back as 100."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return value
