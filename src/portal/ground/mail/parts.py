"""The bytes of a message in; its text and its files out, in bounded time and memory. Nothing is ever unpacked."""

from __future__ import annotations

import binascii
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.utils import collapse_rfc2231_value

from portal.ground.mail.reading import clean, decode, parse_head, unfold

DEEPEST, MOST_PARTS = 12, 100
PART_HEAD = 64 << 10
LARGEST_FILE = 10 << 20
LONGEST_TEXT = 1 << 20
LARGEST_MESSAGE = 25 << 20
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]*")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# What a file is, is read from its first bytes; what its sender calls it counts for nothing.
_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)
_REFUSED_SIGNS = (
    (b"PK\x03\x04", "a packed file is not opened"),
    (b"PK\x05\x06", "a packed file is not opened"),
    (b"\x1f\x8b", "a packed file is not opened"),
    (b"BZh", "a packed file is not opened"),
    (b"\xfd7zXZ", "a packed file is not opened"),
    (b"7z\xbc\xaf", "a packed file is not opened"),
    (b"Rar!", "a packed file is not opened"),
    (b"\x28\xb5\x2f\xfd", "a packed file is not opened"),
    (b"MZ", "a program is not kept"),
    (b"\x7fELF", "a program is not kept"),
    (b"#!", "a program is not kept"),
    (b"\xd0\xcf\x11\xe0", "this kind of file is not kept"),
)
TOO_DEEP = "the message is nested too deeply or has too many parts"


@dataclass(frozen=True, slots=True)
class Part:
    """A file that came with a message; `refused` says why it is not kept, and then `body` is empty."""

    name: str
    media: str
    size: int
    body: bytes = field(repr=False, default=b"")
    refused: str = ""


@dataclass(frozen=True, slots=True)
class _Leaf:
    head: Message
    raw: bytes  # still encoded
    cut: bool = False


def attachments(raw: bytes) -> list[Part]:
    """All files of a message. Pictures, PDF and plain text up to 10 MB are kept; all else is named and refused."""
    if len(raw) > LARGEST_MESSAGE:
        return [Part("message", "message/rfc822", len(raw), refused="the whole message is too large")]
    files = []
    for leaf in _leaves(raw):
        if leaf.cut:
            files.append(Part("parts", "multipart/mixed", len(leaf.raw), refused=TOO_DEEP))
        elif _is_file(leaf):
            files.append(_part(leaf))
    return files


def text_and_html(raw: bytes) -> tuple[str, str]:
    """The first plain text and the first HTML of a message, each cut after a million characters; empty if none."""
    said: dict[str, str] = {}
    for leaf in _leaves(raw[:LARGEST_MESSAGE]):
        kind = leaf.head.get_content_type()
        if kind in {"text/plain", "text/html"} and kind not in said and not leaf.cut and not _is_file(leaf):
            text = _decoded(leaf, 2 * LONGEST_TEXT)
            said[kind] = _to_text(text, leaf.head.get_content_charset())[:LONGEST_TEXT]
    return said.get("text/plain", ""), said.get("text/html", "")


def sniff(body: bytes) -> tuple[str, str]:
    """The media type that the bytes themselves show, and why such a file is refused, or an empty text."""
    for sign, media in _SIGNS:
        if body.startswith(sign):
            return media, ""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp", ""
    for sign, reason in _REFUSED_SIGNS:
        if body.startswith(sign):
            return "application/octet-stream", reason
    start = body[:65536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return "text/html", "a page or drawing with markup is not kept"
    if b"\x00" in body:
        return "application/octet-stream", "this kind of file is not kept"
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return "application/octet-stream", "this kind of file is not kept"
    return "text/plain", ""


def _leaves(raw: bytes) -> Iterator[_Leaf]:
    """Walk through the parts with a stack, not by recursion: depth and number are bounded."""
    stack, count = [(0, len(raw), 0)], 0
    while stack:
        start, end, depth = stack.pop()
        count += 1
        body_at = _body_at(raw, start, end)
        head = parse_head(raw[start : min(body_at, start + PART_HEAD)])
        if depth > DEEPEST or count > MOST_PARTS:
            yield _Leaf(head, b"", cut=True)
            return
        boundary = head.get_boundary() if head.get_content_maintype() == "multipart" else None
        if boundary:
            spans = _split(raw, body_at, end, boundary.encode("latin-1", "replace"))
            stack += [(first, last, depth + 1) for first, last in reversed(spans)]
        else:
            yield _Leaf(head, raw[body_at:end])


def _body_at(raw: bytes, start: int, end: int) -> int:
    if raw[start : start + 1] == b"\n" or raw[start : start + 2] == b"\r\n":
        return raw.index(b"\n", start) + 1  # a part without a head
    ends = [at + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := raw.find(mark, start, end)) >= 0]
    return min(ends, default=end)


def _split(raw: bytes, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    """Where the parts between the boundary's lines begin and end; of too many, one more than is walked through."""
    spans: list[tuple[int, int]] = []
    mark, at, first = b"--" + boundary, start, -1
    while len(spans) <= MOST_PARTS and (at := raw.find(mark, at, end)) >= 0:
        after = at + len(mark)
        line_end = raw.find(b"\n", after, end)
        rest = raw[after : line_end if line_end >= 0 else end]
        if (at > start and raw[at - 1 : at] != b"\n") or rest.strip() not in {b"", b"--"} or len(rest) > 1000:
            at = after
            continue
        if first >= 0:
            spans.append((first, max(first, at - (2 if raw[at - 2 : at] == b"\r\n" else 1))))
        first = -1 if rest.strip() else (line_end + 1 if line_end >= 0 else end)
        if first < 0:
            break
        at = first
    if 0 <= first < end:
        spans.append((first, end))  # the last boundary is missing: what there is still counts
    return spans


def _is_file(leaf: _Leaf) -> bool:
    if leaf.head.get_content_disposition() == "attachment" or leaf.head.get_filename() is not None:
        return True
    return leaf.head.get_content_maintype() not in {"text", "multipart", "message"} or (
        leaf.head.get_content_maintype() == "text" and leaf.head.get_content_subtype() not in {"plain", "html"}
    )


def _part(leaf: _Leaf) -> Part:
    name = _name(leaf.head)
    declared = clean(leaf.head.get_content_type(), 80)
    about = len(leaf.raw) * 3 // 4 if _coding(leaf.head) == "base64" else len(leaf.raw)
    if about > LARGEST_FILE:
        return Part(name, declared, about, refused="larger than 10 MB")
    body = _decoded(leaf, 4 * LARGEST_FILE)
    media, refused = sniff(body)
    return Part(name, declared if refused else media, len(body), b"" if refused else body, refused)


def _name(head: Message) -> str:
    try:
        name = unfold(collapse_rfc2231_value(head.get_filename() or ""))
    except (LookupError, ValueError):
        name = ""
    name = clean(_BIDI.sub("", html.unescape(name)), 1000).replace("\\", "/").rpartition("/")[2]
    return name.strip(". ")[-200:] or "file"


def _coding(head: Message) -> str:
    return str(head.get("Content-Transfer-Encoding", "")).strip().lower()


def _decoded(leaf: _Leaf, longest: int) -> bytes:
    raw, coding = leaf.raw[:longest], _coding(leaf.head)
    if coding == "quoted-printable":
        return binascii.a2b_qp(raw)
    if coding != "base64":
        return raw
    packed = b"".join(_BASE64.findall(raw)[:1000]) if not _BASE64.fullmatch(raw) else raw
    packed = packed.translate(None, b" \t\r\n=")
    packed = packed[: len(packed) - (len(packed) % 4 == 1)]
    return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4))


def _to_text(body: bytes, charset: str | None) -> str:
    text = decode(body, charset)
    if "\ufffd" in text:  # many who name another charset write UTF-8
        text = decode(body, "utf-8")
    return decode(body, "latin-1") if "\ufffd" in text else text
