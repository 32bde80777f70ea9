"""A zip (also wheel, jar, nupkg, office file) flows in, and its members flow out in the order of its directory."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from lzma import LZMAError
from typing import BinaryIO

from listed.lists.document import Document
from listed.sources.archive.paths import clean_path, has_no_text, inside, printable
from listed.sources.archive.unpack import UNREAD_MEDIA, Item, Place, unpack_bytes
from listed.sources.budget import Budget
from listed.sources.errors import MemberError, Unread

# The directory's end is 22 bytes, and a remark of up to 64 KiB may follow.
_TAIL = 22 + (1 << 16) + 128
# Bytes of the directory for one member: 46, its name, and some extra fields.
_ENTRY = 160
_SYMLINK = 0o120000
_DAMAGE = (zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, ValueError, NotImplementedError, struct.error)


def unpack_zip(raw: BinaryIO, place: Place, budget: Budget) -> Iterator[Item]:
    """Yield the documents in a zip. Links give their path alone."""
    _check_directory(raw, budget)
    with zipfile.ZipFile(raw) as archive:
        for info in archive.infolist():
            if not info.is_dir():
                budget.member()
                yield from _member(archive, info, place, budget)


def _check_directory(raw: BinaryIO, budget: Budget) -> None:
    """Refuse a directory so long that reading it alone would fill the memory."""
    size = raw.seek(0, 2)
    raw.seek(max(0, size - _TAIL))
    tail = raw.read(_TAIL)
    raw.seek(0)
    longest = 0
    for mark, form, offset in ((b"PK\x05\x06", "<L", 12), (b"PK\x06\x06", "<Q", 40)):
        at = tail.rfind(mark)
        if at >= 0 and at + offset + struct.calcsize(form) <= len(tail):
            found = struct.unpack_from(form, tail, at + offset)[0]
            longest = max(longest, 0 if form == "<L" and found == 0xFFFFFFFF else found)
    if min(longest, size) > budget.limits.members * _ENTRY:
        raise MemberError("its directory is far too long")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Place, budget: Budget) -> Iterator[Item]:
    where = inside(place.path, printable(info.filename))
    try:
        path = clean_path(info.orig_filename, place.strip)
        where = inside(place.path, path)
        if has_no_text(path) or (info.external_attr >> 16) & 0o170000 == _SYMLINK:
            yield Document(where, b"", UNREAD_MEDIA)
            return
        budget.check_size(info.file_size)
        budget.check_ratio(info.compress_size, info.file_size)
        data = _read(archive, info)
        budget.read(len(data))
    except MemberError as error:
        yield Unread(where, str(error))
        return
    yield from unpack_bytes(data, place.member(path), budget)


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1:
        raise MemberError("locked with a password")
    try:
        with archive.open(info) as stream:
            # No more than was promised is ever unpacked, so a size that lies fails its checksum instead.
            return stream.read(info.file_size) if info.file_size else b""
    except _DAMAGE as error:
        raise MemberError(f"damaged: {error}"[:200]) from None
