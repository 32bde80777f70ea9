"""Exact versions of packages flow in once and out again: each checked against its digest every time it is read."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

_MARK = ".json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A package out of the cache: its open file (the caller closes it), file name and exact version."""

    file: BinaryIO
    name: str
    version: str


def folder() -> Path:
    """The folder that everything this room keeps lies in."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "listed"


class Cache:
    """Package files under their exact versions. No failure of the disk ever gets out: it only costs the cache."""

    def __init__(self, root: Path | None, limit: int) -> None:
        """`limit` is in bytes; the longest unused go first when it is passed."""
        self._folder = (root or _usual_folder()) / "packages"
        self._limit = limit

    def get(self, key: str) -> Kept | None:
        """What is kept under `key` (`npm:left-pad@1.3.0`), or None. Damaged files are thrown away."""
        path = self._folder / quote(key, safe="")
        mark = path.with_name(path.name + _MARK)
        try:
            told = json.loads(mark.read_bytes())
            file = path.open("rb")
        except (OSError, ValueError):
            return None
        try:
            if hashlib.file_digest(file, "sha256").hexdigest() == told["sha256"]:
                file.seek(0)
                with contextlib.suppress(OSError):
                    os.utime(path)
                return Kept(file, str(told["name"]), str(told["version"]))
        except (OSError, KeyError, TypeError):
            pass
        file.close()
        _remove(path, mark)
        return None

    def newest(self, prefix: str) -> Kept | None:
        """The last fetched package whose key begins with `prefix` (`npm:left-pad@`), or None."""
        start = quote(prefix, safe="")
        try:
            marks = [mark for mark in self._folder.iterdir() if mark.name.startswith(start) and mark.suffix == _MARK]
            marks.sort(key=lambda mark: mark.stat().st_mtime, reverse=True)
        except OSError:
            return None
        from urllib.parse import unquote

        return next((kept for mark in marks if (kept := self.get(unquote(mark.name[: -len(_MARK)])))), None)

    def put(self, key: str, source: Path, version: str) -> None:
        """Keep a copy of `source` under `key`."""
        path = self._folder / quote(key, safe="")
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            digest = _copy(source, path)
            told = {"sha256": digest, "name": source.name, "version": version}
            _write(path.with_name(path.name + _MARK), json.dumps(told).encode())
            self._evict(path)

    def _evict(self, newest: Path) -> None:
        kept = [(path, path.stat()) for path in self._folder.iterdir()]
        size = sum(told.st_size for _, told in kept)
        for path, told in sorted(kept, key=lambda pair: pair[1].st_mtime):
            if size <= self._limit:
                return
            if path.suffix != _MARK and path != newest:
                _remove(path, path.with_name(path.name + _MARK))
                size -= told.st_size


def _usual_folder() -> Path:
    try:
        return folder()
    except RuntimeError:
        # An account without a home: such a folder is made for one run and costs nothing but the cache.
        return Path(tempfile.gettempdir()) / f"listed-{os.getuid()}"


def _copy(source: Path, path: Path) -> str:
    """Copy in one step, so that no reader ever sees half a file; returns the sha256 in hexadecimal."""
    digest = hashlib.sha256()
    handle, part = tempfile.mkstemp(dir=path.parent, prefix="part-")
    try:
        with os.fdopen(handle, "wb") as target, source.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
                target.write(chunk)
        Path(part).replace(path)
    except BaseException:
        _remove(Path(part))
        raise
    return digest.hexdigest()


def _write(path: Path, data: bytes) -> None:
    handle, part = tempfile.mkstemp(dir=path.parent, prefix="part-")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        Path(part).replace(path)
    except BaseException:
        _remove(Path(part))
        raise


def _remove(*paths: Path) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.unlink()
