"""A file, a folder or the standard input flows in, and an opened target flows out."""

from __future__ import annotations

import io
import mimetypes
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from listed.lists.document import Document
from listed.sources.archive.paths import has_no_text, printable
from listed.sources.archive.unpack import UNREAD_MEDIA, Item, Place, unpack
from listed.sources.budget import Budget, in_mib
from listed.sources.errors import MemberError, SourceError, Unread
from listed.sources.opened import Opened
from listed.sources.options import Limits, Options

# What a project keeps beside its own work: history, and copies of other people's packages.
_NOT_OURS = frozenset({".git", ".hg", ".svn", "node_modules", ".venv", "venv", "__pycache__", ".tox", ".nox"})


def open_stdin(options: Options) -> Opened:
    """Open the standard input; raises `SourceError` when it is a terminal or too long."""
    if sys.stdin is None or sys.stdin.closed or sys.stdin.isatty():
        raise SourceError("-: nothing is piped in; type `cat page.html | xk audit -`.")
    return _from_bytes("-", _drain("-", sys.stdin.buffer, options.limits), options)


def open_path(target: str, options: Options) -> Opened:
    """Open a file or a folder; raises `SourceError` when there is none or it cannot be read."""
    path = Path(target)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(path).close()
            return Opened(target, "file", lambda budget: _walk(path, budget), limits=options.limits)
        if stat.S_ISFIFO(mode):
            with path.open("rb") as pipe:
                return _from_bytes(target, _drain(target, pipe, options.limits), options)
        if not stat.S_ISREG(mode):
            raise SourceError(f"{printable(target)}: neither a file nor a folder; name one of those.")
        return open_stream(target, path.open("rb"), options, name=path.name)
    except (OSError, ValueError) as error:
        raise SourceError(_why_not(target, error)) from None


def open_stream(target: str, raw: BinaryIO, options: Options, *, name: str = "") -> Opened:
    """Open a file that is already at hand as a stream; `name` tells its type."""
    media = None if _is_warc(name) else mimetypes.guess_type(name)[0]
    if _is_warc(name):
        from listed.sources.warc import open_warc

        return open_warc(target, raw, options)
    return Opened(
        target,
        "file",
        lambda budget: unpack(raw, Place(), budget, name, media),
        limits=options.limits,
        close=raw.close,
    )


def _from_bytes(target: str, data: bytes, options: Options) -> Opened:
    return open_stream(target, io.BytesIO(data), options)


def _drain(target: str, stream: BinaryIO, limits: Limits) -> bytes:
    data = stream.read(limits.member + 1)
    if len(data) > limits.member:
        raise SourceError(f"{target}: more than {in_mib(limits.member)}; save it as a file and name that.")
    return data


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _why_not(target: str, error: Exception) -> str:
    name = printable(target)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        if "/" in name or "\\" in name:
            return f"{name}: there is no such file or folder; check the path."
        if "." in name:
            return f"{name}: there is no such file; for a page write https://{name}, for a package npm:{name}."
        return f"{name}: there is no such file; for a package write npm:{name}, pypi:{name} or deb:{name}."
    if isinstance(error, PermissionError):
        return f"{name}: you may not read it; change its permissions or copy it."
    return f"{name}: it cannot be read ({getattr(error, 'strerror', None) or error}); check the name."


def _walk(root: Path, budget: Budget) -> Iterator[Item]:
    """Yield every document under a folder, in the order of their names. No link is followed."""
    folders = [("", root)]
    while folders:
        path, folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            yield Unread(path, f"a folder that cannot be read ({error.strerror})")
            continue
        deeper = []
        for entry in entries:
            name = f"{path}/{printable(entry.name)}" if path else printable(entry.name)
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _NOT_OURS:
                    deeper.append((name, Path(entry.path)))
            else:
                yield from _file(entry, name, root, budget)
        folders.extend(reversed(deeper))


def _file(entry: os.DirEntry[str], name: str, root: Path, budget: Budget) -> Iterator[Item]:
    budget.member()
    try:
        if entry.is_symlink():
            # Inside the folder its end is met by itself, and outside it is not the folder's.
            yield _link(entry, name, root)
            return
        if not entry.is_file(follow_symlinks=False):
            return
        if has_no_text(name):
            yield Document(name, b"", UNREAD_MEDIA)
            return
        with Path(entry.path).open("rb") as raw:
            yield from unpack(raw, Place(name, 1), budget, entry.name)
    except MemberError as error:
        yield Unread(name, str(error))
    except OSError as error:
        yield Unread(name, f"cannot be read ({error.strerror})")


def _link(entry: os.DirEntry[str], name: str, root: Path) -> Item:
    end = os.path.realpath(entry.path)
    base = os.path.realpath(root)
    if os.path.commonpath([base, end]) == base:
        return Document(name, b"", UNREAD_MEDIA)
    return Unread(name, "a link that leads out of the folder")
