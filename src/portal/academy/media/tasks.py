"""The clock in; files uploaded, wishes given back and old files forgotten, out."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from portal.academy.media import acts
from portal.academy.media.uploading import upload

DAYS_OF_A_FILE = 30
DAYS_OF_A_WISH = 14
AT_ONCE = 20


@task(queue_name=settings.WIKI_QUEUE)
def upload_waiting() -> int:
    """Upload what waits, one after the other; how many are there now."""
    done = 0
    for _ in range(AT_ONCE):
        draft = acts.hold(timezone.now())
        if draft is None:
            break
        done += upload(draft)
    return done


@task()
def tidy() -> None:
    """Forget files that nobody needs, give back wishes that nobody worked on."""
    now = timezone.now()
    acts.forget_files(now, DAYS_OF_A_FILE)
    acts.lapse_wishes(now, DAYS_OF_A_WISH)
