"""Counts and networks."""

from __future__ import annotations

import pytest

from portal.ground.limits import acts, looks


@pytest.mark.django_db
def test_what_was_done_is_counted() -> None:
    for _ in range(3):
        acts.allow("knock", "ana", 10, 86400 * 365)
    assert looks.count("knock", "ana", 86400 * 365) == 3
    assert looks.count("knock", "ben", 86400 * 365) == 0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not an address", "unknown"),
        ("", "unknown"),
    ],
)
def test_an_address_counts_for_its_network(address: str, network: str) -> None:
    assert looks.network(address) == network
