"""A host and a port in; the portal with its worker and its beat, open until somebody ends it, out."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from portal.operate.children import Child, Children, GaveUpError
from portal.operate.door import answers, open_door
from portal.operate.mail_watch import MailWatch

START = 60.0  # seconds that the server has to answer for the first time


@dataclass(frozen=True, slots=True)
class Manner:
    """How to serve: where, with how many processes of how many threads, and how many targets to look at at once.

    `rehearsal`: whether to show an edition that is played on wikis of this machine.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    refresh: int = 6
    rehearsal: bool = False


def serve(manner: Manner, say: Callable[[str], None]) -> None:
    """Open the portal, say where it is, and keep it open until SIGINT, SIGTERM or SIGHUP.

    Raises NoPortError or GaveUpError; whatever happens, every child is ended.
    """
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: ended.set())
    door = open_door(manner.host, manner.port)
    port = door.getsockname()[1]
    if manner.port not in (0, port):
        say(f"port {manner.port} is taken: using {port}")
    address = f"http://{'127.0.0.1' if manner.host in ('', '0.0.0.0') else manner.host}:{port}"
    environment = {**os.environ}
    environment.setdefault("PORTAL_ADDRESS", address)
    children = Children(environment, say)
    try:
        children.start(Child("the web server", _server(manner, door.fileno()), files=(door.fileno(),)))
        children.start(Child("the worker", [*_portal("db_worker"), "--verbosity", "0"]))
        wikis = [*_portal("db_worker"), "--queue-name", settings.WIKI_QUEUE, "--verbosity", "0"]
        children.start(Child("the worker for wikis", wikis))
        children.start(Child("the beat", _portal("beat")))
        if not _opened(door, children, ended):
            return
        opened = f"{settings.SITE_NAME} is open at {environment['PORTAL_ADDRESS']}/ — Ctrl+C ends it"
        say(opened)
        refresh = Child("the refresh", [*_portal("refresh"), "--count", str(manner.refresh)], once=True)
        if manner.refresh:
            children.start(refresh)
        if manner.rehearsal:
            children.start(Child("the rehearsal", _portal("demo"), once=True))
        mail = MailWatch() if settings.FILES_MAIL else None
        while not ended.wait(1.0):
            refreshing = refresh.process is not None
            children.look_after()
            if refreshing and refresh.process is None:
                say(opened)
            for line in mail.news() if mail else ():
                say(line)
    finally:
        say("closing")
        children.end()
        door.close()


def _portal(command: str) -> list[str]:
    return [sys.executable, "-m", "portal", command]


def _server(manner: Manner, door: int) -> list[str]:
    """Threads, not bare processes: browsers hold connections open, and one must not keep the others waiting."""
    words = {
        "--bind": f"fd://{door}",
        "--workers": manner.workers,
        "--worker-class": "gthread",
        "--threads": manner.threads,
        "--max-requests": 5000,
        "--max-requests-jitter": 500,
        "--graceful-timeout": 5,
        "--log-level": "error",
    }
    plain = [str(word) for pair in words.items() for word in pair]
    return [sys.executable, "-m", "gunicorn", *plain, "--no-control-socket", "portal.wsgi"]


def _opened(door: socket.socket, children: Children, ended: threading.Event) -> bool:
    """Wait for the first answer. False when somebody ended it before; GaveUpError when no answer came."""
    until = time.monotonic() + START
    while not ended.is_set():
        children.look_after()
        if answers(door, 5.0):
            return True
        if time.monotonic() > until:
            raise GaveUpError(f"the web server did not answer within {START:.0f} seconds")
        ended.wait(0.2)
    return False
