"""Children: kept running, ended together, and gone when their parent is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from portal.operate.children import Child, Children, GaveUpError

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def children(said: list[str]) -> Iterator[Children]:
    made = Children(os.environ, said.append)
    yield made
    made.end()


def alive(pid: int) -> bool:
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.05)
    return condition()


def pid_of(child: Child) -> int:
    assert child.process is not None
    return child.process.pid


def test_all_end_together(children: Children) -> None:
    started = [Child("one", SLEEP), Child("two", SLEEP)]
    for child in started:
        children.start(child)
    pids = [pid_of(child) for child in started]
    assert all(map(alive, pids))
    children.end()
    assert not any(map(alive, pids))


def test_one_that_does_not_listen_is_killed(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.operate.children.PATIENCE", 0.5)
    child = Child("deaf", STUBBORN)
    children.start(child)
    pid = pid_of(child)
    children.end()
    assert not alive(pid)


def test_one_that_ended_is_started_again(children: Children, said: list[str]) -> None:
    child = Child("the worker", SLEEP)
    children.start(child)
    first = pid_of(child)
    os.kill(first, signal.SIGKILL)
    assert until(lambda: child.process is not None and child.process.poll() is not None)
    children.look_after()
    assert pid_of(child) != first
    assert said == ["the worker ended (status -9): started again"]


def test_one_that_cannot_start_is_given_up(children: Children) -> None:
    child = Child("the beat", [sys.executable, "-c", "raise SystemExit(3)"])
    children.start(child)

    def look() -> None:
        for _ in range(3):
            assert until(lambda: child.process is not None and child.process.poll() is not None)
            children.look_after()

    with pytest.raises(GaveUpError, match=r"the beat ended 3 times right after its start \(status 3\)"):
        look()


def test_one_that_runs_once_is_not_started_again(children: Children, said: list[str]) -> None:
    child = Child("the refresh", [sys.executable, "-c", ""], once=True)
    children.start(child)
    assert until(lambda: child.process is not None and child.process.poll() is not None)
    children.look_after()
    children.look_after()
    assert (child.process, said) == (None, [])


PARENT = """
import os, sys, time
from portal.operate.children import Child, Children
children = Children(os.environ, print)
child = Child("sleeper", [sys.executable, "-c", "import time; time.sleep(600)"])
children.start(child)
print(child.process.pid, flush=True)
time.sleep(600)
"""


def test_a_killed_parent_leaves_no_orphan() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()
    assert until(lambda: not alive(pid))
