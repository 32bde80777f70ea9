"""The clock in; counts of windows that have ended, forgotten, out."""

from __future__ import annotations

from django_tasks import task

from portal.ground.limits import acts


@task()
def purge() -> int:
    """Forget the windows that have ended."""
    return acts.purge()
