"""A cache folder in; a running family of real wikis, copied from one that was installed once, out."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from wiki.local import Family, book, packages

HERE = Path(packages.__file__).parent
FRESH = "fresh"
SPECS = (("en", "en"), ("sq", "sq"), ("sr", "sr"), ("commons", "en"))


def installed(cache: Path) -> Path:
    """The home of a family that was installed and never used, made when it is first asked for, by one at a time."""
    code = b"".join(path.read_bytes() for kind in ("*.py", "*.php") for path in sorted(HERE.rglob(kind)))
    home = cache / hashlib.sha256(packages.version().encode() + code).hexdigest()[:16]
    with (cache / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "done").exists():
            for old in cache.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            family = Family(home, SPECS, cheap_passwords=True)
            family.up(tied=True)
            family.snapshot(FRESH)
            family.down()
            (home / "done").touch()
    return home


def copied(cache: Path, home: Path, *keys: str) -> Path:
    """A copy of that home for somebody else, who starts it; with these wikis alone, if any are named."""
    shutil.copytree(installed(cache), home)
    family = book.read(home)
    assert family
    family.wikis = {key: wiki for key, wiki in family.wikis.items() if key in (keys or family.wikis)}
    for wiki in family.wikis.values():
        wiki.port = book.free_port(family.host)
    book.write(home, family)
    return home


@contextlib.contextmanager
def running(cache: Path, home: Path) -> Iterator[Family]:
    """Run a copy of the family in a folder that goes afterwards; its servers end with this process, whatever comes."""
    family = Family(copied(cache, home))
    family.up(tied=True)
    try:
        yield family
    finally:
        family.destroy()
