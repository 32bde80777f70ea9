"""Parameters as MediaWiki reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from wiki.client.params import flat, is_long


def test_values_are_written_as_mediawiki_reads_them() -> None:
    noon = datetime(2026, 5, 1, 14, 30, tzinfo=timezone(timedelta(hours=2)))
    assert flat(
        {"a": "x", "b": 7, "c": True, "d": False, "e": None, "f": noon, "g": ["x", 3], "h": ["a|b", "c"], "i": []}
    ) == {"a": "x", "b": "7", "c": "1", "f": "2026-05-01T12:30:00Z", "g": "x|3", "h": "\x1fa|b\x1fc", "i": ""}
    assert flat({"f": datetime(2026, 5, 1, tzinfo=UTC)}) == {"f": "2026-05-01T00:00:00Z"}


def test_a_question_that_would_make_a_long_address_is_known() -> None:
    assert not is_long({"titles": "x" * 1_000})
    assert is_long({"titles": "ё" * 1_000})
