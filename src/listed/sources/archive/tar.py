"""A tar flows in as a stream that is read once, and its members flow out in order."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import IO, cast

from listed.lists.document import Document
from listed.sources.archive.inflate import Readable
from listed.sources.archive.paths import clean_path, has_no_text, inside
from listed.sources.archive.unpack import UNREAD_MEDIA, Item, Place, read_all, unpack_bytes
from listed.sources.budget import Budget
from listed.sources.errors import MemberError, Unread

_STEP = 1 << 18
# What the headers before one member may take: a long name and its attributes need a few thousand bytes.
_HEADERS = 4 << 20


class Ahead:
    """A stream with some bytes already taken from it, and an end set for each member's headers.

    Tar headers may claim any length and are read into memory by the reader; `allow` bounds what it can take.
    """

    def __init__(self, head: bytes, rest: Readable) -> None:
        self._head = head
        self._rest = rest
        self._left: int | None = None

    def read(self, size: int = _STEP) -> bytes:
        """At most `size` bytes; nothing at the end."""
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
        else:
            data = self._rest.read(size)
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise MemberError("damaged: its headers are far too long")
        return data

    def allow(self, size: int) -> None:
        """From here, let `size` bytes be read before the next call."""
        self._left = size


class Counted:
    """A plain stream whose bytes count towards the target's budget."""

    def __init__(self, raw: Readable, budget: Budget) -> None:
        self._raw = raw
        self._budget = budget

    def read(self, size: int = _STEP) -> bytes:
        """At most `size` bytes; nothing at the end."""
        data = self._raw.read(size)
        self._budget.read(len(data))
        return data


def unpack_tar(raw: Readable, place: Place, budget: Budget) -> Iterator[Item]:
    """Yield the documents in a tar. Links and devices give their path alone: nothing is followed."""
    stream = raw if isinstance(raw, Ahead) else Ahead(b"", Counted(raw, budget))
    stream.allow(_HEADERS)
    with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", bufsize=_STEP, errorlevel=0) as tar:
        for info in tar:
            if not info.isdir():
                budget.member()
                # The bytes are read here, or passed over on the way to the next header: both must be allowed.
                stream.allow(max(info.size, 0) + _HEADERS)
                yield from _member(tar, info, place, budget)
            # Kept by the reader for looking names up, which a stream never does; a long archive would fill the memory.
            tar.members = []  # type: ignore[attr-defined]


def _member(tar: tarfile.TarFile, info: tarfile.TarInfo, place: Place, budget: Budget) -> Iterator[Item]:
    where = inside(place.path, info.name)
    try:
        path = clean_path(info.name, place.strip)
        where = inside(place.path, path)
        if info.issym() or info.islnk() or (info.isreg() and has_no_text(path)):
            yield Document(where, b"", UNREAD_MEDIA)
        if not info.isreg() or has_no_text(path):
            return
        budget.check_size(info.size)
        stream = tar.extractfile(info)
        data = read_all(stream, budget, counted=False) if stream else b""
        if len(data) != info.size:
            raise MemberError("cut off: its archive ends too early")
    except MemberError as error:
        yield Unread(where, str(error))
        return
    yield from unpack_bytes(data, place.member(path), budget)
