"""Bytes in, text out: charsets as declared, as marked, or as the bytes themselves say."""

from __future__ import annotations

import codecs
import re

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DECLARED = re.compile(rb"""(?:charset\s*=\s*|encoding\s*=\s*|@charset\s+)["']?\s*([A-Za-z0-9_:.-]{3,40})""")
_MEDIA_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.IGNORECASE)
# The web reads these labels as their Windows supersets (WHATWG Encoding Standard, section 4.2).
_WEB_ALIASES = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "big5": "big5hkscs", "utf8": "utf-8", "x-mac-cyrillic": "mac-cyrillic",
}  # fmt: skip
# Python calls these text too, and they fail on most bytes or take time that grows with the square of their number.
_NO_CHARSETS = frozenset(("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"))


def decode(data: bytes, media: str | None = None) -> str:
    """The text of `data`, never failing: byte order mark, then UTF-8 if it is, then the declared charset.

    `media` is a media type that may carry a charset. A wrong label does no harm where the bytes are plain UTF-8.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    wide = _utf16_without_mark(data)
    if wide:
        return data.decode(wide, "replace")
    return data.decode(_declared(data, media) or "cp1252", "replace")


def _declared(data: bytes, media: str | None) -> str | None:
    labels = _MEDIA_CHARSET.findall(media or "")
    labels += [match.decode("ascii") for match in _DECLARED.findall(data[:4096])]
    for label in labels:
        name = _WEB_ALIASES.get(label.lower(), label)
        try:
            found = codecs.lookup(name)
        except (LookupError, ValueError):
            continue
        # A page that can be read byte by byte is not UTF-16, whatever it says; and codecs such as "hex" are not text.
        name = found.name.replace("-", "_")
        if found._is_text_encoding and name not in _NO_CHARSETS and not name.startswith(("utf_16", "utf_32", "utf_8")):
            return found.name
        if found.name == "utf-8":
            return "utf-8"
    return None


def _utf16_without_mark(data: bytes) -> str | None:
    head = data[:2000]
    if len(head) < 40:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and even < len(head) * 0.02:
        return "utf-16-le"
    if even > len(head) * 0.3 and odd < len(head) * 0.02:
        return "utf-16-be"
    return None


def line_of(text: str, offset: int) -> int:
    """The line of a character in a text, both counted as editors do: lines from 1, characters from 0."""
    return text.count("\n", 0, offset) + 1
