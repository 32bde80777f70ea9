"""The bytes of a picture in; the same picture, its pixels untouched, without what it tells about people, out."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import ExifTags, Image

_EXIF = b"Exif\0\0"
_KEPT_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT", b"bKGD"}
_KEPT_TAGS = (ExifTags.Base.Orientation, ExifTags.Base.Make, ExifTags.Base.Model)


def scrubbed(body: bytes, *, keep_place: bool) -> bytes:
    """The picture with direction, camera and hour, and its place where `keep_place`; all other metadata left out.

    Works on the containers of JPEG, PNG and WebP, so that nothing is drawn anew. Raises ValueError for other bytes.
    """
    if body.startswith(b"\xff\xd8"):
        return _jpeg(body, _kept_exif(body, keep_place))
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(body, _kept_exif(body, keep_place))
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return _webp(body, _kept_exif(body, keep_place))
    raise ValueError("no JPEG, PNG or WebP")


def _kept_exif(body: bytes, keep_place: bool) -> bytes:
    """An Exif block with the little that stays; empty where nothing is left. Without its leading mark."""
    with Image.open(io.BytesIO(body)) as picture:
        old = picture.getexif()
    new = Image.Exif()
    for tag in _KEPT_TAGS:
        if tag in old:
            new[tag] = old[tag]
    taken = old.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    if taken:
        new.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    place = dict(old.get_ifd(ExifTags.IFD.GPSInfo))
    if keep_place and place:
        new.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    return new.tobytes().removeprefix(_EXIF) if len(new) or taken or (keep_place and place) else b""


def _jpeg(body: bytes, exif: bytes) -> bytes:
    out = [b"\xff\xd8"]
    if exif:
        out.append(b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + _EXIF + exif)
    at = 2
    while at + 4 <= len(body):
        if body[at] != 0xFF:
            raise ValueError("a JPEG whose parts do not follow each other")
        mark = body[at + 1]
        if mark == 0xFF:  # a byte that only fills
            at += 1
            continue
        size = struct.unpack_from(">H", body, at + 2)[0]
        if mark == 0xDA:  # from here on the picture itself, to its end and no further
            end = body.rfind(b"\xff\xd9")
            out.append(body[at : end + 2] if end > at else body[at:])
            return b"".join(out)
        if mark not in {0xE1, 0xED, 0xFE} and (mark != 0xE2 or body[at + 4 : at + 16] == b"ICC_PROFILE\0"):
            out.append(body[at : at + 2 + size])
        at += 2 + size
    raise ValueError("a JPEG without a picture")


def _png(body: bytes, exif: bytes) -> bytes:
    out, at = [body[:8]], 8
    while at + 12 <= len(body):
        size, name = struct.unpack_from(">I4s", body, at)
        if name in _KEPT_PNG:
            out.append(body[at : at + 12 + size])
        if name == b"IHDR" and exif:
            out.append(struct.pack(">I", len(exif)) + b"eXIf" + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif)))
        at += 12 + size
        if name == b"IEND":
            return b"".join(out)
    raise ValueError("a PNG without an end")


def _webp(body: bytes, exif: bytes) -> bytes:
    parts, at = [], 12
    while at + 8 <= len(body):
        name, size = struct.unpack_from("<4sI", body, at)
        part = bytearray(body[at : at + 8 + size + size % 2])
        if name == b"VP8X":
            part[8] = (part[8] & ~0x0C) | (0x08 if exif else 0)
        if name not in {b"EXIF", b"XMP "}:
            parts.append(bytes(part))
        at += 8 + size + size % 2
    if exif and parts and parts[0][:4] == b"VP8X":
        parts.append(struct.pack("<4sI", b"EXIF", len(exif)) + exif + b"\0" * (len(exif) % 2))
    inside = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(inside)) + inside
