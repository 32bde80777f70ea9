"""What a caller may choose flows in here: how much to read, how long to wait, and which doors stay shut."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one target may cost. Sizes are in bytes after decompression, times in seconds.

    Chosen so that the largest packages people really publish pass, and a bomb stops early.
    """

    member: int = 256 * MIB
    total: int = 4096 * MIB
    members: int = 200_000
    depth: int = 4
    seconds: float = 300.0
    page: int = 64 * MIB
    # Real text, even a generated table, packs at most some 100 to 1; a bomb of zeros packs 1,000 to 1 or more.
    ratio: int = 400
    # Below this much output no ratio is looked at: a small file of blanks harms nobody.
    ratio_from: int = 32 * MIB


@dataclass(frozen=True, slots=True)
class Options:
    """How to open targets.

    `timeout` is in seconds and holds for one fetch. `offline` uses only what was fetched before. `allow_private` lets
    pages on private addresses be read, for a developer's own form. `ignore_robots` is for one's own site. `contact`
    goes into the user agent, so that a site's owner can write to somebody. `cache_dir` is None for the usual place.
    """

    limits: Limits = field(default_factory=Limits)
    timeout: float = 60.0
    offline: bool = False
    browser: bool = False
    allow_private: bool = False
    ignore_robots: bool = False
    contact: str | None = None
    cache: bool = True
    cache_dir: Path | None = None
    cache_bytes: int = 4096 * MIB
