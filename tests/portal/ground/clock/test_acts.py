"""Jobs that come round again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.ground.clock import acts
from portal.ground.clock.jobs import Round
from portal.ground.clock.models import Job

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
COUNTS = Round("counts", "portal.ground.limits.tasks.purge", 60)
QUEUE = Round("queue", "portal.ground.clock.tasks.forget_finished", 3600)
LOST = Round("lost", "portal.ground.nowhere.tasks.nothing", 60)


def queued() -> list[str]:
    """The tasks in the queue, in the order they came."""
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("task_path", flat=True))


def all_done() -> None:
    """A worker does all that waits."""
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=NOON)


@pytest.mark.django_db
def test_each_job_comes_round_in_its_time() -> None:
    assert acts.enqueue_due(NOON, [COUNTS, QUEUE]) == 2
    all_done()
    assert acts.enqueue_due(NOON + timedelta(seconds=59), [COUNTS, QUEUE]) == 0
    assert acts.enqueue_due(NOON + timedelta(seconds=60), [COUNTS, QUEUE]) == 1
    assert queued() == [COUNTS.task, QUEUE.task, COUNTS.task]
    assert Job.objects.get(name="counts").due_at == NOON + timedelta(seconds=120)


@pytest.mark.django_db
def test_a_queue_without_a_worker_does_not_grow() -> None:
    for minute in range(10):
        acts.enqueue_due(NOON + timedelta(minutes=minute), [COUNTS])
    assert queued() == [COUNTS.task]


@pytest.mark.django_db
def test_a_beat_that_slept_for_a_day_puts_each_job_once() -> None:
    acts.enqueue_due(NOON, [COUNTS])
    all_done()
    assert acts.enqueue_due(NOON + timedelta(days=1), [COUNTS]) == 1
    all_done()
    assert acts.enqueue_due(NOON + timedelta(days=1, seconds=1), [COUNTS]) == 0


@pytest.mark.django_db
def test_a_job_that_cannot_be_put_is_logged_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    assert acts.enqueue_due(NOON, [LOST, COUNTS]) == 1
    assert "the job “lost” cannot be put in the queue" in caplog.text


@pytest.mark.django_db
def test_a_beat_killed_while_it_puts_a_job_leaves_it_due(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as now:
        now.setattr(DBTaskResult.objects, "create", killed)
        with pytest.raises(KeyboardInterrupt):
            acts.enqueue_due(NOON, [COUNTS])
    assert Job.objects.get(name="counts").due_at == NOON
    assert acts.enqueue_due(NOON, [COUNTS]) == 1


@pytest.mark.django_db
def test_the_rows_follow_the_table() -> None:
    acts.enqueue_due(NOON, [COUNTS, QUEUE])
    acts.enqueue_due(NOON, [QUEUE._replace(seconds=10)])
    assert list(Job.objects.values_list("name", "seconds", "due_at")) == [("queue", 10, NOON + timedelta(seconds=10))]


def _beat(_: int) -> int:
    try:
        return acts.enqueue_due(NOON, [COUNTS, QUEUE])
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_many_beats_at_once_put_each_job_once() -> None:
    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(_beat, range(6))) == 2
    assert sorted(queued()) == sorted([COUNTS.task, QUEUE.task])


@pytest.mark.django_db
def test_finished_tasks_are_forgotten_failed_ones_later() -> None:
    for status, days in (("SUCCESSFUL", 1), ("SUCCESSFUL", 3), ("FAILED", 3), ("FAILED", 31), ("READY", 99)):
        DBTaskResult.objects.create(
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            task_path=COUNTS.task,
            backend_name="default",
            run_after=NOON,
            finished_at=NOON - timedelta(days=days),
        )
    assert acts.forget_finished(NOON) == 2
