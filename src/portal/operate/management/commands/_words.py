"""What all commands of the operator share: how they speak."""

from __future__ import annotations

from django.core.management.base import BaseCommand


class Spoken(BaseCommand):
    """A command that speaks to its operator line by line, at once."""

    requires_system_checks = ()

    def say(self, sentence: str) -> None:
        """Print a sentence to standard error, where it does not meet what a command hands out."""
        self.stderr.write(f"portal: {sentence}", str)
        self.stderr.flush()
