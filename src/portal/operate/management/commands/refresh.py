"""`portal refresh`: a live look at a few packages."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from portal.operate.management.commands._words import Spoken
from portal.operate.refresh import refresh


class Command(Spoken):
    """Look at packages live."""

    help = "Look live at the packages that were not looked at for longest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many."""
        parser.add_argument("--count", type=int, default=6, help="how many packages (%(default)s)")

    def handle(self, *args: Any, **given: Any) -> None:
        """Refresh."""
        refresh(given["count"], self.say)
