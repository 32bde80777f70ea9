"""A Debian package flows in, and the files it would install flow out, read straight from the tar inside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from listed.sources.archive.inflate import Inflate, packing_of
from listed.sources.archive.unpack import Item, Place, unpack_packed
from listed.sources.budget import Budget
from listed.sources.errors import MemberError

_MAGIC = b"!<arch>\n"
_HEADER = 60


class Part:
    """`size` bytes of `raw` from where it stands."""

    def __init__(self, raw: BinaryIO, size: int) -> None:
        self._raw = raw
        self._left = size

    def read(self, size: int) -> bytes:
        """At most `size` bytes; nothing at the end of the part."""
        data = self._raw.read(min(size, self._left))
        self._left -= len(data)
        return data


def unpack_deb(raw: BinaryIO, place: Place, budget: Budget) -> Iterator[Item]:
    """Yield the documents in a Debian package, under the paths they are installed at (without the first `/`)."""
    from listed.sources.archive.tar import unpack_tar

    for name, size in _parts(raw):
        if name.startswith("data.tar"):
            start = raw.tell()
            packing = packing_of(raw.read(16))
            raw.seek(start)
            part = Part(raw, size)
            if packing:
                yield from unpack_packed(Inflate(part, packing, budget), place, budget, name)
            else:
                yield from unpack_tar(part, place, budget)
            return
    raise MemberError("damaged: a Debian package without its data")


def _parts(raw: BinaryIO) -> Iterator[tuple[str, int]]:
    """Each part's name and size, with `raw` standing at its first byte."""
    at = len(_MAGIC)
    while True:
        raw.seek(at)
        header = raw.read(_HEADER)
        if len(header) < _HEADER:
            return
        size = header[48:58].strip()
        if header[58:] != b"`\n" or not size.isdigit():
            raise MemberError("damaged: not a Debian package inside")
        yield header[:16].decode("ascii", "replace").strip().rstrip("/"), int(size)
        # Each part begins at an even place.
        at += _HEADER + int(size) + int(size) % 2
