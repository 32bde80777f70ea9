"""What to do with a database of its own in; an edition followed, read by workers that are killed, told as JSON, out.

Run as a program: `begin`, `read` or `tell`, and a word of JSON. Each worker is a fork, killed by SIGKILL after a random
time, or just before or after a random call that reaches the database.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import random
import signal
import sys
import time
from typing import Any

from tests.portal.ground.mail.killed import Fuse, in_child


def main(deed: str, told: dict[str, Any]) -> None:
    """Set Django up, and do one of three things."""
    import django

    django.setup()
    from django.core.management import call_command

    from portal.academy.results import looks  # noqa: F401 - imported before the forks, so that they start at once
    from portal.academy.results.reading import measuring

    measuring.MANY = 40
    if deed == "begin":
        in_child(lambda: call_command("migrate", verbosity=0))
        in_child(lambda: begin(told))
    elif deed == "read":
        read_killed(told)
    in_child(lambda: tell(told))


def say(row: dict[str, Any]) -> None:
    """One line for whoever reads."""
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


def begin(told: dict[str, Any]) -> None:
    """An edition that follows the wikis, with a participant for each name; some are called otherwise on the first."""
    from portal.academy.results import acts
    from portal.academy.results.models import SiteKind
    from tests.portal.academy.results.make import make_followed, make_site

    sites = [
        make_site(api, slug, kind=SiteKind.COMMONS if slug == "commons" else SiteKind.WIKI)
        for slug, api in told["apis"].items()
    ]
    starts_at, ends_at = (dt.datetime.fromisoformat(at) for at in told["span"])
    _edition, people = make_followed(sites, told["names"], starts_at, ends_at)
    for person, name in zip(people, told["names"], strict=True):
        if name in told["renamed"]:
            acts.name_account(person, sites[0], told["renamed"][name], "owner")


def read_killed(told: dict[str, Any]) -> None:
    """Let so many workers read until they are killed; then let one read to the end. Tells what was seen in between."""
    chance = random.Random(told["seed"])
    killed = 0
    in_child(lambda: point_at(told["apis"]))
    in_child(digest)
    for life in range(told["kills"]):
        killed += live(life, told["whole"], chance)
        in_child(digest)
    in_child(lambda: read_all(whole=told["whole"], until_done=True))
    in_child(digest)
    say({"killed": killed})


def point_at(apis: dict[str, str]) -> None:
    """The wikis answer at these addresses now."""
    from portal.academy.results.models import Site

    for slug, api in apis.items():
        Site.objects.filter(slug=slug).update(api=api)


def live(life: int, whole: bool, chance: random.Random) -> bool:
    """One worker's life; whether it was killed."""
    calls, pause = (chance.randrange(1, 900) if life % 2 else 0), chance.uniform(0.05, 1.2)
    child = os.fork()
    if not child:
        os.nice(1)
        signal.setitimer(signal.ITIMER_REAL, 10)
        if calls:
            sys.setprofile(Fuse(calls))
        while True:
            read_all(whole=whole)
    if not calls:
        time.sleep(pause)
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def read_all(*, whole: bool, until_done: bool = False) -> None:
    """Read every wiki once, or until nothing is left to do; the hold of the one who was killed has run out by now."""
    from django.utils import timezone

    from portal.academy.results.models import Reading
    from portal.academy.results.reading import read

    for reading in Reading.objects.select_related("edition", "site").order_by("site__slug"):
        Reading.objects.filter(pk=reading.pk).update(taken_until=timezone.now() - dt.timedelta(seconds=1))
        done = read(reading.edition, reading.site, whole=whole)
        while until_done and done.state != "done":
            done = read(reading.edition, reading.site, whole=whole)


def digest() -> None:
    """Print a fingerprint of the figures that a reader sees now, one for each wiki."""
    from portal.academy.programme.models import Edition
    from portal.academy.results import looks
    from portal.academy.results.counted import sites_of

    edition = Edition.objects.get()
    for site in sites_of(edition):
        totals = looks.totals(edition, site=site)
        # Where a file of one wiki is shown is told by the readings of all wikis.
        names = [name for name in looks.FIGURES if name not in ("files_used", "uses")]
        seen = [(name, getattr(totals, name).value, getattr(totals, name).unknown) for name in names]
        row = {"seen": site.slug, "print": hashlib.sha256(repr(seen).encode()).hexdigest()[:12]}
        say(row)


def tell(told: dict[str, Any]) -> None:
    """Print all facts, what the ledger says, and what is left of unfinished readings."""
    from portal.academy.programme.models import Edition
    from portal.academy.results.models import Measure, Reading, Staged
    from portal.ground.ledger.chain import verify
    from portal.ground.ledger.looks import rows
    from tests.portal.academy.results.facts import facts_of

    told = {
        "facts": facts_of(Edition.objects.get()),
        "ledger": verify(rows()).fault,
        "staged": Staged.objects.count(),
        "measures": Measure.objects.count(),
        "stages": {one.site.slug: one.stages for one in Reading.objects.select_related("site")},
        "faults": [one.fault_said for one in Reading.objects.exclude(fault="")],
    }
    say(told)


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
