"""Items of the queue in; who has taken them, as the ledger says, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from portal.ground.ledger.acts import record
from portal.ground.ledger.models import Entry
from portal.ground.people.models import Person

TAKEN, LEFT = "desk.taken", "desk.left"
HELD = dt.timedelta(days=2)


def holders(subjects: Iterable[str]) -> dict[str, str]:
    """The handle of who took each subject within two days, where nobody left it or did something to it since."""
    since = timezone.now() - HELD
    rows = Entry.objects.filter(subject__in=list(subjects), at__gte=since, verb__in=(TAKEN, LEFT)).order_by("number")
    held = {row.subject: row.actor if row.verb == TAKEN else "" for row in rows}
    return {subject: actor for subject, actor in held.items() if actor}


def names(handles: Iterable[str]) -> dict[str, str]:
    """What staff call each other: the public name, else the handle."""
    people = Person.objects.filter(handle__in=set(handles)).values_list("handle", "name")
    return {handle: name or handle for handle, name in people}


@transaction.atomic
def take(subject: str, by: str) -> None:
    """Say that one is at it; somebody else may still act, and is told who is."""
    record(TAKEN, subject, by)


@transaction.atomic
def leave(subject: str, by: str) -> None:
    """Leave it to others again."""
    record(LEFT, subject, by)
