"""Faults to rehearse in; rules that the front door of a wiki reads with each call, and which of them struck, out."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

RULES, COUNT, LOG = "drills.json", "drills.count", "drills.log"
Kind = Literal["status", "lag", "readonly", "silence", "cut", "garble", "signed_out"]


@dataclass(frozen=True)
class Fault:
    """A fault that strikes calls of the API, and of nothing else.

    `status` answers with that number and Retry-After (seconds or a date; empty: no such header), and nothing is done;
    `lag` is MediaWiki's own maxlag error for callers whose maxlag is below `seconds`, `readonly` its own lock;
    `silence` answers `seconds` later, `cut` breaks off half-way, `garble` hands out half of the answer as if it were
    whole: in these three what was asked for is done; `signed_out` forgets who asks.
    """

    kind: Kind
    status: int = 503
    retry_after: str = "1"
    seconds: float = 7.0
    match: str = ""  # strikes only calls whose parameters hold this, such as "list=usercontribs"
    after: int = 0  # lets so many matching calls pass first
    every: int = 1  # then strikes each n-th
    times: int = 1_000_000_000  # until it struck so often


def set_rules(wiki: Path, faults: tuple[Fault, ...]) -> None:
    """Let these faults, and no others, strike from now on, one a call: the first whose turn it is."""
    for name in (RULES, COUNT, LOG):
        (wiki / name).unlink(missing_ok=True)
    if faults:
        draft = wiki / f".{RULES}"
        draft.write_text(json.dumps([asdict(fault) for fault in faults]), encoding="utf-8")
        draft.replace(wiki / RULES)


def struck(wiki: Path) -> list[str]:
    """The kinds of the faults that struck since the rules were set, in their order."""
    try:
        return (wiki / LOG).read_text(encoding="utf-8").split()
    except FileNotFoundError:
        return []
