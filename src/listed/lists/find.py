"""One document in, every table in it that may be a list out, read by the reader that fits what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson

from listed.lists import (
    anchors,
    compiled,
    delimited,
    elements_xml,
    indented,
    messages,
)
from listed.lists.document import Document
from listed.lists.pages import tables_of_page
from listed.lists.programs import tables_of_program
from listed.lists.table import Table
from listed.lists.text import decode
from listed.lists.tree import tables_of

_PAGE = re.compile(
    r"<(?:!doctype html|html|head|body|select|datalist|option|form|fieldset|input|label|div|span|ul|ol|li|dl|table|tr)"
    r"\b",
    re.IGNORECASE,
)
_ENDINGS = {
    "html": "page", "htm": "page", "xhtml": "page", "jsp": "page", "asp": "page", "aspx": "page", "erb": "page",
    "twig": "page", "ejs": "page", "hbs": "page", "vue": "page", "svelte": "page", "phtml": "page",
    "json": "json", "geojson": "json", "topojson": "json", "webmanifest": "json", "ipynb": "json", "json5": "code",
    "yaml": "yaml", "yml": "yaml",
    "xml": "xml", "svg": "xml", "plist": "xml", "resx": "xml", "kgm": "xml", "xlf": "xml",
    "xliff": "xml", "ts.xml": "xml", "kml": "xml", "csv": "lines", "tsv": "lines", "tab": "lines", "txt": "lines",
    "dat": "lines", "psv": "lines", "po": "po", "pot": "po", "mo": "mo", "gmo": "mo", "properties": "pairs",
    "strings": "pairs", "ini": "pairs", "lang": "pairs", "ftl": "pairs", "toml": "pairs", "conf": "pairs",
    "css": "style",
}  # fmt: skip
_SHORTEST = 80


def tables(document: Document) -> list[Table]:
    """The tables of one document; none where it speaks of too few places. Never raises for its content."""
    data = document.data
    if len(data) < _SHORTEST:
        return []
    if compiled.is_pickle(data):
        hits = anchors.hits(data)
        return list(compiled.tables_of_pickle(data, document.path, hits.seeds)) if hits.enough else []
    if messages.is_mo(data):
        return list(messages.tables_of_mo(data, document.path)) if anchors.hits(data).enough else []
    text = decode(data, document.media)
    kind = _kind(document, text[:2000])
    if kind != "page" and "\x00" in text[:1024]:
        return _binary(data, document.path)
    plain = data if data.isascii() else text.encode("utf-8", "replace")
    hits = anchors.hits(plain)
    if kind == "page":
        return tables_of_page(text, hits)
    if not hits.enough:
        return []
    return list(_data(kind, text, plain, hits, document.path))


def _kind(document: Document, start: str) -> str:
    media = (document.media or "").lower()
    name = document.path.rsplit("/", 1)[-1].lower()
    ending = name.rsplit(".", 1)[-1] if "." in name else ""
    kind = _ENDINGS.get(ending, "")
    if "html" in media:
        return "page"
    if "json" in media:
        return "json"
    head = start.lstrip("\ufeff \t\r\n")
    if not kind and head[:1] in ("{", "["):
        return "json"
    if not kind or ending == "php":
        if head[:5] == "<?xml" and "<html" not in head:
            return "xml"
        if head[:1] == "<" and _PAGE.search(head):
            return "page"
    if kind == "lines" and head[:1] == "<":
        return "xml"
    return kind or "code"


def _data(kind: str, text: str, plain: bytes, hits: anchors.Hits, path: str) -> Iterator[Table]:
    if kind == "json":
        try:
            yield from tables_of(orjson.loads(plain), path)
            return
        except orjson.JSONDecodeError:
            kind = "code"
    if kind == "yaml":
        yield from tables_of(indented.parse(text), path)
    elif kind == "xml":
        yield from elements_xml.tables_of_xml(text, path)
    elif kind == "lines":
        yield from delimited.delimited(text, path)
    elif kind == "po":
        yield from messages.tables_of_po(text, path)
    elif kind == "pairs":
        yield from delimited.pairs(text, path)
    elif kind == "style":
        yield from _style(text, path)
    else:
        yield from tables_of_program(text, plain, hits, path)


def _binary(data: bytes, path: str) -> list[Table]:
    narrow = anchors.hits(data)
    if narrow.enough or anchors.hits(data.replace(b"\x00", b"")).enough:
        return list(compiled.tables_of_strings(data, path))
    return []


_RULE = re.compile(r"\.([\w-]*?[-_.])?([a-z]{2})(?=[\s{,:])", re.IGNORECASE)


def _style(text: str, path: str) -> Iterator[Table]:
    groups: dict[str, dict[str, None]] = {}
    for before, code in _RULE.findall(text):
        groups.setdefault(before, {})[code] = None
    for before, codes in groups.items():
        if len(codes) >= 100:
            yield Table(f".{before}*", "directory", f"{path} {before}", {"name": list(codes)})
