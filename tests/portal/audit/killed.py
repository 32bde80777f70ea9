"""A number of kills in; what workers that list, read and tell of releases left behind, out, as JSON.

Run as a program, like that of the mail: each worker is a fork, which is killed by SIGKILL after a random time, or just
before or after a random call that reaches the database.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from typing import Any

from tests.portal.ground.mail.killed import Fuse, in_child

PACKAGES, VERSIONS = 3, 8
VERDICTS = ("missing", "listed", "listed", "mixed")


def main(kills: int, seed: int) -> None:
    """Kill so many workers, then let one finish, and print what there is."""
    import django

    django.setup()
    from django.core.management import call_command

    from portal.audit import alerts, releases  # noqa: F401 - imported before the forks, so that they start at once

    chance = random.Random(seed)
    in_child(lambda: call_command("migrate", verbosity=0))
    in_child(begin)
    killed = sum(live(life, kills, chance) for life in range(kills))
    for grown in (0.5, 1.0):
        in_child(lambda grown=grown: work(grown, seed))  # type: ignore[misc]
    in_child(lambda: report(killed))


def begin() -> None:
    """One person who wants mail, and a few packages."""
    from portal.ground.people.models import Role
    from tests.portal.make import make_person, make_target

    make_person(Role.ADMIN)
    for number in range(PACKAGES):
        make_target(slug=f"package-{number}", address=f"npm:package-{number}")


def live(life: int, kills: int, chance: random.Random) -> bool:
    """One worker's life; whether it was killed."""
    calls, pause = (chance.randrange(1, 400) if life % 2 else 0), chance.uniform(0.05, 0.5)
    child = os.fork()
    if not child:
        if calls:
            # PostgreSQL's client crosses few boundaries that a fuse sees.
            signal.setitimer(signal.ITIMER_REAL, 0.6)
            sys.setprofile(Fuse(calls))
        while True:
            work((life + 1) / kills, life)
    if not calls:
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def work(grown: float, seed: int) -> None:
    """List what there is by now, read all that nobody read, in any order, and tell."""
    from portal.audit.alerts import tell
    from portal.audit.models import Release
    from portal.audit.releases import list_releases
    from portal.catalogue.models import Target
    from tests.portal.audit.make_releases import make_listed, read

    chance = random.Random(seed)
    for number, target in enumerate(Target.objects.order_by("pk")):
        versions = [f"v{place}" for place in range(max(1, round(VERSIONS * grown)))]
        list_releases(target, make_listed(*versions))
        unread = list(Release.objects.filter(target=target, verdict="").values_list("version", "place"))
        chance.shuffle(unread)
        for version, place in unread:
            read(target, version, VERDICTS[(place * 7 + number * 3 + place // 3) % len(VERDICTS)])
            tell()
    tell()


def report(killed: int) -> None:
    """Print what the tables hold, and whether drawing all changes anew gives the same."""
    from portal.audit.changes import redraw
    from portal.audit.models import Change, Release
    from portal.catalogue.models import Target
    from portal.ground.ledger.chain import verify
    from portal.ground.ledger.looks import rows
    from portal.ground.ledger.models import Entry
    from portal.ground.mail.models import Outgoing
    from tests.portal.audit.make_releases import told

    targets = list(Target.objects.order_by("pk"))
    before = [told(target) for target in targets]
    read = Entry.objects.filter(verb="release.read").values_list("subject", "body__version")
    changed = Entry.objects.filter(verb="release.changed")
    Change.objects.all().delete()
    for target in targets:
        redraw(target)
    facts: dict[str, Any] = {
        "killed": killed,
        "releases": Release.objects.exclude(verdict="").count(),
        "read": len(read),
        "read_once": len(set(read)),
        "same": before == [told(target) for target in targets],
        "changes": sum(len(one) for one in before),
        "news": sum(entry.body["news"] for entry in changed),
        "ledger": verify(rows()).fault,
        "mails": Outgoing.objects.count(),
    }
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
