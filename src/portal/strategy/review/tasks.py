"""Reviews that ended some time ago in; their guests without addresses out."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django_tasks import task

from portal.strategy.review.guests import forget_address
from portal.strategy.review.looks import addressed

KEPT = dt.timedelta(days=90)


@task()
def forget_addresses() -> int:
    """Erase the addresses of guests 90 days after their review closed; how many."""
    found = addressed(timezone.now() - KEPT)
    for guest in found:
        forget_address(guest)
    return len(found)
