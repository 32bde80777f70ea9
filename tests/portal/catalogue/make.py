"""Small catalogues and graphs for tests of the catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from portal.catalogue.files import Catalogue

DAY = "2026-11-23"


def make_catalogue(*rows: dict[str, Any]) -> Catalogue:
    """A catalogue of these targets: libraries with an npm address, if nothing else is said."""
    full = [
        {
            "name": row["slug"],
            "address": f"npm:{row['slug']}",
            "kind": "library",
            "layer": 1,
            "owner": "somebody",
            "category": "country-list",
            **row,
        }
        for row in rows
    ]
    owners = {"somebody": {"name": "Somebody", "kind": "open-source"}}
    return Catalogue({"licences": {"open": []}}, owners, {row["slug"]: row for row in full})


def make_node(key: str, **values: Any) -> dict[str, Any]:
    """A line of nodes.jsonl."""
    registry = key.partition(":")[0] if ":" in key else ""
    return {"key": key, "name": key, "registry": registry, "source": "a test", "as_of": DAY, **values}


def make_link(node: str, upstream: str, how: str = "depends", **values: Any) -> dict[str, Any]:
    """A line of links.jsonl."""
    return {"node": node, "upstream": upstream, "how": how, "source": "a test", "as_of": DAY, **values}


def write_graph(folder: Path, nodes: list[Any], links: list[Any]) -> Path:
    """The two files of a graph; a line that is a text stands there as it is."""
    (folder / "graph").mkdir(parents=True, exist_ok=True)
    for name, lines in (("nodes", nodes), ("links", links)):
        text = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
        (folder / f"graph/{name}.jsonl").write_text(text, encoding="utf-8")
    return folder
