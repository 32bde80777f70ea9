"""An IATI file in; what is wrong with it by the official schema, code lists and rules of version 2.03, out.

They stand in the package pyIATI, which is installed for its files and never imported: its code is for older Pythons.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from portal.strategy.donor import rules

VERSION = "2.03"
_XSD = {"iati-activities": "iati-activities-schema.xsd", "iati-organisations": "iati-organisations-schema.xsd"}
_X = "{http://www.w3.org/2001/XMLSchema}"
_NAMESPACES = {"xml": "http://www.w3.org/XML/1998/namespace"}


class SchemaLackingError(RuntimeError):
    """The files of the standard are not installed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `kind`: schema, codes or rules; `place`: a path of elements; `line`: in the file."""

    kind: str
    place: str
    message: str
    line: int


def folder() -> Path:
    """Where the files of the standard lie. Raises SchemaLackingError where they are not installed."""
    spec = find_spec("iati")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        if (found := Path(place) / "resources" / "standard" / "2-03").is_dir():
            return found
    raise SchemaLackingError("the files of IATI 2.03 are not installed: run ./run setup")


def faults(root: etree._Element) -> list[Fault]:
    """All that is wrong with a file: its shape first, alone where that is wrong, then its codes and the rules."""
    return schema_faults(root) or [*code_faults(root), *rule_faults(root)]


def schema_faults(root: etree._Element) -> list[Fault]:
    """What the official XSD says. A root that it does not know is one fault."""
    name = _XSD.get(str(root.tag))
    if name is None:
        return [Fault("schema", f"/{root.tag}", "the file starts with iati-activities or iati-organisations", 1)]
    schema = _schema(name)
    if schema.validate(root):
        return []
    return [Fault("schema", one.path or f"/{root.tag}", one.message, one.line) for one in schema.error_log]


def code_faults(root: etree._Element) -> Iterator[Fault]:
    """Codes that stand in no list, of those lists that IATI calls complete; `@version` has to be that of the schema."""
    if root.get("version") != VERSION:
        yield Fault("codes", f"/{root.tag}/@version", f"{root.get('version')!r} is not {VERSION}", 1)
    for path, where, codes in _mappings():
        for holder in root.xpath(path, namespaces=_NAMESPACES):
            parent = holder.getparent()
            if str(holder) in codes or (where and not parent.xpath(where)):
                continue
            name = getattr(holder, "attrname", None) or "text()"
            place = f"{root.getroottree().getpath(parent)}/@{name}"
            yield Fault("codes", place, f"{str(holder)!r} is not in IATI's list", parent.sourceline or 0)


def rule_faults(root: etree._Element) -> Iterator[Fault]:
    """What IATI's standard rules say beyond the schema."""
    for context, checks in _rules().items():
        for element in root.xpath(context):
            for message in rules.broken(element, checks):
                yield Fault("rules", root.getroottree().getpath(element), message, element.sourceline or 0)


@cache
def _schema(name: str) -> etree.XMLSchema:
    tree = etree.parse(folder() / "schemas" / name)
    _made_certain(tree.getroot())
    return etree.XMLSchema(tree)


def _made_certain(schema: etree._Element) -> None:
    """Write `any*, recipient-country*, any*` of the schema of organisations as `any*, (recipient-country+, any*)?`.

    Both allow the same documents, but the first breaks XSD's rule of unique particles, and libxml2 refuses it.
    """
    for country in schema.iterfind(f".//{_X}complexType[@name='documentLinkWithReceipientCountry']//{_X}element"):
        if country.get("name") == "recipient-country":
            country.attrib.pop("minOccurs")
            country.getparent().set("minOccurs", "0")


@cache
def _codelist(name: str) -> tuple[frozenset[str], bool]:
    root = etree.parse(folder() / "codelists" / f"{name}.xml").getroot()
    return frozenset(one.text or "" for one in root.iter("code")), root.get("complete") == "1"


@cache
def _mappings() -> tuple[tuple[str, str, frozenset[str]], ...]:
    found = []
    for one in etree.parse(folder() / "codelist-mapping.xml").getroot():
        codes, is_complete = _codelist(one.find("codelist").get("ref"))
        path = one.findtext("path")
        if is_complete and path not in {"//iati-activities/@version", "//iati-organisations/@version"}:
            found.append((path, one.findtext("condition") or "", codes))
    return tuple(found)


@cache
def _rules() -> dict[str, Any]:
    text = (folder() / "rulesets" / "standard_ruleset.json").read_text(encoding="utf-8")
    return dict(json.loads(text))
