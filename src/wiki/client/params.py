"""Parameters as Python values flow in, and as MediaWiki reads them flow out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

Value = str | int | bool | datetime | Iterable[str | int] | None

# Longer than this, a question is sent as a form: some servers cut or refuse long addresses.
_LONGEST_QUERY = 4_000


def flat(values: Mapping[str, Value]) -> dict[str, str]:
    """Each value as text: lists joined by "|", moments in UTC, True as 1; False and None are left out."""
    return {name: text for name, value in values.items() if (text := _text(value)) is not None}


def is_long(params: Mapping[str, str]) -> bool:
    """True where an address with these would be too long for some servers (each byte may become three)."""
    return sum(len(name) + 3 * len(value.encode()) for name, value in params.items()) > _LONGEST_QUERY


def _text(value: Value) -> str | None:
    if value is None or value is False:
        return None
    if value is True:
        return "1"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, str | int):
        return str(value)
    parts = [str(one) for one in value]
    if any("|" in part for part in parts):
        return "\x1f" + "\x1f".join(parts)  # MediaWiki's other separator, for values with a bar in them
    return "|".join(parts)
