"""The bytes of `prints.bin` flow in; its tables flow out, each unpacked when it is first asked for."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from pathlib import Path
from typing import Any

MAGIC = b"listed prints 1\n"


class Sections:
    """A magic line, the length of a table of contents, the contents (name: offset, length), and packed sections."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError where the data are not prints of this version."""
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not prints of this version: build them again with data/build_prints.py")
        start = len(MAGIC) + 4
        (length,) = struct.unpack("<I", data[len(MAGIC) : start])
        self._contents: dict[str, list[int]] = json.loads(data[start : start + length])
        self._start = start + length
        self._data = data

    @classmethod
    def read(cls, path: Path) -> Sections:
        """Open a binary on disk; raises OSError where it is not there."""
        return cls(path.read_bytes())

    def raw(self, name: str) -> bytes:
        """The bytes of a section; raises KeyError for an unknown name."""
        offset, length = self._contents[name]
        return zlib.decompress(self._data[self._start + offset : self._start + offset + length])

    def numbers(self, name: str, kind: str) -> array[int]:
        """A section of little-endian numbers: `B`, `H` or `I`."""
        found = array(kind, self.raw(name))
        if sys.byteorder == "big":
            found.byteswap()
        return found

    def json(self, name: str) -> Any:
        """A section of JSON."""
        return json.loads(self.raw(name))


def packed(sections: dict[str, bytes]) -> bytes:
    """The binary that `Sections` reads; the same sections always give the same bytes."""
    contents, body = {}, b""
    for name, data in sections.items():
        squeezed = zlib.compress(data, 9)
        contents[name] = [len(body), len(squeezed)]
        body += squeezed
    head = json.dumps(contents, separators=(",", ":")).encode()
    return MAGIC + struct.pack("<I", len(head)) + head + body


def as_bytes(kind: str, numbers: list[int]) -> bytes:
    """Numbers as little-endian bytes; raises OverflowError where one does not fit."""
    found = array(kind, numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()
