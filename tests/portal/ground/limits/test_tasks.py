"""The task that forgets."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.ground.limits import tasks
from portal.ground.limits.models import Count


@pytest.mark.django_db
def test_the_task_forgets_what_has_ended() -> None:
    Count.objects.create(deed="knock", doer="x", window=1, count=1, ends_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert tasks.purge.func() == 1
