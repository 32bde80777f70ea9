"""Rows in; one compressed file with digests, written whole or not at all; the same rows, each digest checked, out.

The file is gzip over lines of JSON. The first is the head: format, version, when and of what. Then for each table a
line with its columns, a line a row, and a line with the number and the sha256 of its rows. The last line holds the
sha256 of all lines before it.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import secrets
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

FORMAT = "digital-kosovo-backup"
VERSION = 1


class ArchiveError(Exception):
    """The file cannot be written, or cannot be trusted; the words say why."""


class Writer:
    """Writes the lines of a backup and keeps their digests."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self.file = file
        self.all = hashlib.sha256()

    def line(self, value: object) -> bytes:
        """Write one line; its bytes."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"
        self.file.write(text)
        self.all.update(text)
        return text

    def head(self, **facts: object) -> None:
        """Write the first line."""
        self.line({"format": FORMAT, "version": VERSION, **facts})

    def table(self, name: str, columns: list[str], rows: Iterable[list[Any]]) -> int:
        """Write a table; the number of its rows."""
        self.line({"table": name, "columns": columns})
        count, digest = 0, hashlib.sha256()
        for row in rows:
            digest.update(self.line(row))
            count += 1
        self.line({"end": name, "rows": count, "sha256": digest.hexdigest()})
        return count

    def end(self) -> str:
        """Write the last line; the digest of all lines before it."""
        digest = self.all.hexdigest()
        self.line({"sha256": digest})
        return digest


@contextlib.contextmanager
def written(target: Path) -> Iterator[Writer]:
    """A writer of a file that takes its place, readable by its owner alone, only when all of it is on the disk.

    Raises ArchiveError when it cannot be written, such as on a full disk; what stood there before still stands.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as raw:
            with gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as packed:
                writer = Writer(packed)
                yield writer
                writer.end()
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(target)
    except OSError as problem:
        raise ArchiveError(f"{target} was not written: {problem.strerror or problem}. Nothing else changed.") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


class Reader:
    """Reads a backup line by line; every digest is checked as it passes. Raises ArchiveError at the first fault."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self.file = file
        self.all = hashlib.sha256()
        self.head = self._object()
        if self.head.get("format") != FORMAT:
            raise ArchiveError("this is not a backup of the portal")
        if self.head.get("version") != VERSION:
            raise ArchiveError(f"this backup has version {self.head.get('version')}; this portal reads {VERSION}")

    def tables(self) -> Iterator[tuple[str, list[str], Iterator[list[Any]]]]:
        """Each table: its name, its columns and its rows; the rows must be read before the next table."""
        while True:
            before = self.all.hexdigest()
            line = self._object()
            if "table" not in line:
                if line != {"sha256": before} or self._next():
                    raise ArchiveError("the digest of the whole file is wrong: it was changed or is not complete")
                return
            yield line["table"], line["columns"], self._rows(line["table"])

    def _rows(self, name: str) -> Iterator[list[Any]]:
        count, digest = 0, hashlib.sha256()
        while True:
            text = self._line()
            value = _parsed(text)
            if isinstance(value, list):
                count += 1
                digest.update(text)
                yield value
            elif value == {"end": name, "rows": count, "sha256": digest.hexdigest()}:
                return
            else:
                raise ArchiveError(f"the digest of {name} is wrong after {count} rows: the file was changed")

    def _next(self) -> bytes:
        try:
            return self.file.readline()
        except (OSError, EOFError, zlib.error) as problem:
            raise ArchiveError(f"the file is damaged: {problem}") from None

    def _line(self) -> bytes:
        text = self._next()
        if not text.endswith(b"\n"):
            raise ArchiveError("the file ends too early")
        self.all.update(text)
        return text

    def _object(self) -> dict[str, Any]:
        value = _parsed(self._line())
        if not isinstance(value, dict):
            raise ArchiveError("the file is damaged: a row stands where none belongs")
        return value


@contextlib.contextmanager
def opened(source: Path) -> Iterator[Reader]:
    """A reader of a file. Raises ArchiveError when it is not there or no backup."""
    try:
        with gzip.GzipFile(source, "rb") as file:
            yield Reader(file)
    except FileNotFoundError:
        raise ArchiveError(f"{source} is not there") from None
    except PermissionError:
        raise ArchiveError(f"{source} cannot be read by you") from None


def _parsed(text: bytes) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise ArchiveError("the file is damaged: a line is not JSON") from None
