"""All requests of this process to one host pass here: so many at once, and none while the host asked for rest."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

_gates: WeakValueDictionary[str, Gate] = WeakValueDictionary()
_making = threading.Lock()


def gate_of(host: str) -> Gate:
    """The one gate of a host; whoever asks it must hold it as long as it is needed."""
    with _making:
        gate = _gates.get(host)
        if gate is None:
            gate = _gates[host] = Gate()
        return gate


class Gate:
    """Counts who is inside, across threads and event loops: a server's workers are as polite together as one alone."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._waiting: deque[tuple[asyncio.AbstractEventLoop, asyncio.Future[None]]] = deque()
        self._rests_until = 0.0

    def rest(self, seconds: float) -> None:
        """Let nobody in for so many seconds from now."""
        with self._lock:
            self._rests_until = max(self._rests_until, time.monotonic() + seconds)

    @asynccontextmanager
    async def pass_through(self, at_once: int) -> AsyncIterator[None]:
        """Wait until fewer than `at_once` are inside and the host has rested, and be inside for the block."""
        await self._enter(at_once)
        try:
            while (left := self._rests_until - time.monotonic()) > 0:
                await asyncio.sleep(left)
            yield
        finally:
            with self._lock:
                self._inside -= 1
            self._wake()

    async def _enter(self, at_once: int) -> None:
        while True:
            with self._lock:
                if self._inside < at_once:
                    self._inside += 1
                    return
                loop = asyncio.get_running_loop()
                turn: asyncio.Future[None] = loop.create_future()
                self._waiting.append((loop, turn))
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self._wake()
                raise

    def _wake(self) -> None:
        """Tell the next that there is room; one whose loop or task has ended passes its turn on."""
        with self._lock:
            waiting, self._waiting = self._waiting, deque()
            while waiting:
                loop, turn = waiting.popleft()
                try:
                    loop.call_soon_threadsafe(self._call, turn)
                    break
                except RuntimeError:
                    continue
            self._waiting = waiting

    def _call(self, turn: asyncio.Future[None]) -> None:
        if turn.done():
            self._wake()
        else:
            turn.set_result(None)
