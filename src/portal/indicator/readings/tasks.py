"""The clock in; readings of the periods that ended, and reminders to who owes one, out."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from portal.ground.people.models import Person
from portal.indicator.readings import acts, looks
from portal.indicator.readings.looks import Owed
from portal.indicator.readings.telling import remind


@task()
def read_ended() -> int:
    """Count every indicator that the portal counts for the periods that ended; how many readings are new."""
    today = timezone.localdate()
    counted = [one for one in looks.all_indicators() if looks.measure_of(one) is not None]
    return sum(len(acts.read_ended(one, today)) for one in counted)


@task()
def remind_owing() -> int:
    """Ask whoever owes readings for them, at most once a week; how many mails were queued."""
    today = timezone.localdate()
    owed: dict[Person, list[Owed]] = {}
    for one in looks.owing(today):
        if one.person is not None:
            owed.setdefault(one.person, []).append(one)
    return sum(remind(person, theirs, today) for person, theirs in owed.items())
