"""A browser's connections flow in, and those to public addresses flow on: the guard, for a program that dials itself.

A browser follows redirects and looks names up on its own, so checking its requests from outside would leave gaps.
All it can reach is this proxy on the loopback interface, which looks a name up, checks it, and dials what it checked.
"""

from __future__ import annotations

import contextlib
import select
import socket
import socketserver
import threading
from typing import Self
from urllib.parse import urlsplit

from listed.sources.web.guard import ForbiddenError, addresses

_HEADER_LIMIT = 64 << 10
_IDLE = 60.0
_CONNECT = 15.0

# Where browsers ask for updates and hints of their own, whatever their switches say; no page needs these.
_OF_ITS_MAKER = frozenset(
    (
        "update.googleapis.com",
        "optimizationguide-pa.googleapis.com",
        "content-autofill.googleapis.com",
        "safebrowsing.googleapis.com",
        "clients2.google.com",
        "accounts.google.com",
    ),
)


class GuardProxy:
    """A forward proxy for one browser. Use it as a context manager; `address` is what the browser is told."""

    def __init__(self, *, allow_private: bool) -> None:
        self._server = _Server(("127.0.0.1", 0), _Connection)
        self._server.allow_private = allow_private
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def refused(self) -> dict[str, str]:
        """The hosts that were refused, each with a phrase for people that says why."""
        return self._server.refused


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    allow_private = False

    def __init__(self, address: tuple[str, int], handler: type[socketserver.BaseRequestHandler]) -> None:
        super().__init__(address, handler)
        self.refused: dict[str, str] = {}

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a connection that breaks off is the browser's business."""


class _Connection(socketserver.BaseRequestHandler):
    server: _Server
    request: socket.socket

    def handle(self) -> None:
        self.request.settimeout(_IDLE)
        head, rest = self._head()
        words = head.split(b"\r\n", 1)[0].decode("latin-1").split(" ")
        if len(words) != 3:
            return
        method, address, _ = words
        if method == "CONNECT":
            remote = self._dial(*_host_port(f"//{address}", 443))
            if remote:
                with remote:
                    self.request.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
                    remote.sendall(rest)
                    _pump(self.request, remote)
            return
        parts = urlsplit(address)
        remote = self._dial(*_host_port(address, 80)) if parts.scheme == "http" else None
        if remote:
            with remote:
                remote.sendall(_plain_head(head, method, address) + rest)
                _pump(self.request, remote)

    def _head(self) -> tuple[bytes, bytes]:
        data = b""
        while b"\r\n\r\n" not in data and len(data) < _HEADER_LIMIT:
            chunk = self.request.recv(8192)
            if not chunk:
                break
            data += chunk
        head, mark, rest = data.partition(b"\r\n\r\n")
        return head + mark, rest

    def _dial(self, host: str, port: int) -> socket.socket | None:
        try:
            if host in _OF_ITS_MAKER:
                raise ForbiddenError(f"'{host}' belongs to the browser and not to the page")
            for number in addresses(host, port, allow_private=self.server.allow_private):
                with contextlib.suppress(OSError):
                    return socket.create_connection((number, port), _CONNECT)
        except OSError as error:
            self.server.refused[host] = str(error)
            with contextlib.suppress(OSError):
                self.request.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return None
        with contextlib.suppress(OSError):
            self.request.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        return None


def _host_port(address: str, default: int) -> tuple[str, int]:
    parts = urlsplit(address)
    try:
        return parts.hostname or "", parts.port or default
    except ValueError:
        return "", default


def _plain_head(head: bytes, method: str, address: str) -> bytes:
    """The request as the site expects it. One request a connection, so that the next is checked anew."""
    parts = urlsplit(address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = head.rstrip(b"\r\n").split(b"\r\n")[1:]
    upgrade = any(line.lower().startswith(b"upgrade:") for line in lines)
    dropped = (b"proxy-",) if upgrade else (b"proxy-", b"connection:", b"keep-alive:")
    kept = [line for line in lines if not line.lower().startswith(dropped)]
    if not upgrade:
        kept.append(b"Connection: close")
    return b"\r\n".join([f"{method} {path} HTTP/1.1".encode("latin-1"), *kept]) + b"\r\n\r\n"


def _pump(one: socket.socket, other: socket.socket) -> None:
    """Copy both ways until either side ends or nothing moves for a while."""
    across = {one: other, other: one}
    with contextlib.suppress(OSError):
        while True:
            ready, _, _ = select.select([one, other], [], [], _IDLE)
            if not ready:
                return
            for side in ready:
                data = side.recv(1 << 16)
                if not data:
                    return
                across[side].sendall(data)
