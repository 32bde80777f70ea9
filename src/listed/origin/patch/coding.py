"""The bytes of a file in, its text and the charset that gives the same bytes back out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_DECLARED = re.compile(rb"""(?:charset\s*=\s*|encoding\s*=\s*|coding[:=]\s*)["']?\s*([A-Za-z0-9_.-]{3,40})""")
_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Coded:
    """A text, the charset it was read with, and the mark before it (kept apart: offsets count from behind it)."""

    text: str
    charset: str
    mark: bytes

    def encode(self, text: str) -> bytes:
        """`text` in the same charset. Raises UnicodeEncodeError for a letter that the charset does not have."""
        return text.encode(self.charset)


def read_text(data: bytes) -> Coded | None:
    """The text of a file, or None where it is no text of one byte or UTF-8, which a text patch could not change."""
    if data.startswith(_WIDE) or b"\x00" in data[:4096]:
        return None
    mark = _MARK if data.startswith(_MARK) else b""
    body = data[len(mark) :]
    for charset in ("utf-8", *_declared(data), "cp1252", "latin-1"):
        try:
            text = body.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
        if text.encode(charset) == body:
            return Coded(text, charset, mark)
    return None


def _declared(data: bytes) -> list[str]:
    found = []
    for match in _DECLARED.findall(data[:4096]):
        try:
            codec = codecs.lookup(match.decode("ascii"))
        except LookupError:
            continue
        if codec._is_text_encoding and not codec.name.startswith("utf"):
            found.append(codec.name)
    return found
