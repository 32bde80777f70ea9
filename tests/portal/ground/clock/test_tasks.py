"""The task that forgets finished tasks."""

from __future__ import annotations

import pytest

from portal.ground.clock import tasks


@pytest.mark.django_db
def test_an_empty_queue_has_nothing_to_forget() -> None:
    assert tasks.forget_finished.func() == 0
