"""What tests of the portal may ask for: its database, on SQLite or, with DATABASE_URL, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

SEALED = ("ledger_entry", "audit_look", "audit_observation")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path) -> Iterator[None]:
    """Each test has a folder of its own for what the portal writes."""
    before = settings.HOME
    settings.HOME = tmp_path
    yield
    settings.HOME = before


@pytest.fixture(autouse=True)
def _unsealed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Tests with real transactions end by emptying every table, which sealed tables refuse: seal them anew after."""
    marker = request.node.get_closest_marker("django_db")
    real = marker is not None and marker.kwargs.get("transaction", False)
    if not real or connection.vendor != "sqlite":
        yield
        return
    from portal.ground.ledger.seal import seal, unseal

    db = request.getfixturevalue("transactional_db")
    for table in SEALED:
        unseal(connection, table)
    yield db
    for table in SEALED:
        seal(connection, table)
