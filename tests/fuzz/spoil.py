"""A seed of chance flows in, a document comes out: a real-looking list, cut up, doubled, mixed and harmed."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from listed.lists.find import _ENDINGS
from tests.hostile import parts

MEDIA = (None, "text/html", "text/html; charset=windows-1251", "application/json", "text/plain; charset=utf-16", "")
TOKENS = (
    b"<select>", b"</select>", b"<option value=", b"<!--", b"-->", b"<script>", b"</script>", b'"', b"'", b"`", b"\\",
    b"{", b"}", b"[", b"]", b"(", b")", b",", b":", b";", b"=>", b"\n", b"\r", b"\0", b"%22", b"&quot;", b"&#34;",
    b"\\ud83c", b"\xff\xfe", b"\xed\xa0\xbc", b"\xf0\x9f\x87\xbd", b"\x80\x04", b"\xde\x12\x04\x95", b"msgid ",
    b"msgstr ", b"- ", b"<li>", b"<![CDATA[", b"<?xml ", b"<a b='", b"XK", b"Kosovo", b"RS-KM", b"383", b"999999999999",
    b"\\u{10ffff}", b"\\U00110000",
)  # fmt: skip


@cache
def seeds() -> tuple[bytes, ...]:
    """Lists in every form."""
    texts = (
        parts.as_page(parts.as_script()), parts.as_json(), parts.as_script(), parts.as_lines(), parts.as_yaml(),
        parts.as_xml(), parts.as_po(), parts.as_lines(" = "), parts.as_options(), " ".join(parts.places()),
        parts.as_page(body=f"<div data-x='{parts.as_json().replace(chr(39), '')}'>"),
    )  # fmt: skip
    page = parts.as_page()
    return (*(text.encode() for text in texts), page.encode("utf-16"), page.encode("cp1252", "replace"))


def name(chance: random.Random) -> str:
    """A file name with one of the endings that are known, or with none."""
    ending = chance.choice(["", *_ENDINGS, "js", "php", "py", "mo", "gz", "."])
    return chance.choice(["a", "locale/sq", "a.zip!/b", "", "../x", "é\udc80"]) + (f".{ending}" if ending else "")


def document(chance: random.Random) -> bytes:
    """A few seeds and signs, changed in a few ways."""
    data = bytearray(chance.choice(seeds()))
    for _ in range(chance.randint(0, 12)):
        chance.choice(CHANGES)(data, chance)
    return bytes(data[:200_000])


def _span(data: bytearray, chance: random.Random) -> slice:
    start = chance.randrange(len(data) + 1)
    return slice(start, start + chance.choice((1, 10, 100, 1000, 10_000)))


def _cut(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    del data[: at if chance.random() < 0.3 else 0]
    del data[at:]


def _drop(data: bytearray, chance: random.Random) -> None:
    del data[_span(data, chance)]


def _double(data: bytearray, chance: random.Random) -> None:
    piece = data[_span(data, chance)]
    at = chance.randrange(len(data) + 1)
    data[at:at] = piece * min(chance.choice((1, 2, 20)), 100_000 // (len(piece) + 1))


def _token(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data) + 1)
    data[at:at] = chance.choice(TOKENS) * chance.choice((1, 1, 3, 300))


def _byte(data: bytearray, chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _mix(data: bytearray, chance: random.Random) -> None:
    other = chance.choice(seeds())
    at = chance.randrange(len(data) + 1)
    data[at:at] = other[_span(bytearray(other), chance)]


CHANGES: tuple[Callable[[bytearray, random.Random], None], ...] = (_cut, _double, _token, _token, _byte, _mix, _drop)
