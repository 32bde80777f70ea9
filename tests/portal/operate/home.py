"""A portal of a test's own: a home folder and a database in; what its commands print and leave behind out."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECRET = "a key for tests alone, long enough for Django, of more than fifty characters"


@dataclass(frozen=True)
class Home:
    """Where a portal lives; without a database's address it has SQLite."""

    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """The variables of its commands; none of this process's own about the portal."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DJANGO_"))}
        kept.pop("DATABASE_URL", None)
        given = {"DATABASE_URL": self.database} if self.database else {}
        return {**kept, **given, "PORTAL_HOME": str(self.folder), "PORTAL_SECRET": SECRET}

    @property
    def sqlite(self) -> Path:
        """The file of its database."""
        return self.folder / "portal.sqlite3"

    def run(self, *words: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the portal to its end."""
        return self._run("-m", "portal", *map(str, words), **variables)

    def python(self, code: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a few lines of Python with the portal's settings."""
        return self._run("-c", code, DJANGO_SETTINGS_MODULE="portal.settings", **variables)

    def _run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            stdin=subprocess.DEVNULL,
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command of the portal; its words come on standard error."""
        return subprocess.Popen(
            [sys.executable, "-m", "portal", *words], env=self.environment, stderr=subprocess.PIPE, text=True
        )
