"""The clock in; sessions that have ended and people never confirmed, forgotten, out."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from django_tasks import task

from portal.ground.people.models import Person

UNCONFIRMED = timedelta(days=2)


@task()
def purge() -> int:
    """Forget ended sessions, and people whose address nobody confirmed; how many people."""
    SessionStore.clear_expired()
    old = timezone.now() - UNCONFIRMED
    deleted, _ = Person.objects.filter(confirmed_at=None, left_at=None, joined_at__lt=old).delete()
    return deleted
