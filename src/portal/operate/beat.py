"""The clock in; the jobs that are due, enqueued, out, until the process is asked to end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections

from portal.ground.clock.acts import enqueue_due

SECONDS = 5.0


def beat(say: Callable[[str], None], seconds: float = SECONDS) -> None:
    """Enqueue what is due, every few seconds. A database that does not answer is asked again at the next beat."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    while not ended.is_set():
        close_old_connections()
        try:
            enqueue_due()
        except DatabaseError as problem:
            say(f"the database did not answer: {problem}")
        ended.wait(seconds)
