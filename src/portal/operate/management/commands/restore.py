"""`portal restore FILE`: a database that holds what a backup holds."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection

from portal.operate.keep.archive import ArchiveError
from portal.operate.keep.restore import NotEmptyError, check, filled_tables, restore
from portal.operate.management.commands._words import Spoken
from portal.operate.prepare import migrate

ANSWER = "replace"


class Command(Spoken):
    """Bring back a backup."""

    help = "Bring back a backup into an empty database, of either kind; all of it or nothing, and checked afterwards."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What from, and whether what is there may go."""
        parser.add_argument("file", type=Path, help="a file that `backup` wrote")
        parser.add_argument("--replace", action="store_true", help="let everything in the database go first")
        parser.add_argument("--yes", action="store_true", help="do not ask before replacing")

    def handle(self, *args: Any, **given: Any) -> None:
        """Restore."""
        try:
            head = check(given["file"])
            self.say(f"the backup is whole: made {head['made_at']} of {head['database']}")
            migrate(self.say)
            if given["replace"] and not given["yes"]:
                self._confirm()
            kept = restore(given["file"], given["replace"])
        except NotEmptyError as problem:
            raise CommandError(f"{problem}. With --replace all of it goes, and the backup takes its place.") from None
        except ArchiveError as problem:
            raise CommandError(f"{problem}. Nothing was changed.") from None
        self.say(f"restored and compared: {kept.rows:,} rows of {kept.tables} tables")
        self.say(f"the ledger is whole: {kept.ledger:,} rows, its end is {kept.head}")

    def _confirm(self) -> None:
        filled = filled_tables()
        if not filled:
            return
        self.say(f"{connection.settings_dict['NAME']} holds rows in {len(filled)} tables. All of them will go.")
        try:
            answer = input(f'Type "{ANSWER}" to go on: ')
        except EOFError:
            answer = ""
        if answer.strip() != ANSWER:
            raise CommandError("Nothing was changed.")
