"""A package's file flows in, and the date its publisher's machine wrote into it flows out."""

from __future__ import annotations

import tarfile
import zlib
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

_MOST_MEMBERS = 2000
_MOST_BYTES = 32 << 20
# npm opened in 2010; since 2018 it writes one date of 1985 into all its archives.
_FIRST = datetime(2010, 1, 1, tzinfo=UTC)
_AR_HEADER = 8 + 60


def date_inside(file: BinaryIO, name: str) -> datetime | None:
    """When a package was put together, in UTC: near its release, but no proof of it. None where it does not say.

    Of an npm package that of its package.json, which is written anew for each release; of a Debian one that of its
    last changelog entry, which the archive bears.
    """
    try:
        seconds = _debian(file) if name.endswith(".deb") else _npm(file)
        date = None if seconds is None else datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    except (OSError, EOFError, ValueError, OverflowError, tarfile.TarError, zlib.error):
        return None
    now = datetime.now(UTC) + timedelta(days=1)
    return date if date and _FIRST <= date <= now else None


def _debian(file: BinaryIO) -> int | None:
    head = file.read(_AR_HEADER)
    return int(head[24:36]) if head.startswith(b"!<arch>\n") else None


def _npm(file: BinaryIO) -> int | None:
    with tarfile.open(fileobj=file, mode="r|gz") as archive:
        for index, member in enumerate(archive):
            if index >= _MOST_MEMBERS or member.offset > _MOST_BYTES:
                break
            if member.name.count("/") == 1 and member.name.endswith("/package.json"):
                return int(member.mtime)
    return None
