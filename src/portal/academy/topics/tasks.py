"""The clock in; topics that follow their pages on the wikis, claims that lapse, and titles from Wikidata, out."""

from __future__ import annotations

from django.conf import settings
from django_tasks import task

from portal.academy.programme.models import Edition
from portal.academy.programme.states import EditionState
from portal.academy.topics import acts, looks
from portal.academy.topics.following import follow
from portal.academy.topics.naming import name_topics

FOLLOWED = (EditionState.RUNNING, EditionState.JUDGING, EditionState.CLOSED)


@task(queue_name=settings.WIKI_QUEUE)
def tend_boards() -> None:
    """Lay what the wikis show over all boards, then give back claims that nobody worked on."""
    for edition in Edition.objects.filter(state__in=FOLLOWED, topics__isnull=False).distinct():
        follow(edition)
    for topic in looks.due_to_lapse():
        acts.lapse(topic)


@task(queue_name=settings.WIKI_QUEUE)
def ask_names() -> None:
    """Ask Wikidata for the titles of topics that are known by their id alone."""
    name_topics()
