"""A real SMTP server that files what it takes: letters out of a socket in, one JSON file each out.

Run as a program, it prints its port and stops when its standard input closes. What is before the @ of a recipient tells
it how to behave; copies to COPY also land in the Maildir `maildir` beside the letters, if there is one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

COPY = "sent@portal.invalid"
AT_RCPT = {"greylisted": "451 4.7.1 Come back later", "nobody": "550 5.1.1 No such user"}
AFTER_DATA = {"full": "452 4.2.2 Mailbox full", "unwanted": "554 5.7.1 Not wanted"}


class Sink:
    """Answers as recipients ask for, and files what it takes, whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.maildir = folder, folder / "maildir"

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        """Take a recipient, refuse it, or hang up."""
        local = address.partition("@")[0]
        if local == "hangs-up-early":
            server.transport.abort()
        if local in AT_RCPT:
            return AT_RCPT[local]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """File a letter, refuse it, or hang up before or after filing it."""
        local = envelope.rcpt_tos[0].partition("@")[0]
        if local in AFTER_DATA:
            return AFTER_DATA[local]
        if local == "hangs-up-in-data":
            server.transport.abort()
            return "250 never heard"
        self._file(envelope)
        if local == "hangs-up-after":
            server.transport.abort()
        return "250 OK"

    def _file(self, envelope: Any) -> None:
        name = uuid.uuid4().hex
        letter = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "raw": envelope.content.decode("latin-1"),
        }
        (self.folder / f"{name}.part").write_text(json.dumps(letter), encoding="utf-8")
        (self.folder / f"{name}.part").rename(self.folder / f"{name}.json")
        if COPY in envelope.rcpt_tos and self.maildir.exists():
            drop(self.maildir, envelope.content)


def drop(maildir: Path, raw: bytes) -> None:
    """Deliver a message into a Maildir, as servers do: written beside, then renamed."""
    name = uuid.uuid4().hex
    part = maildir / "tmp" / name
    part.write_bytes(raw)
    part.chmod(0o666)
    part.rename(maildir / "new" / name)


@dataclass(frozen=True)
class Letter:
    """What the server took, once."""

    sender: str
    recipients: list[str]
    raw: bytes


@dataclass(frozen=True)
class SmtpSink:
    """Where the server listens and files what it takes."""

    port: int
    folder: Path

    def letters(self) -> list[Letter]:
        """All that was taken so far, by recipient."""
        rows = [json.loads(path.read_text(encoding="utf-8")) for path in self.folder.glob("*.json")]
        taken = [Letter(row["sender"], row["recipients"], row["raw"].encode("latin-1")) for row in rows]
        return sorted(taken, key=lambda letter: letter.recipients)

    def deliver_copies_to(self, maildir: Path) -> None:
        """Deliver copies into this Maildir from now on."""
        (self.folder / "maildir").symlink_to(maildir)

    def forget(self) -> None:
        """Start anew."""
        for path in self.folder.iterdir():
            path.unlink()


@contextlib.contextmanager
def running(folder: Path) -> Iterator[SmtpSink]:
    """Run the server as a process of its own, which files into a folder."""
    command = [sys.executable, "-m", "tests.servers.smtp_sink", str(folder)]
    root = Path(__file__).resolve().parents[2]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, text=True, **pipes) as server:
        assert server.stdin
        assert server.stdout
        try:
            yield SmtpSink(int(server.stdout.readline()), folder)
        finally:
            server.stdin.close()
            server.wait(30)


async def serve(folder: Path) -> None:
    """Serve on a free port of this machine until standard input closes."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(folder), hostname="sink.invalid"), "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    await loop.run_in_executor(None, sys.stdin.read)
    os._exit(0)  # open connections are no reason to stay


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
