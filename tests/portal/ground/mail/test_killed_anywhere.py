"""Workers killed at random while they send and fetch: nothing is lost, nothing doubled, on either database."""

from __future__ import annotations

import contextlib
import email
import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.portal.ground.mail.killed import LETTERS, MESSAGES
from tests.servers import dovecot
from tests.servers.smtp_sink import COPY, SmtpSink

KILLS = 200


@contextlib.contextmanager
def own_database(home: Path) -> Iterator[str]:
    """The address of an empty database: a file, or where DATABASE_URL names PostgreSQL, one beside that."""
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        yield f"sqlite:///{home / 'killed.sqlite3'}"
        return
    name = f"killed_{random.randrange(10**9)}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(given)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def run_killed(home: Path, sink: SmtpSink, imap: dovecot.Imap, kills: int, copy: str) -> dict[str, Any]:
    """Let a program of its own kill its workers, and read what it reports."""
    seed = random.randrange(10**9)
    with own_database(home) as database:
        own = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[4] / "src"), str(Path(__file__).parents[4])]),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATABASE_URL": database,
            "PORTAL_HOME": str(home),
            "PORTAL_MAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "PORTAL_SMTP_HOST": "127.0.0.1",
            "PORTAL_SMTP_PORT": str(sink.port),
            "PORTAL_SENT_COPY": copy,
            "PORTAL_IMAP_HOST": "127.0.0.1",
            "PORTAL_IMAP_PORT": str(imap.port),
            "PORTAL_IMAP_TLS": "0",
            "PORTAL_IMAP_USER": dovecot.USER,
            "PORTAL_IMAP_PASSWORD": dovecot.PASSWORD,
        }
        command = [sys.executable, "-m", "tests.portal.ground.mail.killed", str(kills), str(seed), str(imap.maildir)]
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=550)
    assert done.returncode == 0, f"seed {seed}: {done.stderr[-3000:]}"
    facts: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**facts, "seed": seed}


def arrived(sink: SmtpSink) -> Counter[str]:
    return Counter(str(email.message_from_bytes(letter.raw)["Message-ID"]) for letter in sink.letters())


@pytest.mark.slow
@pytest.mark.parametrize(("kills", "copy"), [(KILLS, COPY), (KILLS // 8, "")], ids=["with copies", "without copies"])
def test_no_letter_is_lost_or_doubled_and_no_message_either(
    kills: int, copy: str, tmp_path: Path, sink: SmtpSink, imap: dovecot.Imap
) -> None:
    sink.deliver_copies_to(imap.maildir)
    facts = run_killed(tmp_path, sink, imap, kills, copy)
    taken, letters = arrived(sink), facts["letters"]
    assert facts["killed"] == kills
    assert set(taken.values()) == {1}, f"a letter was sent twice, seed {facts['seed']}"
    assert len(letters) == facts["queued_rows"] == kills * LETTERS
    sent = {name for name, state in letters.items() if state == "sent"}
    held = {name for name, state in letters.items() if state == "unknown"}
    assert sent | held == set(letters)
    assert sent <= set(taken)
    if copy:  # the copy tells which of them arrived: what is held did not
        assert sent == set(taken)
    counts = (facts["kept"], facts["received_rows"], facts["lost"], facts["strange"])
    assert counts == (kills * MESSAGES, kills * MESSAGES, 0, 0)
