"""The files of the scoreboard in; the stages a list flows through, and what was measured of each standard, out."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.catalogue.files import FOLDER, read_lines


@dataclass(frozen=True, slots=True)
class Measured:
    """How a standard stands in one copy of it: read by `data/build_standards.py`, never written by hand.

    `package`: an address (`npm:cldr-core`), or a program (`node`). `where`: the file in it. `verdict`: a word of the
    engine. `code`: what stands for Kosovo there, empty for nothing. `finding`: one or two sentences in English.
    """

    slug: str
    package: str
    version: str
    where: str
    verdict: str
    code: str
    finding: str
    read_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Chain:
    """`stages`: the slugs of the targets of each stage, in the order of flow. `measured`: by slug, in order."""

    stages: dict[str, tuple[str, ...]]
    measured: dict[str, tuple[Measured, ...]]


def chain(folder: Path = FOLDER) -> Chain:
    """The stages and the measures as their files stand now; read again only where a file has changed."""
    return _chain(folder, *(_stamp(folder / name) for name in ("chain.toml", "measured.jsonl")))


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=4)
def _chain(folder: Path, *_: int) -> Chain:
    path = folder / "chain.toml"
    stages = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    measured: dict[str, tuple[Measured, ...]] = {}
    for row in read_lines(folder / "measured.jsonl"):
        one = Measured(**{**row, "version": row["version"] or "", "read_at": dt.datetime.fromisoformat(row["read_at"])})
        measured[one.slug] = (*measured.get(one.slug, ()), one)
    return Chain({name: tuple(slugs) for name, slugs in stages.items()}, measured)
