"""A made database of many targets in; what its pages and its index cost, against the least they could cost, out."""

from __future__ import annotations

import datetime as dt
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.rounds import by_turns, medians

ROOT = Path(__file__).resolve().parents[1]
FULL, QUICK = (10_000, 1_000_000, 200_000), (500, 20_000, 2_000)
PAGES = {
    "home": "/en/",
    "targets": "/en/targets/",
    "a search": "/en/targets/?words=made+target+77",
    "a target": "/en/targets/made-0/",
    "its history": "/en/targets/made-0/history/",
    "requests": "/en/requests/",
    "wins": "/en/wins/",
    "standards": "/sq/standards/",
    "method": "/sr/method/",
    "ledger": "/en/ledger/",
    "open data": "/en/open-data/",
}
# Calls of programs are counted against a limit of their network, so only their queries are counted here.
CALLS = {
    "API: targets": "/api/1/targets",
    "API: index": "/api/1/index",
    "API: a target": "/api/1/targets/made-0",
}
DAY = dt.datetime(2025, 2, 1, tzinfo=dt.UTC)
CLIENTS = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """Requests a second by page, `empty` among them; queries by page with nothing kept; seconds of index and scan."""

    rates: dict[str, float]
    queries: dict[str, int]
    index: float
    scan: float
    rows: int


def set_up(quick: bool) -> Path:
    """Make the database once, under var/bench, and connect to it; the folder it lies in."""
    size = QUICK if quick else FULL
    home = ROOT / "var" / "bench" / "-".join(map(str, size))
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {"PORTAL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "bench.portal_settings"}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    done = home / "filled"
    if not done.exists():
        from bench.portal_data import fill

        fill(*size)
        done.touch()
    return home


def measure(quick: bool) -> Figures:
    """Measure everything on one database, the pages by turns with the empty view."""
    home = set_up(quick)
    queries = count_queries()
    index, scan, rows = time_index(1 if quick else 7)
    with served(home) as port:
        rates = request_rates(port, 1 if quick else 5, 0.5 if quick else 2.0)
    return Figures(rates, queries, index, scan, rows)


def count_queries() -> dict[str, int]:
    """How many queries each page takes when nothing of it is kept yet."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for name, path in {**PAGES, **CALLS}.items():
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            answer = Client(headers={"host": "127.0.0.1"}).get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
        found[name] = len(seen)
    return found


def time_index(rounds: int) -> tuple[float, float, int]:
    """Seconds for the index of a past day, and for the database's own scan of the rows it follows from."""
    from django.db import connection

    from portal.audit.looks import index_on

    def scan() -> int:
        with connection.cursor() as cursor:
            sql = "SELECT count(*), sum(target_id), min(verdict) FROM audit_observation WHERE at <= %s"
            cursor.execute(sql, [DAY])
            return int(cursor.fetchone()[0])

    took = medians(by_turns({"index": lambda: index_on(DAY), "scan": scan}, rounds))
    return took["index"], took["scan"], scan()


@contextmanager
def served(home: Path) -> Iterator[int]:
    """The portal behind gunicorn, as `portal serve` runs it; the port it answers at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "gunicorn", "-w", "1", "--threads", "4", "-b", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [*words, "portal.wsgi:application"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def request_rates(port: int, rounds: int, seconds: float) -> dict[str, float]:
    """Requests a second of each page and of the empty view, the middle of several rounds taken by turns."""
    paths = {"empty": "/empty", **PAGES}
    for path in paths.values():
        _hammer(port, path, 0.2)
    found: dict[str, list[float]] = {name: [] for name in paths}
    for _ in range(rounds):
        for name, path in paths.items():
            found[name].append(_hammer(port, path, seconds))
    return {name: median(rates) for name, rates in found.items()}


def _hammer(port: int, path: str, seconds: float) -> float:
    """Ask for one page again and again from a few connections that stay open; answers a second."""
    counts = [0] * CLIENTS
    end = time.perf_counter() + seconds
    began = time.perf_counter()
    clients = [threading.Thread(target=_ask, args=(port, path, end, counts, n)) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return sum(counts) / (time.perf_counter() - began)


def _ask(port: int, path: str, end: float, counts: list[int], number: int) -> None:
    line = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as door:
        while time.perf_counter() < end:
            door.sendall(line)
            _whole_answer(door)
            counts[number] += 1


def _whole_answer(door: socket.socket) -> None:
    """Read one answer to its end. Raises RuntimeError for any other than 200."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += door.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(head.decode(errors="replace"))
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    left = int(fields.get(b"content-length", b"0")) - len(body)
    while left > 0:
        left -= len(door.recv(65536))


def report(figures: Figures) -> Iterator[str]:
    """The figures as lines that people read."""
    empty = figures.rates["empty"]
    yield f"portal: an empty view {empty:.0f} requests a second"
    for name, rate in figures.rates.items():
        if name != "empty":
            cost = f"{rate / empty:.2f} of an empty view; {figures.queries[name]} queries"
            yield f"portal: {name}: {rate:.0f} a second, {cost}"
    yield "portal: queries of calls: " + ", ".join(f"{name[5:]} {figures.queries[name]}" for name in CALLS)
    yield (
        f"portal: the index of a past day against a bare scan of {figures.rows:,} rows: "
        f"{figures.index / figures.scan:.2f} ({figures.index:.3f} s against {figures.scan:.3f} s)"
    )
