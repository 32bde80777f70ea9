"""`portal serve`, as an operator and a newcomer meet it: ready, open, and wholly gone afterwards."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.portal.operate.home import Home

OPEN = re.compile(r"Digital Kosovo is open at http://127\.0\.0\.1:(\d+)/ — Ctrl\+C ends it")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A portal whose tables, styles and catalogue are ready."""
    home = Home(tmp_path_factory.mktemp("served"))
    done = home.run("prepare")
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def served(prepared: Home) -> Iterator[tuple[subprocess.Popen[str], int, list[str]]]:
    """A portal that is open: its process, its port, and what it said so far."""
    process = prepared.start("serve", "--as-is", "--port", "0", "--refresh", "0", "--workers", "1")
    try:
        said, port = read_until_open(process)
        yield process, port, said
    finally:
        process.kill()
        process.communicate()


def read_until_open(process: subprocess.Popen[str]) -> tuple[list[str], int]:
    said = []
    assert process.stderr is not None
    for line in process.stderr:
        said.append(line)
        found = OPEN.search(line)
        if found:
            return said, int(found[1])
    raise AssertionError("".join(said))


def family(pid: int) -> set[int]:
    """The processes below one, as /proc tells."""
    found: set[int] = set()
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text(encoding="ascii").split():
            found |= {int(child)} | family(int(child))
    return found


def running(pids: set[int]) -> set[int]:
    return {pid for pid in pids if Path(f"/proc/{pid}").exists() and "\nState:\tZ" not in status(pid)}


def status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return "\nState:\tZ"


def until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 40
    while not condition() and time.monotonic() < end:
        time.sleep(0.1)
    return condition()


def test_what_is_prepared_is_not_prepared_again(prepared: Home) -> None:
    again = prepared.run("prepare")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_it_serves_works_and_beats(prepared: Home, served: tuple[subprocess.Popen[str], int, list[str]]) -> None:
    _process, port, _said = served
    with socket.create_connection(("127.0.0.1", port), timeout=30) as caller:
        caller.sendall(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        assert caller.recv(7) == b"HTTP/1."

    assert until(lambda: ask(prepared, "SELECT count(*) FROM clock_job WHERE last_at IS NOT NULL") > 0)
    finished = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE finished_at IS NOT NULL"
    assert until(lambda: ask(prepared, finished) > 0)


def ask(home: Home, question: str) -> int:
    with closing(sqlite3.connect(home.sqlite)) as database:
        return int(database.execute(question).fetchone()[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all_of_it(served: tuple[subprocess.Popen[str], int, list[str]], number: signal.Signals) -> None:
    process, _port, _said = served
    below = family(process.pid)
    assert len(below) >= 4  # the server and its worker, the task worker, the beat
    process.send_signal(number)
    assert process.wait(40) == 0
    assert running(below) == set()


def test_a_killed_one_leaves_nothing_behind(served: tuple[subprocess.Popen[str], int, list[str]]) -> None:
    process, _port, _said = served
    below = family(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    assert until(lambda: running(below) == set())


def test_a_taken_port_is_said(prepared: Home, served: tuple[subprocess.Popen[str], int, list[str]]) -> None:
    _process, port, _said = served
    with prepared.start("serve", "--as-is", "--port", str(port), "--refresh", "0", "--workers", "1") as second:
        said, other = read_until_open(second)
        second.terminate()
        second.communicate()
    assert other > port
    assert f"portal: port {port} is taken: using {other}\n" in said


def test_a_database_without_tables_is_a_sentence(tmp_path: Path) -> None:
    done = Home(tmp_path).run("backup", tmp_path / "file")
    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: the database cannot be used: ")
    assert "python -m portal prepare" in done.stderr
