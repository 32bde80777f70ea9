"""A PDF in, its text out: enough for what typst writes, so that tests need no reader of PDF."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)endobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|/(Alt|ActualText|E|Lang) ?\(|\(")
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words(pdf: bytes) -> str:
    """All text of all pages in the order it is drawn, without spaces that are only moves."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [body for body in objects.values() if b"/Type/Page/" in body]
    return "".join(_page(objects, page) for page in pages)


def _stream(body: bytes) -> bytes:
    found = STREAM.search(body)
    return zlib.decompress(found[1]) if found else b""


def _map(cmap: bytes) -> dict[int, str]:
    made: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            made[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    return made


def _page(objects: dict[int, bytes], page: bytes) -> str:
    resources = objects[int(re.search(rb"/Resources (\d+) 0 R", page)[1])]
    fonts = {
        name: _map(_stream(objects[int(re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])[1])]))
        for name, number in re.findall(rb"/(\w+) (\d+) 0 R", re.search(rb"/Font<<(.*?)>>", resources, re.DOTALL)[1])
    }
    content = _stream(objects[int(re.search(rb"/Contents (\d+) 0 R", page)[1])])
    return _shown(content, fonts)


def _shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    made: list[str] = []
    font: dict[int, str] = {}
    at = 0
    while found := SHOWN.search(content, at):
        at = found.end()
        if found[1]:
            font = fonts[found[1]]
            continue
        codes, at = _literal(content, at)
        if found[2]:  # what is said of a part of the page is not drawn
            continue
        made += [font[int.from_bytes(codes[i : i + 2])] for i in range(0, len(codes), 2)]
    return "".join(made)


def _literal(content: bytes, at: int) -> tuple[bytes, int]:
    made, depth = bytearray(), 1
    while True:
        letter = content[at : at + 1]
        at += 1
        if letter == b"\\":
            octal = re.match(rb"[0-7]{1,3}", content[at : at + 3])
            made += bytes([int(octal[0], 8)]) if octal else ESCAPES.get(content[at : at + 1], content[at : at + 1])
            at += len(octal[0]) if octal else 1
            continue
        depth += (letter == b"(") - (letter == b")")
        if not depth:
            return bytes(made), at
        made += letter
