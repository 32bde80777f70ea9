"""Many values flow in, and as few calls as the wiki allows, several of them in flight at once, flow out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
V = TypeVar("V")


def batches(values: Iterable[V], most: int) -> list[list[V]]:
    """The values, each once and in order, in lists of at most `most`."""
    each = list(dict.fromkeys(values))
    return [each[start : start + most] for start in range(0, len(each), most)]


async def side_by_side(streams: Sequence[AsyncIterator[T]], at_once: int) -> AsyncIterator[T]:
    """What the streams give, `at_once` of them running together; each keeps its order, but they mix.

    No stream runs more than one step ahead of the reader, so that memory stays bounded. The first error ends all.
    """
    if len(streams) == 1:
        async for one in streams[0]:
            yield one
        return
    ready: asyncio.Queue[T | BaseException | None] = asyncio.Queue(maxsize=1)
    left = iter(streams)

    async def run() -> None:
        try:
            for stream in left:
                async for one in stream:
                    await ready.put(one)
        except Exception as error:
            await ready.put(error)
        else:
            await ready.put(None)

    tasks = [asyncio.create_task(run()) for _ in range(min(at_once, len(streams)))]
    try:
        running = len(tasks)
        while running:
            step = await ready.get()
            if step is None:
                running -= 1
            elif isinstance(step, BaseException):
                raise step
            else:
                yield step
    finally:
        for task in tasks:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(*tasks, return_exceptions=True)
