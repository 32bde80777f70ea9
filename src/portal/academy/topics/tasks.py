"""The clock in; topics that follow their pages on the wikis, and claims that lapse, out."""

from __future__ import annotations

from django_tasks import task

from portal.academy.programme.models import Edition
from portal.academy.programme.states import EditionState
from portal.academy.topics import acts, looks
from portal.academy.topics.following import follow

FOLLOWED = (EditionState.RUNNING, EditionState.JUDGING, EditionState.CLOSED)


@task()
def tend_boards() -> None:
    """Lay what the wikis show over all boards, then give back claims that nobody worked on."""
    for edition in Edition.objects.filter(state__in=FOLLOWED, topics__isnull=False).distinct():
        follow(edition)
    for topic in looks.due_to_lapse():
        acts.lapse(topic)
