"""A wiki and a label in; its databases and files as of now kept under the label, or put back, out; servers stay up."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

WAIT = 30.0  # seconds until a database is free


def snapshot(wiki: Path, kept: Path) -> None:
    """Keep everything of a wiki in a folder, each database as of one moment."""
    draft = kept.with_name(f"{kept.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for path in sorted((wiki / "data").glob("*.sqlite")):
        copy(path, draft / path.name)
    shutil.copytree(wiki / "images", draft / "images")
    shutil.rmtree(kept, ignore_errors=True)
    draft.replace(kept)


def restore(wiki: Path, kept: Path) -> None:
    """Put back everything that was kept; faults that were drilled end."""
    for path in sorted(kept.glob("*.sqlite")):
        copy(path, wiki / "data" / path.name)
    old, new = wiki / "images.old", wiki / "images.new"
    for leftover in (old, new):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(kept / "images", new)
    (wiki / "images").mkdir(exist_ok=True)  # it may be gone, if putting back was cut short before
    (wiki / "images").replace(old)
    new.replace(wiki / "images")
    shutil.rmtree(old)


def copy(source: Path, target: Path) -> None:
    """Copy a database over another, page by page under SQLite's own locks, whoever else reads or writes either."""
    with (
        contextlib.closing(sqlite3.connect(source, timeout=WAIT)) as giving,
        contextlib.closing(sqlite3.connect(target, timeout=WAIT)) as taking,
    ):
        giving.backup(taking)
        if target.parent.name == "data":
            taking.execute("PRAGMA journal_mode=WAL")
    target.chmod(0o600)
