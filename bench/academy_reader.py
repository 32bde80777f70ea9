"""A folder, a wiki and what to do in; one reading into a database of its own, timed, out as a line of JSON.

Run as a program, so that each measurement has a portal and a database of its own.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from typing import Any


def main(told: dict[str, Any]) -> None:
    """`cold`: make an edition with all these participants, and read it; `again`: read what there is."""
    os.environ |= {
        "PORTAL_HOME": told["home"],
        "DJANGO_SETTINGS_MODULE": "bench.portal_settings",
        "PORTAL_WIKI_LOGINS": json.dumps({"bench": told["login"]} if told["login"] else {}),
    }
    import django

    django.setup()
    if told["deed"] == "cold":
        _begin(told)
    from portal.academy.programme.models import Edition
    from portal.academy.results.models import Site
    from portal.academy.results.reading import read

    edition, site = Edition.objects.get(), Site.objects.get()
    began = time.perf_counter()
    done = read(edition, site)
    seconds = time.perf_counter() - began
    if done.state != "done":
        raise SystemExit(f"the wiki was not read: {done.said or done.state}")
    print(json.dumps({"seconds": seconds, "stages": done.stages, **_figures(edition)}), flush=True)


def _begin(told: dict[str, Any]) -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from portal.academy.programme.models import Edition, Participant, Programme, ProgrammeKind
    from portal.academy.results import acts

    begins, ends = map(dt.datetime.fromisoformat, told["span"])
    programme = Programme.objects.create(slug="bench", kind=ProgrammeKind.WIKI, made_at=begins)
    edition = Edition.objects.create(
        programme=programme, slug="bench", state="running", starts_at=begins, ends_at=ends, made_at=begins
    )
    site = acts.add_site("bench", "Bench", told["api"], "en", maxima="en", by="owner")
    acts.track(edition, site, "owner")
    for number, name in enumerate(told["names"], 1):
        person = Participant.objects.create(
            edition=edition, number=number, pseudonym=f"P {number}", track="writing", joined_at=begins
        )
        acts.name_account(person, site, name, "owner")


def _figures(edition: Any) -> dict[str, Any]:
    """The totals, those of each user of the wiki, and how long the totals take to add up."""
    from portal.academy.results import looks
    from portal.academy.results.models import Account

    began = time.perf_counter()
    totals = looks.totals(edition)
    adding = time.perf_counter() - began
    users = dict(Account.objects.exclude(user=None).values_list("participant", "user"))
    names = ("edits", "bytes_added", "bytes_removed")
    people = {users[key]: {name: row[name] for name in names} for key, row in looks.by_participant(edition).items()}
    told = {name: getattr(totals, name).value for name in ("active", "articles", "created", *names)}
    return {"totals": told, "unknown_bytes": totals.bytes_added.unknown, "people": people, "adding": adding}


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
