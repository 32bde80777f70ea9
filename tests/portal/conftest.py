"""What tests of the portal may ask for: its database, on SQLite or, with DATABASE_URL, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

SEALED = ("ledger_entry", "audit_look", "audit_observation")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Settings) -> None:
    """Each test has a folder of its own for what the portal writes."""
    settings.HOME = tmp_path


@pytest.fixture(autouse=True)
def _sealed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Sealed tables are opened before a test with real transactions ends, since all tables are emptied then."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or connection.vendor != "sqlite":
        yield
        return
    from portal.ground.ledger.seal import seal, unseal

    real = marker.kwargs.get("transaction", False)
    request.getfixturevalue("transactional_db" if real else "db")
    for table in SEALED:
        seal(connection, table)
    yield
    if real:
        for table in SEALED:
            unseal(connection, table)
