"""Texts flow in, and all that is measured of each flows out; a program beside this one does it, on another core.

That program reads a line of JSON and writes one, and ends when its input does: also when whoever asked was killed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, TextIO

from wiki.measures import quality, refs, text, words


@dataclass(frozen=True)
class Measured:
    """A text's words by script, footnotes, sources, quality by the maxima of `version`, and deletion tag."""

    words: dict[str, int]
    refs: int
    keys: list[str]
    quality: float | None
    version: str
    removal: str


def measure(content: str, wiki: str) -> Measured:
    """One text. `wiki`: whose maxima of quality hold, empty for none."""
    maxima = quality.maxima(wiki) if wiki else None
    return Measured(
        words.count(content),
        refs.count(content),
        sorted(refs.keys(content)),
        quality.score(quality.features(content), maxima) if maxima else None,
        maxima.version if maxima else "",
        text.deletion_tag(content),
    )


class Apart:
    """The program beside. One `send` and one `take` by turns; where it ended, texts are measured here."""

    def __init__(self, wiki: str) -> None:
        self._wiki = wiki
        self._sent: list[str] = []
        self._program: subprocess.Popen[str] | None = None

    def __enter__(self) -> Apart:
        own = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        command = [sys.executable, "-m", "wiki.measures.apart", self._wiki]
        self._program = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=own, encoding="ascii", close_fds=True
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._program:
            self._program.kill()
            self._program.communicate()

    def send(self, contents: Sequence[str]) -> None:
        """Have these measured, while this program does something else."""
        self._sent = list(contents)
        try:
            if self._program and self._program.stdin:
                self._program.stdin.write(json.dumps(self._sent) + "\n")
                self._program.stdin.flush()
        except OSError:
            self._program = None

    def take(self) -> list[Measured]:
        """What was sent last, measured, in its order."""
        line = self._program.stdout.readline() if self._program and self._program.stdout else ""
        if not line.endswith("\n"):
            return [measure(one, self._wiki) for one in self._sent]
        rows: list[list[Any]] = json.loads(line)
        return [Measured(*row) for row in rows]


def serve(asked: TextIO, told: TextIO, wiki: str) -> None:
    """Measure line by line, until there is no more."""
    for line in asked:
        rows = [list(vars(measure(one, wiki)).values()) for one in json.loads(line)]
        told.write(json.dumps(rows) + "\n")
        told.flush()


if __name__ == "__main__":
    serve(sys.stdin, sys.stdout, sys.argv[1])
