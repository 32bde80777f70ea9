"""`portal ledger verify [FILE|URL|-]`: whether a ledger is whole."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from portal.operate.ledger_check import UnreadableError, check
from portal.operate.management.commands._words import Spoken


class Command(Spoken):
    """Check the chain of a ledger."""

    help = "Check that no row of a ledger was changed, dropped, added or moved. Status 1: the first fault is named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to check."""
        parser.add_argument("deed", choices=["verify"])
        parser.add_argument("source", nargs="?", help="a downloaded ledger, its address, or -; else this portal's own")
        parser.add_argument("--head", help="the digest that the last row must have, as published elsewhere")

    def handle(self, *args: Any, **given: Any) -> None:
        """Verify."""
        try:
            verdict = check(given["source"], given["head"])
        except UnreadableError as problem:
            raise CommandError(str(problem), returncode=2) from None
        if verdict.fault:
            raise CommandError(f"the ledger is broken: {verdict.fault}")
        self.stdout.write(f"The ledger is whole: {verdict.rows:,} rows, its end is {verdict.head}")
