"""Documents that lie about what they are: binary, cut off, in another charset than they say, with false lengths."""

from __future__ import annotations

import pickle
import random
import struct

from tests.hostile import parts
from tests.hostile.keeper import Case


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def _catalogue(count: int, offset: int, length: int = 8) -> bytes:
    """A compiled catalogue whose table tells of `count` strings, all of one place and length."""
    head = struct.pack("<7I", 0x950412DE, 0, count, 28, 28 + 8 * 400, 0, 0)
    return head + struct.pack("<2I", length, offset) * 800 + "\0".join(parts.places().values()).encode()


def _pickle(length: int) -> bytes:
    """A pickle of the list, each string said to be `length` bytes long."""
    body = b"".join(b"X" + struct.pack("<I", length) + name.encode() for name in parts.places().values())
    return b"\x80\x04" + body + b"."


def _flags(count: int) -> bytes:
    """So many of the letters that make flags in pairs."""
    return ("\U0001f1fd\U0001f1f0" * count)[:count].encode()


def _wide(charset: str) -> bytes:
    return parts.as_page(parts.as_script()).encode(charset, "replace")


CASES = {
    "nothing": Case(lambda: b""),
    "one byte": Case(lambda: b"<"),
    "one zero": Case(lambda: b"\0"),
    "zeros": Case(lambda: bytes(10_000_000), "data.bin"),
    "noise": Case(lambda: _noise(20 << 20), "data.bin"),
    "noise called a page": Case(lambda: _noise(5_000_000), "page.html", "text/html; charset=utf-8"),
    "noise called json": Case(lambda: _noise(5_000_000), "list.json", "application/json"),
    "a picture": Case(lambda: b"\x89PNG\r\n\x1a\n" + _noise(100_000) + parts.as_json().encode(), "flags.png"),
    "zeros between": Case(lambda: parts.as_page(parts.as_script()).replace("<option", "<option\0").encode()),
    "zeros in names": Case(lambda: parts.as_json().replace("Kos", "K\0os").encode(), "list.json"),
    "a zero at the end": Case(lambda: parts.as_page().encode() + b"\0", world="listed"),
    "latin, said to be utf-8": Case(
        lambda: parts.as_page("é" * 100).encode("cp1252", "replace"), media="text/html; charset=utf-8", world="listed"
    ),
    "utf-8, said to be utf-16": Case(lambda: _wide("utf-8"), media="text/html; charset=utf-16", world="listed"),
    "utf-8, said to be a codec of bytes": Case(lambda: _wide("utf-8"), media="text/html; charset=hex", world="listed"),
    "latin, said to be nonsense": Case(
        lambda: parts.as_page("é").encode("cp1252", "replace"), media="text/html; charset=\"\0'", world="listed"
    ),
    "utf-16 with its mark": Case(lambda: _wide("utf-16"), world="listed"),
    "utf-16 without a mark": Case(lambda: _wide("utf-16-le"), world="listed"),
    "utf-16 with an odd byte": Case(lambda: _wide("utf-16") + b"x", world="listed"),
    "utf-32": Case(lambda: _wide("utf-32")),
    "utf-7": Case(lambda: _wide("utf-7"), media="text/html; charset=utf-7"),
    "idna": Case(
        lambda: parts.as_page("é").encode("cp1252", "replace"), media="text/html; charset=idna", world="listed"
    ),
    "punycode": Case(
        lambda: (parts.as_page("é") * 40).encode("cp1252", "replace"),
        media="text/html; charset=punycode",
        world="listed",
    ),
    "unicode escapes": Case(
        lambda: parts.as_page("é").encode("cp1252", "replace"),
        media="text/html; charset=raw_unicode_escape",
        world="listed",
    ),
    "surrogates in json": Case(lambda: parts.as_json().replace("Kosovo", "Kosovo\\ud83c").encode(), "list.json"),
    "surrogates in a script": Case(
        lambda: parts.as_page(parts.as_script().replace("Kosovo", "Kosovo\\ud83c")).encode(), world="listed"
    ),
    "surrogates as bytes": Case(lambda: parts.as_page().encode() + b"\xed\xa0\xbc" * 1000, world="listed"),
    "catalogue of billions": Case(lambda: _catalogue(0xFFFFFFFF, 28), "messages.mo"),
    "catalogue outside": Case(lambda: _catalogue(400, 0xFFFFFFF0), "messages.mo"),
    "catalogue of one long string": Case(lambda: _catalogue(500_000, 28, 0xFFFFFFFF), "messages.mo"),
    "catalogue into itself": Case(lambda: _catalogue(500_000, 0, 100_000) * 20, "messages.mo"),
    "pickle": Case(lambda: pickle.dumps(parts.places(), 4), "list.dat"),
    "pickle of short lengths": Case(lambda: _pickle(1), "list.dat"),
    "pickle of false lengths": Case(lambda: _pickle(127), "list.dat"),
    "pickle of billions": Case(lambda: _pickle(0x7FFFFFFF), "list.dat"),
    "flags": Case(lambda: _flags(2_000_000), "flags.txt"),
    "halves of flags": Case(lambda: _flags(1_000_001), "flags.js"),
}
