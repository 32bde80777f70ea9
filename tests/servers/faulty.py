"""The address of a real wiki's API and a seeded plan in; the same API with real faults of network and server, out.

A small HTTP server that stands before a wiki. It reads each request whole, lets the plan choose a fault or none, and
hands the request on and the answer back as bytes. Faults that the wiki itself can make are its own: a lost session is
a request handed on without its cookies, a bad token is a request with another token. Use it as

    with faulty.before(family.api("sq"), Plan(seed=1, rate=0.4)) as wiki:
        ...  # ask wiki.api; wiki.struck tells which faults struck, wiki.plan = None ends them

One request gets at most `in_a_row` faults, whenever they come, so a caller who tries once more often gets through.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import urlsplit

# The wiki never saw the request.
UNDONE = ("maxlag", "429", "429-date", "500", "502", "503", "503-rest", "reset-before", "html")
# The wiki did what was asked, and the answer was lost or spoilt on the way back.
DONE = ("reset-after", "502-after", "silence", "cut", "cut-quietly", "html-after")
# The wiki did what was asked, and the answer arrives.
LATE = ("slow",)
# The wiki itself says no; each strikes only requests that it can strike.
SAID = ("badtoken", "session")
ALL = (*UNDONE, *DONE, *LATE, *SAID)

_TOKEN = re.compile(rb'(?:(?<=&token=)|(?<=^token=)|(?<=name="token"\r\n\r\n))[0-9a-f]{8}')
_VARYING = re.compile(rb'(?:token=[^&]*|name="token"\r\n\r\n[^\r]*|boundary=\S+|--[0-9a-f]{16,})')
_PAGE = b"<!DOCTYPE html><title>Error</title><p>Our servers are under maintenance or have a technical problem.</p>"
_LAG = b'{"errors":[{"code":"maxlag","text":"Waiting for replica1: 7 seconds lagged.","module":"main"}]}'


@dataclass
class Plan:
    """How often a fault strikes (0 to 1), which kinds, how many the same request gets, how long a silence lasts.

    `only`: strikes only requests that hold these bytes in their address or body. `most`: then there is peace.
    """

    seed: int
    rate: float = 0.3
    kinds: tuple[str, ...] = ALL
    in_a_row: int = 3
    silence: float = 30.0
    only: bytes = b""
    most: int = 1_000_000
    _seen: Counter[bytes] = field(default_factory=Counter, repr=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)

    def fault(self, request: Request) -> str:
        """The fault for this request; empty: none."""
        if self.only not in request.whole or not self.most or self._dice.random() >= self.rate:
            return ""
        kind = self._dice.choice(self.kinds)
        same = _VARYING.sub(b"", request.whole)
        if self._seen[same] >= self.in_a_row or not request.can_suffer(kind):
            return ""
        self._seen[same] += 1
        self.most -= 1
        return kind


@dataclass(frozen=True)
class Request:
    """A request as it came."""

    line: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def whole(self) -> bytes:
        """The address and the body."""
        return self.line + b"\n" + self.body

    def can_suffer(self, kind: str) -> bool:
        """True where this kind of fault can strike the request."""
        if kind == "badtoken":
            return _TOKEN.search(self.body) is not None
        return kind != "session" or any(name == b"cookie" for name, _ in self.headers)

    def bytes(self, host: str, *, without_cookies: bool = False, token: bool = True, cookies: str = "") -> bytes:
        """The request for the wiki; `cookies` takes the place of what proved who asks."""
        left_out = {b"connection", b"host"}
        left_out |= {b"cookie", b"authorization"} if without_cookies or cookies else set()
        kept = [name + b": " + value for name, value in self.headers if name not in left_out]
        kept += [b"cookie: " + cookies.encode()] if cookies else []
        body = self.body if token else _TOKEN.sub(b"0badbad0", self.body)
        return b"\r\n".join([self.line, b"host: " + host.encode(), b"connection: close", *kept, b"", body])


class Faulty:
    """The server; `api` is its address, `struck` the faults so far, `requests` and `reached` what came and went on."""

    def __init__(self, api: str, plan: Plan | None) -> None:
        self.plan, self.struck, self.requests, self.reached, self.api = plan, list[str](), 0, 0, ""
        parts = urlsplit(api)
        self.host, self._port, self._path = parts.hostname or "", parts.port or 80, parts.path

    async def serve(self, started: threading.Event, over: asyncio.Event) -> None:
        """Serve on a free port until it is over."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=1 << 20)
        self.api = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{self._path}"
        started.set()
        await over.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            request = await _request(reader)
            self.requests += 1
            await self.respond(request, writer)
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            writer.close()
            await writer.wait_closed()

    async def respond(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Let the plan choose a fault, and answer with or without it."""
        kind = self.plan.fault(request) if self.plan else ""
        if kind:
            self.struck.append(kind)
        if kind == "reset-before":
            _reset(writer)
        elif kind in UNDONE:
            await give(writer, _instead(kind))
        else:
            await self._hand_on(kind, request, writer)

    async def _hand_on(self, kind: str, request: Request, writer: asyncio.StreamWriter) -> None:
        answer = await self.ask(request.bytes(self.host, without_cookies=kind == "session", token=kind != "badtoken"))
        if kind == "reset-after":
            _reset(writer)
        elif kind == "502-after":
            await give(writer, answered(502, _PAGE))
        elif kind == "html-after":
            await give(writer, answered(200, _PAGE))
        elif kind == "silence":
            await asyncio.sleep(self.plan.silence if self.plan else 0)
        elif kind in ("cut", "cut-quietly"):
            head, _, body = answer.partition(b"\r\n\r\n")
            length = b"\r\ncontent-length: %d" % len(body) if kind == "cut" else b""
            await give(writer, _no_length(head) + length + b"\r\n\r\n" + body[: len(body) // 2])
        elif kind == "slow":
            for start in range(0, len(answer), len(answer) // 5 + 1):
                await give(writer, answer[start : start + len(answer) // 5 + 1])
                await asyncio.sleep(0.02)
        else:
            await give(writer, answer)

    async def ask(self, request: bytes) -> bytes:
        """Hand a request on to the wiki."""
        self.reached += 1
        reader, writer = await asyncio.open_connection(self.host, self._port)
        try:
            writer.write(request)
            await writer.drain()
            return await reader.read()
        finally:
            writer.close()


@contextlib.contextmanager
def before(api: str, plan: Plan | None = None) -> Iterator[Faulty]:
    """Stand before the API of a wiki, in a thread of its own."""
    server = Faulty(api, plan)
    with running(server):
        yield server


@contextlib.contextmanager
def running(server: Faulty) -> Iterator[None]:
    """Serve in a thread until the block ends."""
    started, loop = threading.Event(), asyncio.new_event_loop()
    over = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(server.serve(started, over)), daemon=True)
    thread.start()
    try:
        assert started.wait(30)
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(30)
        loop.close()


async def _request(reader: asyncio.StreamReader) -> Request:
    head = await reader.readuntil(b"\r\n\r\n")
    line, *rest = head[:-4].split(b"\r\n")
    headers = tuple((name.strip().lower(), value.strip()) for name, _, value in (one.partition(b":") for one in rest))
    length = int(dict(headers).get(b"content-length", b"0"))
    return Request(line, headers, await reader.readexactly(length))


async def give(writer: asyncio.StreamWriter, answer: bytes) -> None:
    """Send an answer."""
    writer.write(answer)
    await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    """End a connection as a crash does: the other side reads a reset, not an end."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def _instead(kind: str) -> bytes:
    if kind == "maxlag":
        return answered(200, _LAG, "Retry-After: 1", "X-Database-Lag: 7", "MediaWiki-API-Error: maxlag")
    if kind == "429-date":
        soon = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
        return answered(429, _PAGE, f"Retry-After: {soon}")
    if kind in ("429", "503-rest"):
        return answered(int(kind[:3]), _PAGE, "Retry-After: 1")
    return answered(200 if kind == "html" else int(kind), _PAGE)


def answered(status: int, body: bytes, *headers: str) -> bytes:
    """An answer of our own."""
    kind = "application/json" if body[:1] == b"{" else "text/html"
    lines = [f"HTTP/1.1 {status} .", f"content-type: {kind}; charset=utf-8", f"content-length: {len(body)}", *headers]
    return "\r\n".join([*lines, "connection: close", "", ""]).encode() + body


def _no_length(head: bytes) -> bytes:
    return b"\r\n".join(line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length"))
