"""`portal demo`: an edition to look at, and its wikis, until it is ended."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from portal.operate import demo
from portal.operate.management.commands._words import Spoken
from wiki.local import Family, FamilyError


class Command(Spoken):
    """Show an edition whose figures come from wikis of this machine."""

    help = "Make an edition to look at, start its wikis on this machine, and keep them running until Ctrl+C."

    def handle(self, *args: Any, **given: Any) -> None:
        """Make it, then keep its wikis open; without MediaWiki say how to install it."""
        ended = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: ended.set())
        os.nice(10)  # the portal is opened by people at the same time
        told = demo.script()
        edition = demo.prepare(told)
        family = Family(Path(settings.HOME) / "demo-wikis", demo.WIKIS)
        if lacking := family.missing():
            self.say(
                "rehearsal: the figures of the rehearsal come from real wikis. To see them, type, then start again:"
            )
            self.say(f"    {lacking.line}")
            return
        try:
            family.up(tied=True)
            demo.bring_to_life(edition, told, family, self.say)
        except FamilyError as problem:
            raise CommandError(str(problem)) from None
        try:
            ended.wait()
        finally:
            family.down()
