"""A page in, the tables of its controls, scripts, attributes and repeating elements out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import orjson

from listed.lists import anchors, elements, markup
from listed.lists.inside import tables_in_string, tables_in_strings
from listed.lists.programs import tables_of_program
from listed.lists.table import Table
from listed.lists.tree import tables_of

_SHORTEST_SCRIPT = 300
_OPTION = re.compile("<[oO][pP][tT][iI][oO][nN]")
_QUOTED = re.compile(r"(?<=[\"'])[^\"']++(?=[\"'])")


def tables_of_page(page: str, hits: anchors.Hits) -> list[Table]:
    """Every control of a page as a table; lists in its scripts, attributes and repeating elements where it has any."""
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
            found.extend(_script(script))
        for value, offset in markup.data_in_attributes(rest):
            found.extend(tables_in_string(value, "attribute", offset))
    if anchors.hits(rest.encode("utf-8", "replace")).some:
        found.extend(elements.repeated(rest))
    return found


def _script(script: markup.Script) -> Iterator[Table]:
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
            yield from tables_in_strings(root, f"script {name}", script.offset)
            return
    yield from tables_of_program(script.text, plain, hits, f"script {name}", script.offset)
    if encoded:
        for match in _QUOTED.finditer(script.text):
            if "%22" in match[0]:
                yield from tables_in_string(match[0], "script", script.offset + match.start())
