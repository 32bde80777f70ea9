"""The clock in; the files that people download, written anew while nobody waits for them, out."""

from __future__ import annotations

from django_tasks import task

from portal.faces.api.files.kept import FRESH, asked_for, ready


@task()
def write_files() -> None:
    """Write those files anew that somebody wanted before and that are about to be too old."""
    for name in asked_for():
        ready(name, FRESH / 2)
