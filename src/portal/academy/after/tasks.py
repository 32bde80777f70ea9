"""The clock in; mails on what became of people's work, and notes erased when their time is over, out."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from portal.academy.after import acts, looks


@task()
def tell_numbers() -> int:
    """Tell participants of their own figures 30, 90 and 365 days after the end; how many mails were queued."""
    now = timezone.now()
    return sum(acts.tell(one, days) for days in looks.HORIZONS for one in looks.to_tell(days, now))


@task()
def forget_notes() -> int:
    """Erase notes whose edition is erased, or whose writer or reader left."""
    return acts.forget()
