"""Rows of a strategy and the IATI elements that say them, in; elements that also hold what IATI has no word for, out.

A row goes into the elements of IATI as far as they can say it. What they then cannot say again stands in an element of
our own namespace at their end, where IATI lets others write, so that reading gives the very same row back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

Row = dict[str, Any]
Reader = Callable[[etree._Element], Row]

NAMESPACE = "urn:digital-kosovo:strategy:1"
PREFIX = f"{{{NAMESPACE}}}"
ROW = f"{PREFIX}row"
ASSUMED = f"{PREFIX}assumed"
"""On an element that IATI demands and that no record says: whoever reads it must not take it for a fact."""


_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: Any) -> str:
    """A text without the few signs that no XML can hold."""
    return _NOT_XML.sub("", str(text))


def seal(element: etree._Element, kind: str, row: Mapping[str, Any], read: Reader) -> None:
    """Write beside an element what of a row it does not say, by reading it as anybody else would."""
    said = read(element)
    lacking = {name: value for name, value in row.items() if name not in said or said[name] != value}
    put(element, kind, lacking, gone=sorted(said.keys() - row.keys()))


def put(element: etree._Element, kind: str, row: Mapping[str, Any], gone: list[str] | None = None) -> None:
    """Write a row, or what is left of one, at the end of an element. `gone`: fields that it only seems to say."""
    holder = etree.SubElement(element, ROW, kind=kind, nsmap={"dk": NAMESPACE})
    for name, value in row.items():
        _write(holder, name, value)
    for name in gone or ():
        etree.SubElement(holder, f"{PREFIX}field", name=name, type="gone")


def whole(element: etree._Element, kind: str, read: Reader) -> Row | None:
    """The row that was sealed into an element; None where nothing of ours stands there."""
    rests = rows(element, kind)
    if not rests:
        return None
    made = {**read(element), **rests[0]}
    return {name: value for name, value in made.items() if value is not _GONE}


def rows(element: etree._Element, kind: str) -> list[Row]:
    """Every row of a kind that stands in an element itself."""
    return [_row(one) for one in element.iterchildren(ROW) if one.get("kind") == kind]


_GONE = object()


def _row(holder: etree._Element) -> Row:
    return {one.get("name", ""): _value(one) for one in holder.iterchildren(f"{PREFIX}field")}


def _write(holder: etree._Element, name: str | None, value: Any) -> None:
    named = {} if name is None else {"name": name}
    field = etree.SubElement(holder, f"{PREFIX}field", **named)
    if isinstance(value, Mapping):
        field.set("type", "map")
        for key, one in value.items():
            _write(field, clean(key), one)
    elif isinstance(value, list):
        field.set("type", "list")
        for one in value:
            _write(field, None, one)
    elif value is None:
        field.set("type", "none")
    elif isinstance(value, bool):
        field.set("type", "flag")
        field.text = "1" if value else "0"
    elif isinstance(value, int | float):
        field.set("type", "number")
        field.text = repr(value)
    else:
        field.text = clean(value)


def _value(field: etree._Element) -> Any:
    text = field.text or ""
    match field.get("type"):
        case "map":
            return {one.get("name", ""): _value(one) for one in field}
        case "list":
            return [_value(one) for one in field]
        case "none":
            return None
        case "flag":
            return text == "1"
        case "number":
            return int(text) if text.lstrip("-").isdigit() else float(text)
        case "gone":
            return _GONE
    return text
