"""Many targets flow in, and each comes out opened in the same order, several being fetched at once."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait

from listed.sources.errors import SourceError
from listed.sources.fetch.client import stop_with
from listed.sources.opened import Opened
from listed.sources.options import Options
from listed.sources.target import open_target

_GRACE = 2.0


def prefetch(
    targets: Iterable[str],
    options: Options | None = None,
    workers: int = 4,
) -> Iterator[tuple[str, Opened | SourceError]]:
    """Open each target a little ahead of its turn; yield the target with what came of it, in the order given.

    At most `workers` are fetched at once, and no more than twice as many wait their turn. The caller closes each
    `Opened`. Leaving the loop early ends the fetches that are under way.
    """
    options = options or Options()
    stop = threading.Event()
    waiting: deque[tuple[str, Future[Opened | SourceError]]] = deque()
    pool = ThreadPoolExecutor(workers, "fetch", initializer=stop_with, initargs=(stop,))
    try:
        for target in targets:
            waiting.append((target, pool.submit(_open, target, options)))
            if len(waiting) > 2 * workers:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)
    finally:
        stop.set()
        pool.shutdown(wait=False, cancel_futures=True)
        futures = [future for _, future in waiting]
        # A server that is slow must not hold the caller up; what still comes from it is closed when it comes.
        wait(futures, timeout=_GRACE)
        for future in futures:
            future.add_done_callback(_close)


def _close(future: Future[Opened | SourceError]) -> None:
    if not future.cancelled() and future.exception() is None and isinstance(left := future.result(), Opened):
        left.close()


def _next(waiting: deque[tuple[str, Future[Opened | SourceError]]]) -> tuple[str, Opened | SourceError]:
    target, future = waiting[0]
    result = future.result()
    waiting.popleft()
    return target, result


def _open(target: str, options: Options) -> Opened | SourceError:
    try:
        return open_target(target, options)
    except SourceError as error:
        return error
