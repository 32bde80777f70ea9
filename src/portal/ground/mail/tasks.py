"""The clock in; letters handed over, messages fetched and lost track of letters looked up, out."""

from __future__ import annotations

from django_tasks import task

from portal.ground.mail import rounds


@task()
def deliver_mail() -> dict[str, int]:
    """Hand over what is due; how many letters came to which end."""
    return rounds.deliver_due()


@task()
def fetch_mail() -> int:
    """Keep what waits in our account; how many messages were put away."""
    return rounds.fetch()


@task()
def reconcile_mail() -> int:
    """Look up letters of which nobody knows whether they were sent; how many a person has to decide."""
    return rounds.reconcile()
