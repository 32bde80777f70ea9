"""A ledger in: this portal's, a file, an address or standard input; whether its chain holds, out."""

from __future__ import annotations

import contextlib
import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx2

from portal.ground.ledger import looks
from portal.ground.ledger.chain import Verdict, verify

LONGEST = 1 << 20  # bytes of one row


class UnreadableError(Exception):
    """The ledger cannot be read; the words say why."""


def check(source: str | None, head: str | None = None) -> Verdict:
    """Verify a ledger. Raises UnreadableError when it cannot be read as one object of JSON a line."""
    if source is None:
        return verify(looks.rows(), head)
    with contextlib.ExitStack() as stack:
        if source == "-":
            return verify(_rows(sys.stdin.buffer), head)
        try:
            if source.startswith(("http://", "https://")):
                answer = stack.enter_context(httpx2.stream("GET", source, follow_redirects=True, timeout=60))
                answer.raise_for_status()
                return verify(_rows(line.encode() for line in answer.iter_lines()), head)
            opener = gzip.open if source.endswith(".gz") else open
            return verify(_rows(stack.enter_context(opener(Path(source), "rb"))), head)
        except (OSError, EOFError, httpx2.HTTPError) as problem:
            raise UnreadableError(f"{source} cannot be read: {problem}") from None


def _rows(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST:
            raise UnreadableError(f"line {number} is longer than any row of a ledger")
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise UnreadableError(f"line {number} is not JSON") from None
        if not isinstance(row, dict):
            raise UnreadableError(f"line {number} is not a row of a ledger")
        yield row
