"""A release of a package goes in; its lists of the whole world, as the engine reads them, come out."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build.prints.releases import spec
from listed.lists import PlaceList, lists_in
from listed.lists.directory import tables_of_paths
from listed.lists.places import read_places
from listed.names import Names, load
from listed.sources import Options, SourceError, Unread, open_target
from listed.verdict.judge import judge
from listed.verdict.summary import is_for_use

USUAL = ("country", "nationality", "phone-code", "flag", "map", "region", "iban", "currency")
READ_AS = 1  # of what is kept: count up when what is kept of a list changes

# What is kept of one list: `where`, `criterion`, `form`, `shown` (the column that people read), `columns` (name: kind)
# and `rows` (the territories of a row, and its cells in the order of `columns`).
Kept = dict[str, Any]


def lists_of(address: str, version: str, origin: dict[str, Any], cache: Path) -> list[Kept]:
    """The lists of one release, from `cache` where it was read before. Raises SourceError where it cannot be had."""
    target = spec(address, version)
    asked = json.dumps([READ_AS, target, origin.get("files"), origin.get("criteria")])
    path = cache / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"
    if path.is_file():
        return json.loads(path.read_bytes())
    found = [_kept(places, where, criterion) for places, where, criterion in _read(target, origin)]
    cache.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found))
    return found


def _read(target: str, origin: dict[str, Any]) -> Iterator[tuple[PlaceList, str, str]]:
    names = load()
    wanted = re.compile(origin.get("files", ""))
    with open_target(target, Options(timeout=240)) as opened:
        paths = []
        for item in opened.documents():
            if isinstance(item, Unread):
                if not item.path:
                    raise SourceError(f"{target}: {item.reason}")
                continue
            if not is_for_use(item.path) or not wanted.search(item.path):
                continue
            paths.append(item.path)
            if item.media != "inode/unread":
                for places in lists_in(names, item):
                    yield from _world(names, places, item.path, origin)
        for table in tables_of_paths(paths):
            places = read_places(names, table)
            if places is not None:
                yield from _world(names, places, table.where, origin)


def _world(names: Names, places: PlaceList, path: str, origin: dict[str, Any]) -> Iterator[tuple[PlaceList, str, str]]:
    answer = judge(names, places, path)
    if answer is None or answer.scope != "world" or answer.criterion not in origin.get("criteria", USUAL):
        return
    yield places, f"{path}#{places.table.where}".rstrip("#"), answer.criterion


def _kept(places: PlaceList, where: str, criterion: str) -> Kept:
    columns = {name: column.kind for name, column in places.columns.items()}
    cells = [places.table.columns[name] for name in columns]
    return {
        "where": where,
        "criterion": criterion,
        "form": places.table.form,
        "shown": places.label,
        "columns": columns,
        "rows": [[sorted(ids), *row] for ids, *row in zip(places.rows, *cells, strict=True)],
    }
