"""Two servers and a number of kills in; what arrived, what was kept and where each letter stands, out, as JSON.

Run as a program: it sets Django up once and never opens the database itself: each worker is a fork, which is killed by
SIGKILL after a random time, or just before or after a random call that reaches the network or the database.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from tests.servers.smtp_sink import drop

BOUNDARIES = {"send", "sendall", "recv", "recv_into", "execute", "commit", "connect"}
LETTERS, MESSAGES = 3, 3


def main(kills: int, seed: int, maildir: Path) -> None:
    """Kill so many workers, then let one finish, and print what there is."""
    import django

    django.setup()
    from django.core.management import call_command

    from portal.ground.mail import rounds  # noqa: F401 - imported before the forks, so that they start at once

    chance = random.Random(seed)
    in_child(lambda: call_command("migrate", verbosity=0))
    killed = 0
    for life in range(kills):
        for number in range(MESSAGES):
            drop(maildir, make_message(life * MESSAGES + number))
        killed += live(life, chance)
    in_child(lambda: finish(kills))
    in_child(lambda: report(killed, kills * MESSAGES))


def live(life: int, chance: random.Random) -> bool:
    """One worker's life; whether it was killed."""
    calls = chance.randrange(1, 250) if life % 2 else 0
    pause = chance.uniform(0.001, 0.1)
    child = os.fork()
    if not child:
        if calls:
            sys.setprofile(Fuse(calls))
        work(life)
        os._exit(0)
    if not calls:
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


class Fuse:
    """Kills this process at its n-th crossing of a boundary, on the way out or on the way back."""

    def __init__(self, calls: int) -> None:
        self.calls = calls

    def __call__(self, _frame: FrameType, event: str, what: Any) -> None:
        if event in {"c_call", "c_return"} and what.__name__ in BOUNDARIES:
            self.calls -= 1
            if not self.calls:
                os.kill(os.getpid(), signal.SIGKILL)


def work(life: int) -> None:
    """What a worker does after it starts: queue; then deliver, fetch and look up what others lost, for ever."""
    from django.utils import timezone

    from portal.ground.mail import acts, rounds

    for number in range(LETTERS):
        acts.queue(f"letter/{life}/{number}", "request/1", f"owner-{number}@example.org", "Kosovo", "Hello.\n")
    while True:
        rounds.deliver_due(timezone.now() + timedelta(days=1))
        rounds.fetch()
        rounds.reconcile(timezone.now() + timedelta(days=2))  # the hold of the one before has run out by then


def finish(kills: int) -> None:
    """Let a worker that nobody kills do what is left."""
    from django.utils import timezone

    from portal.ground.mail import acts, rounds

    for life in range(kills):
        for number in range(LETTERS):
            acts.queue(f"letter/{life}/{number}", "request/1", f"owner-{number}@example.org", "Kosovo", "Hello.\n")
    while rounds.deliver_due(timezone.now() + timedelta(days=1)) or rounds.fetch():
        pass
    rounds.reconcile(timezone.now() + timedelta(days=2))


def report(killed: int, dropped: int) -> None:
    """Print how many workers were killed, and what the tables hold."""
    from portal.ground.ledger.models import Entry
    from portal.ground.mail import looks
    from portal.ground.mail.models import Incoming, Outgoing

    wanted = {make_message(number) for number in range(dropped)}
    kept = [looks.raw(row) for row in Incoming.objects.all()]
    facts = {
        "killed": killed,
        "letters": dict(Outgoing.objects.values_list("message_id", "state")),
        "found": Entry.objects.filter(verb="mail.sent", body__proof="copy").count(),
        "queued_rows": Entry.objects.filter(verb="mail.queued").count(),
        "received_rows": Entry.objects.filter(verb="mail.received").count(),
        "kept": len(kept),
        "lost": len(wanted - set(kept)),
        "strange": len(set(kept) - wanted),
    }
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def in_child(deed: Callable[[], None]) -> None:
    """Do something in a fork and wait for it, so that this process never holds a connection."""
    child = os.fork()
    if not child:
        try:
            deed()
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"a worker that nobody killed ended with {status}")


def make_message(number: int) -> bytes:
    """One message of many, as it lies in the Maildir and as IMAP gives it."""
    head = f"From: owner-{number}@example.org\r\nTo: letters@portal.invalid\r\nMessage-ID: <{number}@example.org>\r\n"
    return f"{head}Subject: Re: Kosovo\r\n\r\nAnswer {number}.\r\n".encode()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
