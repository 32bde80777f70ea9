"""The clock in; trials that were followed, ended on their last day, and counted, out."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from portal.indicator.trial import acts
from portal.indicator.trial.models import Trial


@task()
def tend_trials() -> int:
    """See after every trial and after the curve of the past; how many of them were counted anew."""
    now = timezone.now()
    return int(acts.count_past()) + sum(acts.tend(trial, now) for trial in Trial.objects.all())
