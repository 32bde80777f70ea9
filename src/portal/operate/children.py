"""Programs in; each kept running, and all of them ended together, out: none outlives the process that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

PATIENCE = 10.0  # seconds that a child has to end by itself
QUICK = 5.0  # seconds: a child that ends sooner did not really start
QUICK_ENDS = 3
_PR_SET_PDEATHSIG = 1


class GaveUpError(Exception):
    """A child ended again and again right after its start."""


@dataclass(slots=True)
class Child:
    """A program that is to run all the time; `once`: it is not started again when it ends."""

    name: str
    words: Sequence[str]
    once: bool = False
    files: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_ends: int = 0


@dataclass(slots=True)
class Children:
    """Starts programs in groups of their own, starts them again when they end, and ends them all."""

    environment: Mapping[str, str]
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)

    def start(self, child: Child) -> None:
        """Start a program, and from then on look after it."""
        if child not in self.children:
            self.children.append(child)
        child.started = time.monotonic()
        child.process = subprocess.Popen(
            list(child.words),
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            pass_fds=child.files,
            start_new_session=True,  # Ctrl+C reaches the parent alone, which then ends its children in order
            preexec_fn=_die_with(os.getpid()),  # noqa: PLW1509
        )

    def look_after(self) -> None:
        """Start what ended again. Raises GaveUpError when it ends right after its start, time after time."""
        for child in self.children:
            status = child.process.poll() if child.process else None
            if status is None or child.process is None:
                continue
            if child.once:
                child.process = None
                continue
            quick = time.monotonic() - child.started < QUICK
            child.quick_ends = child.quick_ends + 1 if quick else 0
            if child.quick_ends >= QUICK_ENDS:
                raise GaveUpError(f"{child.name} ended {QUICK_ENDS} times right after its start (status {status})")
            self.say(f"{child.name} ended (status {status}): started again")
            self.start(child)

    def end(self) -> None:
        """Ask all to end, the last one first; after some seconds end their whole groups."""
        running = [child.process for child in reversed(self.children) if child.process]
        for process in running:
            _signal_group(process.pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
        for process in running:
            _signal_group(process.pid, signal.SIGKILL)
            process.wait()
        self.children.clear()


def _signal_group(group: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def _die_with(parent: int) -> Callable[[], None]:
    """What a child does first on Linux: ask to be told when its parent is gone, even if that was killed."""
    library = ctypes.CDLL(None)

    def ask() -> None:
        if hasattr(library, "prctl"):
            library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask
