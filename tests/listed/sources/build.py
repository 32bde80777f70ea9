"""Small archives for tests, made by hand where the standard library would refuse to make them so."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from collections.abc import Mapping

from listed.lists.document import Document
from listed.sources import Opened, Unread

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACK = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstd.compress}


def tar(members: Mapping[str, bytes], links: Mapping[str, str] | None = None, **kinds: bytes) -> bytes:
    """A plain tar. `links` are symbolic; `kinds` gives members of a special type by name."""
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, end in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, end
            archive.addfile(info)
        for name, kind in kinds.items():
            info = tarfile.TarInfo(name)
            info.type = kind
            archive.addfile(info)
    return held.getvalue()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def ar(parts: Mapping[str, bytes]) -> bytes:
    """An ar archive, the outer shell of a Debian package."""
    out = b"!<arch>\n"
    for name, data in parts.items():
        out += f"{name:<16}{0:<12}{0:<6}{0:<6}{'100644':<8}{len(data):<10}`\n".encode() + data + b"\n" * (len(data) % 2)
    return out


def deb(members: Mapping[str, bytes], packing: str = "xz") -> bytes:
    """A Debian package that holds these files."""
    data = tar({f"./{name}": body for name, body in members.items()})
    inner = PACK[packing](data) if packing else data
    name = f"data.tar.{packing}" if packing else "data.tar"
    return ar({"debian-binary": b"2.0\n", "control.tar.gz": gzip.compress(tar({"./control": b"x"})), name: inner})


def read(opened: Opened) -> tuple[dict[str, bytes], dict[str, str]]:
    """All documents by path, and the reason for each member left unread."""
    documents: dict[str, bytes] = {}
    unread: dict[str, str] = {}
    with opened:
        for item in opened.documents():
            if isinstance(item, Unread):
                unread[item.path] = item.reason
            else:
                assert isinstance(item, Document)
                documents[item.path] = item.data
    return documents, unread
