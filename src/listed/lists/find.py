"""One document in, every table in it that may be a list out, read by the reader that fits what it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from urllib.parse import unquote

import orjson

from listed.lists import (
    anchors,
    compiled,
    delimited,
    elements,
    elements_xml,
    enclosing,
    indented,
    literals,
    markup,
    messages,
)
from listed.lists.document import Document
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
_SHORTEST_SCRIPT = 300
_FEWEST_LOOSE = 6
_FEWEST_ANCHORS = 6
# A literal with fewer anchors than one in so many characters is a program or a map.
_THIN = 40_000
_MOST_LOOSE = 4 << 20


def tables(document: Document) -> list[Table]:
    """The tables of one document; none where it speaks of too few places. Never raises for its content."""
    data = document.data
    if len(data) < _SHORTEST:
        return []
    if compiled.is_pickle(data):
        hits = anchors.hits(data)
        return list(compiled.tables_of_pickle(data, document.path, hits.seeds)) if hits.enough else []
    if data[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"):
        return list(messages.tables_of_mo(data, document.path))
    text = decode(data, document.media)
    kind = _kind(document, text[:2000])
    if kind != "page" and "\x00" in text[:1024]:
        return _binary(data, document.path)
    plain = data if data.isascii() else text.encode("utf-8", "replace")
    hits = anchors.hits(plain)
    if kind == "page":
        return _page(text, hits, plain, document.path)
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
        yield from _code(text, plain, hits, path)


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


def _code(text: str, plain: bytes, hits: anchors.Hits, path: str, base: int = 0) -> Iterator[Table]:
    """Tables of source text: each literal around an anchor, read once; what no literal holds is read as lines."""
    places = list(_characters(plain, hits.seeds, len(text)))
    covered = floor = 0
    top: list[object] = []
    loose = 0
    for at in places:
        if at <= covered:
            continue
        found = _literal(text, at, max(covered, floor), places, hits.anchors)
        # What lies before this place has been walked: nothing there is still open, so no later walk need go there.
        floor = at
        if found is None:
            loose += 1
            continue
        node, opened, covered = found
        name = _assigned(text, opened)
        if isinstance(node, list) and len(name) > 3:
            node = [*node, *_added(text, name, covered)]
        top.append(node)
        yield from tables_of(node, f"{path} {name}", base + opened, (name,))
        yield from _in_strings(node, path, base + opened)
    if loose >= _FEWEST_LOOSE:
        node, _ = literals.parse(text[:_MOST_LOOSE])
        yield from tables_of(node, path, base)
        yield from _in_strings(node, path, base)
    elif len(top) > 2:
        yield from (table for table in tables_of(top, path, base) if table.parts > 1)


def _literal(
    text: str, at: int, floor: int, places: list[int], anchors_there: list[str]
) -> tuple[object, int, int] | None:
    """The smallest literal around `at` with enough different anchors in it, where it opens, and where it ends."""
    for opened in enclosing.openers(text, _before_string(text, at), floor):
        node, end = literals.parse(text, opened)
        inside = set(anchors_there[bisect_left(places, opened) : bisect_right(places, end)])
        if len(inside) >= _FEWEST_ANCHORS or not inside.isdisjoint(anchors.PARTS):
            return node, opened, end
        if end - opened > _THIN * max(1, len(inside)):
            return None
    return None


def _characters(plain: bytes, ends: list[int], length: int) -> Iterator[int]:
    """Places in UTF-8 bytes as places in their text of `length` characters, both rising."""
    if length == len(plain):
        yield from ends
        return
    byte = character = 0
    for end in ends:
        character += len(plain[byte:end].decode("utf-8", "ignore"))
        byte = end
        yield character


def _before_string(text: str, at: int) -> int:
    """Where the string that `at` stands in begins, so that quotes are counted from outside of it."""
    if text[at - 1] in "\"'`":
        return at
    low = max(0, at - 200)
    piece = text[low:at]
    quote = max(piece.rfind('"'), piece.rfind("'"), piece.rfind("`"))
    if quote < 0:
        return at
    return low + quote + 1 if re.search(r"[][{}:;,\n]", piece[quote + 1 :]) else low + quote


_NAME_BEFORE = re.compile(r"([\w$.]{2,60})[\"']?\s*(?:=|:|=>)\s*[\w.(]*\s*$")


def _assigned(text: str, opened: int) -> str:
    match = _NAME_BEFORE.search(text, max(0, opened - 100), opened)
    return match[1] if match else ""


_ADDITION = re.compile(r"\s*(?:\+\s*|\.concat\(\s*)(?=[\[(])")
_MOST_MENTIONS = 50


def _added(text: str, name: str, after: int) -> list[object]:
    """What a program adds to a list by its name further down: `codes = set(iso_codes + ["XK"])`."""
    for _ in range(_MOST_MENTIONS):
        after = text.find(name, after) + len(name)
        if after < len(name):
            break
        match = _ADDITION.match(text, after)
        if match:
            more = literals.parse(text, match.end())[0]
            return more if isinstance(more, list) else []
    return []


_LONG = 60


def _in_strings(root: object, path: str, offset: int) -> Iterator[Table]:
    """Lists that stand inside strings: JSON, URL-encoded settings, options, codes with a sign between them."""
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            stack.extend(value for value in node.values() if not isinstance(value, str) or len(value) > _LONG)
        elif isinstance(node, list):
            stack.extend(value for value in node if not isinstance(value, str) or len(value) > _LONG)
        elif isinstance(node, str) and len(node) > _LONG:
            yield from in_string(node, path, offset)


def in_string(text: str, path: str, offset: int = 0) -> Iterator[Table]:
    """The tables in one string."""
    if text.count("%22") > 8:
        text = unquote(text)
    head = text.lstrip()[:1]
    if head in ("{", "["):
        plain = text.encode("utf-8", "replace")
        try:
            root = orjson.loads(plain)
        except orjson.JSONDecodeError:
            root = literals.parse(text.lstrip())[0]
        yield from tables_of(root, path, offset)
        yield from _in_strings(root, path, offset)
    elif "<option" in text or "<li" in text:
        yield from _markup(text, path)
    else:
        yield from _split(text, path, offset)


def _split(text: str, path: str, offset: int) -> Iterator[Table]:
    for sign in ("|", ";", "\n", "\t", "~", ",", ".", "/", " "):
        if text.count(sign) >= 12:
            cells = [cell.strip() for cell in text.split(sign)]
            if sum(map(len, cells)) <= 30 * len(cells):
                yield Table("", "data", path, _halves(cells), offset)
                return


def _halves(cells: list[str]) -> dict[str, list[str]]:
    """Cells that are name and code with a sign between them (`Beograd~00`) as two columns."""
    for sign in ("~", ":", "="):
        if sum(sign in cell for cell in cells) >= 0.8 * len(cells):
            parts = [cell.partition(sign) for cell in cells]
            return {"item": [part[0].strip() for part in parts], "code": [part[2].strip() for part in parts]}
    return {"item": cells}


def _markup(text: str, path: str) -> Iterator[Table]:
    found, _ = markup.controls(text)
    yield from found


_OPTION = re.compile("<[oO][pP][tT][iI][oO][nN]")


def _page(page: str, hits: anchors.Hits, plain: bytes, path: str) -> list[Table]:
    if not hits.some and _OPTION.search(page) is None:
        return []
    left, scripts = markup.take_apart(page)
    found, rest = markup.controls(left)
    if not hits.some:
        return found
    if "radio" in rest or "checkbox" in rest:
        found.extend(markup.radios(rest))
    if hits.enough:
        for script in scripts:
            found.extend(_script(script, path))
        for value, offset in markup.data_in_attributes(rest):
            found.extend(in_string(value, "attribute", offset))
    if anchors.hits(rest.encode("utf-8", "replace")).some:
        found.extend(elements.repeated(rest))
    return found


def _script(script: markup.Script, path: str) -> Iterator[Table]:
    if len(script.text) < _SHORTEST_SCRIPT:
        return
    plain = script.text.encode("utf-8", "replace")
    hits = anchors.hits(plain)
    encoded = script.text.count("%22") > 40
    if not hits.enough and not encoded:
        return
    name = script.attributes.get("id", "")
    if "json" in script.attributes.get("type", ""):
        try:
            root = orjson.loads(plain)
        except orjson.JSONDecodeError:
            root = None
        if root is not None:
            yield from tables_of(root, f"script {name}", script.offset)
            yield from _in_strings(root, path, script.offset)
            return
    yield from _code(script.text, plain, hits, f"script {name}", script.offset)
    if encoded:
        for match in re.finditer(r"[\"']([^\"']*%22[^\"']*)[\"']", script.text):
            yield from in_string(match[1], "script", script.offset + match.start(1))
