"""The time in; wikis whose turn has come, read, and horizons that have come, followed, out."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django_tasks import task

from portal.academy.programme.states import EditionState
from portal.academy.results import acts
from portal.academy.results.models import Reading
from portal.academy.results.reading import read
from portal.academy.results.reading.surviving import follow
from wiki.client import WikiError

log = logging.getLogger(__name__)
WIKIS_AT_ONCE = 3
PAGES_AT_ONCE = 50


@task(queue_name=settings.WIKI_QUEUE)
def read_wikis() -> None:
    """Read the wikis whose turn has come; one that fails does not keep the others waiting."""
    for reading in acts.due(timezone.now(), WIKIS_AT_ONCE):
        try:
            read(reading.edition, reading.site)
        except DatabaseError:
            raise
        except Exception:
            log.exception("%s could not be read", reading)


@task(queue_name=settings.WIKI_QUEUE)
def follow_survival() -> None:
    """Look what stands of what was written, a few pages a wiki, wherever a horizon has come."""
    for reading in Reading.objects.exclude(as_of=None).select_related("edition", "site").order_by("pk"):
        if reading.edition.state == EditionState.CANCELLED:
            continue
        try:
            follow(reading.edition, reading.site, most=PAGES_AT_ONCE)
        except acts.LostError:
            continue
        except WikiError as error:
            log.warning("survival on %s: %s", reading.site, error)
