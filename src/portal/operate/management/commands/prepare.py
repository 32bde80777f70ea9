"""`portal prepare`: tables, languages, styles and catalogue brought to this version."""

from __future__ import annotations

from typing import Any

from portal.operate.management.commands._words import Spoken
from portal.operate.prepare import prepare


class Command(Spoken):
    """Make the portal ready to be served."""

    help = "Bring tables, languages, styles and catalogue to this version; skips what is done."

    def handle(self, *args: Any, **given: Any) -> None:
        """Prepare."""
        prepare(self.say)
