"""`portal beat`: enqueues the jobs that are due, until it is ended."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from portal.operate.beat import SECONDS, beat
from portal.operate.management.commands._words import Spoken


class Command(Spoken):
    """Enqueue what is due."""

    help = "Enqueue the jobs that are due, every few seconds, until Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often."""
        parser.add_argument("--seconds", type=float, default=SECONDS, help="seconds between two looks (%(default)s)")

    def handle(self, *args: Any, **given: Any) -> None:
        """Beat."""
        beat(self.say, given["seconds"])
