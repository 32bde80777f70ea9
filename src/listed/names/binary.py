"""The bytes of `names.bin` go in; its sections, and tables over them, come out."""

from __future__ import annotations

import sys
from array import array
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path

MAGIC = b"listed names 1\n"
EMPTY: frozenset[str] = frozenset()


class Pack:
    """The sections of one binary: a magic line, one line a section (name, offset, length), a blank line, the bytes.

    Reading is lazy: a section is decoded when it is asked for. Raises ValueError where the magic line is missing.
    """

    def __init__(self, data: bytes | mmap) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise ValueError("not a name table of this version: build it again with data/build_names.py")
        head = data[len(MAGIC) : data.find(b"\n\n")]
        self._start = len(MAGIC) + len(head) + 2
        self._data = data
        self._where: dict[str, tuple[int, int]] = {}
        for line in head.decode("ascii").split("\n"):
            name, offset, length = line.split(" ")
            self._where[name] = (int(offset), int(length))

    @classmethod
    def read(cls, path: Path) -> Pack:
        """Open a binary on disk; raises OSError where it is not there. Only the sections asked for are read."""
        with path.open("rb") as file:
            return cls(mmap(file.fileno(), 0, access=ACCESS_READ))

    def raw(self, name: str) -> bytes:
        """Give the bytes of a section; raises KeyError for an unknown name."""
        offset, length = self._where[name]
        return self._data[self._start + offset : self._start + offset + length]

    def lines(self, name: str) -> list[str]:
        """Give the lines of a text section, without their ends; an empty section has none."""
        text = self.raw(name).decode("utf-8")
        return text.split("\n") if text else []

    def numbers(self, name: str) -> array[int]:
        """Give a section of little-endian 16-bit numbers."""
        numbers = array("H", self.raw(name))
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers


class KeyTable:
    """Sets of ids by key. ASCII keys are read at once, the others when the first one is asked for.

    The keys stand in three sections by the width Python needs for them, because a text of one width splits much faster.
    """

    def __init__(self, pack: Pack, name: str) -> None:
        self._pack, self._name = pack, name
        self._sets = [frozenset(line.split(" ")) for line in pack.lines(f"{name}.sets")]
        self._numbers = pack.numbers(f"{name}.index")
        keys = pack.lines(f"{name}.ascii")
        self._width = len(keys)
        # Not strict: the numbers of the other keys follow in the same section.
        self.ascii: dict[str, frozenset[str]] = dict(
            zip(keys, map(self._sets.__getitem__, self._numbers), strict=False)
        )

    @cached_property
    def wide(self) -> dict[str, frozenset[str]]:
        """The keys that are not ASCII."""
        keys = self._pack.lines(f"{self._name}.bmp") + self._pack.lines(f"{self._name}.astral")
        return dict(zip(keys, map(self._sets.__getitem__, self._numbers[self._width :]), strict=True))

    def get(self, key: str) -> frozenset[str]:
        """Give the ids of a normalised key; the empty set where it is unknown."""
        return self.ascii.get(key, EMPTY) if key.isascii() else self.wide.get(key, EMPTY)
