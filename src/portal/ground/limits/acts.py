"""A deed, a doer and a limit in; whether it may be done now out, counted so that no two are both the last."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db.models import F
from django.utils import timezone

from portal.ground.limits.looks import doer_key, window_at
from portal.ground.limits.models import Count
from portal.ground.limits.rules import Rule


def allow(deed: str, doer: str, limit: int, seconds: int) -> bool:
    """Count one deed, and say whether it is within the limit; a refused deed is not counted.

    `doer` is an address, a network or a handle: only its keyed hash is kept. Windows of `seconds` start at the same
    time for all, so at worst twice the limit fits into one stretch across two windows. Call it outside a transaction
    that may be rolled back, or the count is lost with it.
    """
    window = window_at(timezone.now(), seconds)
    return _count(deed, doer, window, limit, datetime.fromtimestamp((window + 1) * seconds, UTC))


def allow_until(deed: str, doer: str, limit: int, until: datetime) -> bool:
    """The same for what ends by itself, as a code or a ticket does: the count is kept `until` then, in one window."""
    return _count(deed, doer, 0, limit, until)


def allow_rule(rule: Rule, doer: str) -> bool:
    """Count one deed against a rule of the table."""
    return allow(rule.deed, doer, rule.limit, rule.seconds)


def purge(now: datetime | None = None) -> int:
    """Forget the windows that have ended; how many counts there were."""
    deleted, _ = Count.objects.filter(ends_at__lt=now or timezone.now()).delete()
    return deleted


def _count(deed: str, doer: str, window: int, limit: int, ends_at: datetime) -> bool:
    if limit < 1:
        return False
    key = {"deed": deed, "doer": doer_key(deed, doer), "window": window}
    below = Count.objects.filter(**key, count__lt=limit)
    if below.update(count=F("count") + 1):
        return True
    Count.objects.bulk_create([Count(**key, ends_at=ends_at)], ignore_conflicts=True)
    return bool(below.update(count=F("count") + 1))
