"""`portal backup FILE`: every row of every table in one file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from portal.operate.keep.archive import ArchiveError
from portal.operate.keep.backup import back_up
from portal.operate.management.commands._words import Spoken


class Command(Spoken):
    """Write a backup."""

    help = "Write every row of every table, as of one moment, into one compressed file. The portal may stay open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("file", type=Path, help="the file to write; an older one is replaced when all went well")

    def handle(self, *args: Any, **given: Any) -> None:
        """Back up."""
        target: Path = given["file"]
        try:
            kept = back_up(target)
        except ArchiveError as problem:
            raise CommandError(str(problem)) from None
        size = target.stat().st_size / 1e6
        self.say(f"{target}: {kept.rows:,} rows of {kept.tables} tables, {size:,.1f} MB")
        self.say(f"the ledger ends at row {kept.ledger:,} with {kept.head}")
        self.say("it holds private data: keep it where only you can read it, and keep PORTAL_SECRET beside it")
