"""Documents that a pattern could try over and over: one thing begins, goes on, and never ends as it should."""

from __future__ import annotations

from tests.hostile import parts
from tests.hostile.keeper import Case

MANY = 400_000


def _after(before: str, start: str, unit: str, end: str = "") -> bytes:
    return (before + start + unit * MANY + end).encode()


def _html(start: str, unit: str, end: str = "") -> Case:
    return Case(lambda: _after(parts.as_page() + parts.as_options(), start, unit, end), "page.html")


def _xml(start: str, unit: str, end: str = "") -> Case:
    return Case(lambda: _after(parts.as_xml(), start, unit, end), "list.xml", world="listed")


def _pairs(start: str, unit: str, end: str = "") -> Case:
    return Case(lambda: _after(parts.as_lines(" = "), start, unit, end), "list.properties", world="listed")


def _yaml(start: str, unit: str, end: str = "") -> Case:
    return Case(lambda: _after(parts.as_yaml(), start, unit, end), "list.yaml", world="listed")


def _catalogue(start: str, unit: str, end: str = "") -> Case:
    return Case(lambda: _after(parts.as_po(), start, unit, end), "list.po", world="listed")


def _library(unit: bytes) -> Case:
    names = "\0".join(parts.places().values()).encode() + bytes(2)
    return Case(lambda: b"\x7fELF\0\0" + names + unit * (10 * MANY), "lib.so")


CASES = {
    "page: letters in a select": _html("<select ", "a", ">"),
    "page: letters in a script": _html("<script ", "a", ">"),
    "page: a select with a value": _html('<select a="', "<select a=b ", ""),
    "page: a select of signs": _html("<select ", '">"', ""),
    "page: an option of signs": _html("<select><option ", "=\"'", ""),
    "page: entities in an attribute": _html('<a b="', "&quot;"),
    "page: entities in attributes": _html("", '<a b="&quot;">'),
    "page: spaces in an attribute": _html("<a b=", " ", "'"),
    "page: spaces behind radios": _html("<input type=radio>", " ", "<b>"),
    "page: an input that goes on": _html("<input ", "type=radio "),
    "page: nested tags in an option": _html("<select>" + "<option></option>" * 20 + "<option>", "<b>"),
    "xml: attributes": _xml("<a", " b"),
    "xml: spaces": _xml("<a", " ", "'"),
    "xml: letters": _xml("<a ", "b", "/>"),
    "xml: quotes": _xml("<a ", '"', "/>"),
    "xml: names": _xml("", "<a b='c' ", ""),
    "pairs: spaces in a value": _pairs("a=", " ", "b"),
    "pairs: empty lines": _pairs("", "\n", "="),
    "pairs: spaces behind a key": _pairs("a", " ", '"'),
    "pairs: words": _pairs("", "a ", "="),
    "yaml: spaces behind a key": _yaml("a", " ", "b"),
    "yaml: words": _yaml("", "a b ", ""),
    "yaml: dashes": _yaml("", "-  ", "b"),
    "yaml: a quote": _yaml("'", "a: ", ""),
    "catalogue: escaped quotes": _catalogue('msgid "', '\\"', ""),
    "catalogue: strings": _catalogue("msgid ", '"a" ', ""),
    "catalogue: lines": _catalogue("msgid ", '"a\\"b"\n', "msgctxt"),
    "library: letters": _library(b"a"),
    "library: wide letters": _library(b"a\0"),
    "library: letters and zeros": _library(b"a\0\0"),
}
