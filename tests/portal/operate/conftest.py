"""What the operator's tests may ask for: an empty PostgreSQL database of their own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import psycopg
import pytest


@pytest.fixture
def fresh_postgres(postgres: str) -> Iterator[str]:
    """The address of an empty database, which is gone afterwards."""
    name = f"fresh_{secrets.token_hex(6)}"
    with psycopg.connect(postgres, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"{postgres.rpartition('/')[0]}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
