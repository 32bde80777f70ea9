"""What a step was made from, in; whether it must be made again, out: a step whose inputs are the same is skipped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path


def digest_of(files: Iterable[Path], *words: str) -> str:
    """One digest over the paths, sizes and times of files, and over some words."""
    sha256 = hashlib.sha256("\0".join(words).encode())
    for path in sorted(files):
        state = path.stat()
        sha256.update(f"\0{path}\0{state.st_size}\0{state.st_mtime_ns}".encode())
    return sha256.hexdigest()


class Stamps:
    """The digests that the steps were last made from, kept in one small file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def fresh(self, step: str, digest: str) -> bool:
        """Whether a step was made from just this."""
        return self._read().get(step) == digest

    def made(self, step: str, digest: str) -> None:
        """Remember what a step was made from."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        part = self.file.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps({**self._read(), step: digest}, indent=1), encoding="utf-8")
        part.replace(self.file)

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}
