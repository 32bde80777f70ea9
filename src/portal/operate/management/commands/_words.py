"""What all commands of the operator share: how they speak."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError


class Spoken(BaseCommand):
    """A command that speaks to its operator line by line, at once."""

    requires_system_checks = ()

    def execute(self, *args: Any, **given: Any) -> str | None:
        """Run the command; a database that cannot be used becomes a sentence, not a traceback."""
        Path(settings.HOME).mkdir(parents=True, exist_ok=True)
        try:
            return super().execute(*args, **given)
        except DatabaseError as problem:
            raise CommandError(
                f"the database cannot be used: {str(problem).strip()}. "
                "If it is new, `python -m portal prepare` makes its tables; else check DATABASE_URL."
            ) from None

    def say(self, sentence: str) -> None:
        """Print a sentence to standard error, where it does not meet what a command hands out."""
        self.stderr.write(f"portal: {sentence}", str)
        self.stderr.flush()
