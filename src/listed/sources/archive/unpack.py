"""One file flows in as a stream that can seek; its documents flow out: itself, or its members if it is an archive."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from listed.lists.document import Document
from listed.sources.archive.inflate import Inflate, Readable, packing_of
from listed.sources.archive.paths import has_no_text, inside
from listed.sources.budget import Budget
from listed.sources.errors import MemberError, SpentError, Unread

Item = Document | Unread

# The media type of a document whose bytes were left alone: its name is all that matters.
UNREAD_MEDIA = "inode/unread"

_HEAD = 512


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file stands: its path in the target, how many archives hold it, folders to take off its members."""

    path: str = ""
    depth: int = 0
    strip: int = 0

    def member(self, name: str) -> Place:
        """The place of a member called `name`."""
        return Place(inside(self.path, name), self.depth + 1)


def unpack(raw: BinaryIO, place: Place, budget: Budget, name: str = "", media: str | None = None) -> Iterator[Item]:
    """Yield the documents in the file `raw`, which must be able to seek.

    `name` is the file's own name, used when it is a single packed file. Damage and limits come out as `Unread`;
    only `SpentError` is raised, since it ends the whole target.
    """
    kind = kind_of(raw, name)
    if kind and place.depth >= budget.limits.depth:
        yield Unread(place.path, f"an archive inside more than {budget.limits.depth - 1} others")
        return
    try:
        if kind:
            yield from _members(raw, kind, place, budget, name)
        else:
            yield Document(place.path, read_all(raw, budget, counted=True), media)
    except SpentError:
        raise
    except MemberError as error:
        yield Unread(place.path, str(error))
    except (RecursionError, MemoryError):
        yield Unread(place.path, "damaged: its headers cannot be followed")
    except Exception as error:  # the bytes are a stranger's, and no shape of them may stop an audit
        yield Unread(place.path, f"damaged: {type(error).__name__}: {error}"[:200])


def unpack_bytes(data: bytes, place: Place, budget: Budget, media: str | None = None) -> Iterator[Item]:
    """Yield the documents in a member that was read whole."""
    if has_no_text(place.path):
        yield Document(place.path, b"", UNREAD_MEDIA)
    elif kind_of(io.BytesIO(data[:_HEAD]), place.path):
        yield from unpack(io.BytesIO(data), place, budget, place.path.rpartition("/")[2])
    else:
        yield Document(place.path, data, media)


def kind_of(raw: BinaryIO, name: str) -> str | None:
    """What archive the bytes are: gz, bz2, xz, zst, zip, deb, tar, or None. Leaves the stream at its start."""
    raw.seek(0)
    head = raw.read(_HEAD)
    raw.seek(0)
    if packing := packing_of(head):
        return packing
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"!<arch>\ndebian-binary"):
        return "deb"
    return "tar" if is_tar(head) else None


def is_tar(head: bytes) -> bool:
    """True when the first 512 bytes are a tar header with a right checksum."""
    if len(head) < tarfile.BLOCKSIZE:
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True


def read_all(raw: Readable, budget: Budget, *, counted: bool) -> bytes:
    """All bytes of a stream that is one member, added to the budget where `counted`.

    Raises `MemberError` when they are too many.
    """
    # Its value is handed out without a copy, so a large member stands in memory once.
    held = io.BytesIO()
    while chunk := raw.read(1 << 18):
        budget.check_size(held.tell() + len(chunk))
        if counted:
            budget.read(len(chunk))
        held.write(chunk)
    return held.getvalue()


def _members(raw: BinaryIO, kind: str, place: Place, budget: Budget, name: str) -> Iterator[Item]:
    from listed.sources.archive.deb import unpack_deb
    from listed.sources.archive.tar import unpack_tar
    from listed.sources.archive.zip import unpack_zip

    if kind == "zip":
        yield from unpack_zip(raw, place, budget)
    elif kind == "deb":
        yield from unpack_deb(raw, place, budget)
    elif kind == "tar":
        yield from unpack_tar(raw, place, budget)
    else:
        yield from unpack_packed(Inflate(raw, kind, budget), place, budget, name)


def unpack_packed(stream: Inflate, place: Place, budget: Budget, name: str) -> Iterator[Item]:
    """Yield the documents of a packed stream: a tar's members, or the one file that was packed."""
    from listed.sources.archive.tar import Ahead, unpack_tar

    head = b""
    while len(head) < _HEAD and (chunk := stream.read(1 << 18)):
        head += chunk
    ahead = Ahead(head, stream)
    if is_tar(head):
        yield from unpack_tar(ahead, place, budget)
        return
    inner = place.member(_unpacked_name(name))
    budget.member()
    yield from unpack_bytes(read_all(ahead, budget, counted=False), inner, budget)


def _unpacked_name(name: str) -> str:
    """The name of the one file in `name`: `list.csv` for `list.csv.gz`."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and ending.lower() in ("gz", "bz2", "xz", "zst", "z", "zstd") else name or "data"
