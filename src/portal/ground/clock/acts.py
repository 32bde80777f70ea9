"""The table of jobs and the time in; each due job in the queue, once, out."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.ground.clock.jobs import JOBS, Round
from portal.ground.clock.models import Job

log = logging.getLogger(__name__)
DAYS_KEPT = {TaskResultStatus.SUCCESSFUL: 2, TaskResultStatus.FAILED: 30}
"""How long a finished task is remembered: those that failed long enough for a person to look."""


def enqueue_due(now: datetime | None = None, jobs: Iterable[Round] = JOBS) -> int:
    """Put each due job in the queue; how many were put.

    Two beats at once, or one killed half-way, do no harm: the job's next time is set by a conditional update, in the
    same transaction as its task enters the queue. A job whose last task still waits is not put again, so a queue
    without a worker does not grow. A job that cannot be put is logged and does not stop the others.
    """
    now = now or timezone.now()
    _plan(jobs, now)
    done = 0
    for job in Job.objects.filter(due_at__lte=now).order_by("due_at"):
        try:
            done += _put(job, now)
        except Exception:
            log.exception("the job “%s” cannot be put in the queue", job.name)
    return done


def _plan(jobs: Iterable[Round], now: datetime) -> None:
    """Make the rows like the table: new jobs are due at once, changed ones follow their new plan, others go."""
    planned = {job.name: job for job in jobs}
    known = {row.name: row for row in Job.objects.all()}
    if gone := known.keys() - planned.keys():
        Job.objects.filter(name__in=gone).delete()
    new = [Job(name=job.name, task=job.task, seconds=job.seconds, due_at=now) for job in planned.values()]
    Job.objects.bulk_create([row for row in new if row.name not in known], ignore_conflicts=True)
    for name, row in known.items():
        job = planned.get(name)
        if job and (row.task, row.seconds) != (job.task, job.seconds):
            soon = min(row.due_at, now + timedelta(seconds=job.seconds))
            Job.objects.filter(name=name).update(task=job.task, seconds=job.seconds, due_at=soon)


def _put(job: Job, now: datetime) -> int:
    task = import_string(job.task)
    with transaction.atomic():
        mine = Job.objects.filter(name=job.name, due_at=job.due_at)
        if not mine.update(due_at=now + timedelta(seconds=job.seconds), last_at=now):
            return 0
        if DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path=task.module_path).exists():
            return 0
        task.enqueue()
    return 1


def forget_finished(now: datetime | None = None) -> int:
    """Forget tasks that finished long ago; how many there were."""
    now = now or timezone.now()
    old = Q()
    for status, days in DAYS_KEPT.items():
        old |= Q(status=status, finished_at__lt=now - timedelta(days=days))
    deleted, _ = DBTaskResult.objects.filter(old).delete()
    return deleted
