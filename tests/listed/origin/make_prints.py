"""Made origins for tests: their lists in, the prints that a list is compared with out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from listed.lists import Document, PlaceList, lists_in
from listed.names import load
from listed.origin.binary import Sections
from listed.origin.prints import Prints
from listed.origin.reading import mark

sys.path.append(str(Path(__file__).resolve().parents[3] / "data"))
from build.prints.faces import Face
from build.prints.pack import pack

names = load()
Row = tuple[str, str]
ISO = sorted(code for code in names.codes if names.kind(code) == "iso")


def make_rows(language: str = "en", **other: str) -> list[Row]:
    """Code and name of every place of ISO 3166-1, by name; `other` names some otherwise."""
    rows = [(code, other.get(code, names.display(code, language))) for code in ISO]
    return sorted(rows, key=lambda row: row[1])


def make_face(origin: str, rows: Sequence[Row], *versions: int, language: str = "en") -> Face:
    """One list of an origin, in its releases of these numbers (the first one where none is given)."""
    order = tuple(dict.fromkeys(code for code, _ in rows))
    spelled = tuple(sorted({mark(name) for _, name in rows}))
    return Face(origin, language, order, frozenset(order), spelled, frozenset({"A2"}), (), set(versions or (0,)))


def make_origin(
    id_: str, *versions: str, kind: str = "library", since: int = 2015, copy_of: str = ""
) -> dict[str, Any]:
    """The record of an origin."""
    return {
        "id": id_,
        "name": id_.partition(":")[2] or id_,
        "kind": "library",
        "since": since,
        "versions": list(versions or ("1.0.0",)),
        "copy_of": copy_of.split(),
        "packages": [id_],
    }


def make_prints(origins: Sequence[dict[str, Any]], *faces: Face) -> Prints:
    """The prints of made origins."""
    return Prints(Sections(pack(origins, faces, {}, "2026-01-01")))


def select(rows: Sequence[Row]) -> str:
    """A page with these rows to choose from."""
    options = "".join(f'<option value="{escape(code)}">{escape(name)}</option>' for code, name in rows)
    return (
        f'<form><label>Country <select name="country"><option value="">Choose</option>{options}</select></label></form>'
    )


def read(text: str, path: str = "") -> PlaceList:
    """The longest list of places in a document."""
    return max(lists_in(names, Document(path, text.encode("utf-8", "replace"))), key=lambda places: len(places.rows))
