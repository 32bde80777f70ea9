"""The clock in; tasks that finished long ago, forgotten, out."""

from __future__ import annotations

from django_tasks import task

from portal.ground.clock import acts


@task()
def forget_finished() -> int:
    """Forget tasks that finished long ago."""
    return acts.forget_finished()
