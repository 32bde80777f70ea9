"""The database itself refuses to change or empty looks and observations."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from portal.ground.ledger.seal import seal, unseal

TABLES = ("audit_look", "audit_observation")


def forward(apps: Any, schema_editor: Any) -> None:
    """Seal the tables."""
    for table in TABLES:
        seal(schema_editor.connection, table)


def backward(apps: Any, schema_editor: Any) -> None:
    """Open them again."""
    for table in TABLES:
        unseal(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = (("audit", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
