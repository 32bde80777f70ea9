"""The ledger in; outcomes, regressions, thanks and news for followers out."""

from __future__ import annotations

from django_tasks import task

from portal.outcome import acts, digest


@task()
def read_ledger() -> int:
    """Deal with what the ledger holds since last time."""
    return acts.read_ledger()


@task()
def tell_followers() -> int:
    """Tell followers of finished days."""
    return digest.tell()
