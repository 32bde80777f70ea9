"""Which delivery reports say that an address is dead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reply.bounces import is_permanent


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (b"Status: 5.1.1", True),
        (b"status:5.4.4 (no such host)", True),
        (b"Status: 5.2.2", False),
        (b"Status: 4.2.1", False),
        (b"Status: 5.1.1\nStatus: 4.4.1", False),
        (b"no status", False),
    ],
)
def test_only_a_dead_address_is_permanent(report: bytes, expected: bool) -> None:
    assert is_permanent(report) is expected


@given(st.binary(max_size=300))
def test_any_bytes_are_read(report: bytes) -> None:
    assert is_permanent(report) in (True, False)
