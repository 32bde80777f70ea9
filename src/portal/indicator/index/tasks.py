"""The clock in; the index of every past day, kept, out."""

from __future__ import annotations

from django_tasks import task

from portal.indicator.index.acts import keep_days


@task()
def keep_index() -> None:
    """Keep the index of every day until yesterday."""
    keep_days()
