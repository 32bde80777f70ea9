"""`portal serve`: the portal, made ready and open at an address, until it is ended."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from portal.operate.children import GaveUpError
from portal.operate.door import NoPortError
from portal.operate.management.commands._words import Spoken
from portal.operate.prepare import prepare
from portal.operate.serve import Manner, serve


class Command(Spoken):
    """Make the portal ready and open it."""

    help = "Make the portal ready and open it: web server, worker and clock, until Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What an operator may choose."""
        usual = Manner()
        parser.add_argument("--host", default=usual.host, help="the address to listen at (%(default)s)")
        parser.add_argument("--port", type=int, default=usual.port, help="the port; the next free one if it is taken")
        parser.add_argument("--workers", type=int, default=usual.workers, help="processes (%(default)s)")
        parser.add_argument("--threads", type=int, default=usual.threads, help="threads of each (%(default)s)")
        parser.add_argument("--refresh", type=int, default=usual.refresh, help="packages to look at live at the start")
        parser.add_argument("--no-rehearsal", action="store_true", help="without the edition that is made to look at")
        parser.add_argument("--as-is", action="store_true", help="serve without making anything ready first")

    def handle(self, *args: Any, **given: Any) -> None:
        """Serve."""
        if not given["as_is"]:
            prepare(self.say)
        rehearsal = settings.DEMO and not (given["no_rehearsal"] or given["as_is"])
        manner = Manner(given["host"], given["port"], given["workers"], given["threads"], given["refresh"], rehearsal)
        try:
            serve(manner, self.say)
        except (GaveUpError, NoPortError) as problem:
            raise CommandError(str(problem)) from None
