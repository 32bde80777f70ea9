"""`portal academy sync EDITION`: what the participants of an edition wrote, read from its wikis now."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from portal.academy.programme.models import Edition
from portal.academy.results import looks
from portal.academy.results.models import Reading
from portal.academy.results.reading import Read, read
from portal.academy.results.reading.surviving import follow
from portal.operate.management.commands._words import Spoken
from wiki.client import WikiError

_SHOWN = (
    "edits",
    "articles",
    "created",
    "bytes_added",
    "bytes_removed",
    "words",
    "refs",
    "sources",
    "images",
    "videos",
)


class Command(Spoken):
    """Read the wikis of an edition."""

    help = "Read what the participants of an edition wrote on its wikis. Status 1: a wiki could not be read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which edition, and how."""
        parser.add_argument("deed", choices=["sync"])
        parser.add_argument("edition", help="its short name, the part of its address after /academy/")
        parser.add_argument("--whole", action="store_true", help="list everything anew, not only what changed")

    def handle(self, *args: Any, **given: Any) -> None:
        """Sync."""
        edition = Edition.objects.filter(slug=given["edition"]).first()
        if edition is None:
            known = ", ".join(Edition.objects.order_by("slug").values_list("slug", flat=True)[:20])
            raise CommandError(f"there is no edition “{given['edition']}”. {_there_are(known)}", returncode=2)
        readings = list(Reading.objects.filter(edition=edition).select_related("site").order_by("site__slug"))
        if not readings:
            raise CommandError(
                f"{edition.slug} follows no wiki yet: its organisers add one on its pages.", returncode=2
            )
        failed = [one.site.slug for one in readings if not self._read(edition, one, whole=given["whole"])]
        for name in looks.troubled(edition):
            self.say(name)
        totals = looks.totals(edition)
        for figure in _SHOWN:
            found = getattr(totals, figure)
            value = "unknown" if found.value is None else f"{found.value:,}"
            more = f" (and {found.unknown} not known)" if found.unknown else ""
            self.stdout.write(f"{figure.replace('_', ' ')}: {value}{more}")
        if failed:
            raise CommandError(f"could not be read: {', '.join(failed)}")

    def _read(self, edition: Edition, reading: Reading, *, whole: bool) -> bool:
        site = reading.site
        self.say(f"reading {site.name} …")
        done = read(edition, site, whole=whole)
        while done.state == "paused":
            done = read(edition, site, whole=whole)
        self.say(f"{site.name}: {_told(done)}")
        if done.state != "done":
            return False
        try:
            followed = follow(edition, site)
            while followed and followed.pages:
                self.say(f"{site.name}: {followed.horizons} horizons on {followed.pages} pages followed")
                followed = follow(edition, site)
        except WikiError as error:
            self.say(str(error))
            return False
        return True


def _there_are(known: str) -> str:
    return f"There are: {known}." if known else "There are none yet."


def _told(done: Read) -> str:
    if done.state == "busy":
        return "somebody else reads it just now; try again in a few minutes."
    if done.state == "failed":
        return done.said
    stages = ", ".join(f"{name} {calls}" for name, calls in done.stages.items())
    return f"read in {done.seconds:.1f} s with {done.calls} calls ({stages})"
