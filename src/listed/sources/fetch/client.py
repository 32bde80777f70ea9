"""A client's command flows in, and what it printed flows out; one that takes too long is ended with all it started."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from listed.sources.errors import SourceError

_POLL = 0.2

# A worker thread's sign to give up, set by whoever started it.
_local = threading.local()


@dataclass(frozen=True, slots=True)
class Ran:
    """What a client left: its exit status and what it printed."""

    status: int
    out: str
    err: str


def stop_with(event: threading.Event) -> None:
    """Make every client that this thread runs from now on end when `event` is set."""
    _local.stop = event


def run(
    command: Sequence[str | Path],
    *,
    folder: Path,
    timeout: float,
    target: str,
    extra: Mapping[str, str] | None = None,
) -> Ran:
    """Run a client in `folder` for at most `timeout` seconds; raises `SourceError` when it cannot finish."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1", **(extra or {})}
    try:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            # Its own group, so that the helpers it starts can be ended with it.
            start_new_session=True,
        )
    except OSError as error:
        raise SourceError(f"{target}: {command[0]} does not start ({error.strerror}); install it again.") from None
    try:
        out, err = _wait(process, timeout)
    except TimeoutError:
        raise SourceError(
            f"{target}: no answer within {timeout:g} seconds; try again later or with a longer --timeout.",
        ) from None
    finally:
        _end(process)
    return Ran(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))


def _wait(process: subprocess.Popen[bytes], timeout: float) -> tuple[bytes, bytes]:
    stop: threading.Event | None = getattr(_local, "stop", None)
    deadline = time.monotonic() + timeout
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or (stop and stop.is_set()):
            raise TimeoutError
        try:
            return process.communicate(timeout=min(_POLL, left) if stop else left)
        except subprocess.TimeoutExpired:
            continue


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()
