"""The files of `data/places` go in; their records, ready for the binary, come out."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from build.rows import HERE
from listed.names.text import normalise


@cache
def place_records() -> dict[str, dict[str, Any]]:
    """Give the record of each place by its id, its parent subdivisions as keys. Raises KeyError for a lacking field."""
    records: dict[str, dict[str, Any]] = {}
    for path in sorted((HERE / "places").glob("*.toml")):
        record = tomllib.loads(path.read_text(encoding="utf-8"))
        record["parent_subdivisions"] = sorted({normalise(name) for name in record["parent_subdivisions"]})
        records[record["id"]] = record
    return records
