"""What the tests of this room share: a small web server in this process, and options that keep to one folder."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from listed.sources import Options


@dataclass
class Reply:
    """What a path answers: after `wait` seconds, a status, headers and a body."""

    body: bytes = b""
    status: int = 200
    media: str | None = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


class Site:
    """A web server whose `pages` a test fills in; `asked` holds the requests as they came."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                reply = site.pages.get(self.path) or site.pages.get(self.path.partition("?")[0]) or Reply(status=404)
                # A slow answer must not outlast its test.
                site.released.wait(reply.wait)
                self.send_response(reply.status)
                if reply.media:
                    self.send_header("Content-Type", reply.media)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

            def handle_error(self, *_: object) -> None:
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self.server.server_address[1])
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    """A running web server."""
    running = Site()
    yield running
    running.close()


@pytest.fixture
def options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Options:
    """Options that leave the person's own cache alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache-home"))
    return Options(cache_dir=tmp_path / "kept", timeout=60)


@pytest.fixture
def own(options: Options) -> Options:
    """Options for a site on this machine."""
    return Options(cache_dir=options.cache_dir, timeout=10, allow_private=True)
