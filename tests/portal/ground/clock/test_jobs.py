"""The table of jobs."""

from __future__ import annotations

import inspect

import pytest
from django.utils.module_loading import import_string
from django_tasks.base import Task

from portal.ground.clock.jobs import JOBS, Round


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_each_job_names_a_task_without_arguments(job: Round) -> None:
    task = import_string(job.task)
    assert isinstance(task, Task)
    assert task.module_path == job.task
    inspect.signature(task.func).bind()


def test_names_are_unique() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)
