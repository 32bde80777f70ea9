"""Nested values in, every table of cells that they hold out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from listed.lists.anchors import part_cells
from listed.lists.table import Table

# Lists of a part of the world say nothing where they stand in data, so short ones need not be read; but for the parts
# of the place's parent, which are few.
FEWEST = 60
FEWEST_OF_PARENT = 8
FEWEST_IN_PARTS = 60
DEEPEST = 40
_MOST_COLUMNS = 90
_SAMPLE = 24
_CONTAINERS = frozenset((dict, list, tuple))
_MOST_PARTS = 5000
_MOST_IN_PARTS = 20000


def tables_of(root: object, hint: str = "", offset: int = 0, path: tuple[str, ...] = ()) -> Iterator[Table]:
    """Every container under `root` with at least FEWEST rows, as a table; and containers that are parts of one list.

    `root` is what a JSON reader returns: dicts, lists, strings, numbers. `hint` and `offset` are handed on; `path`
    leads to `root`. Shared containers are visited once. Coordinates are passed over.
    """
    seen: set[int] = set()
    queue: list[tuple[object, tuple[str, ...], bool]] = [(root, path, False)]
    while queue:
        node, path, in_row = queue.pop()
        if not isinstance(node, (dict, list, tuple)) or id(node) in seen or len(path) > DEEPEST:
            continue
        seen.add(id(node))
        values: Sequence[object] = list(node.values()) if isinstance(node, dict) else node
        if not values or _is_numbers(values):
            continue
        if len(values) >= FEWEST or (len(values) >= FEWEST_OF_PARENT and _speaks_of_parent(node)):
            yield _table(node, values, path, hint, offset)
        if not in_row:
            yield from _parts(values, path, hint, offset)
        # Only containers go on the queue: most values of most documents are not.
        keys: Sequence[object] = list(node) if isinstance(node, dict) else ()
        shape = values[0].keys() if len(values) >= FEWEST and isinstance(values[0], dict) else None
        for index, value in enumerate(values):
            if type(value) in _CONTAINERS and value and not _is_plain_record(value, shape):
                step = str(keys[index]) if keys else ""
                queue.append((value, (*path, step) if step else path, len(values) >= FEWEST))


def _is_plain_record(value: object, shape: object) -> bool:
    """Whether this is a record of plain values, short or of the `shape` of its neighbours, as most nodes are."""
    if len(value) >= FEWEST_OF_PARENT and not (isinstance(value, dict) and value.keys() == shape):  # type: ignore[arg-type]
        return False
    inner = value.values() if isinstance(value, dict) else value
    return not any(type(one) in _CONTAINERS for one in inner)  # type: ignore[attr-defined]


def _speaks_of_parent(node: object) -> bool:
    """Whether a key, a value or the first value of a record is the place as a part of its parent."""
    known = part_cells()
    values: Iterable[object] = node.values() if isinstance(node, dict) else node  # type: ignore[assignment]
    if isinstance(node, dict) and not known.isdisjoint(node):
        return True
    for one in values:
        first = next(iter(one.values()), None) if type(one) is dict else one
        if type(first) is str and first in known:
            return True
    return False


def _table(node: object, values: Sequence[object], path: tuple[str, ...], hint: str, offset: int) -> Table:
    columns: dict[str, list[str]] = {}
    if isinstance(node, dict):
        columns["key"] = [str(key) for key in node]
    columns.update(_fields(values))
    return Table(".".join(filter(None, path)), "data", f"{hint} {' '.join(path)}", columns, offset, path=path)


def _is_numbers(values: Sequence[object]) -> bool:
    """Whether this is coordinates: numbers in lists, as maps hold them by the million."""
    first = values[0]
    for _ in range(6):
        if not isinstance(first, (list, tuple)) or not first:
            break
        first = first[0]
    return isinstance(first, float) or (isinstance(first, int) and isinstance(values[0], (list, tuple)))


def _text(value: object) -> str:
    if type(value) is str:
        return value
    if type(value) is int:
        return str(value)
    if isinstance(value, (list, tuple)) and value and type(value[0]) in (str, int):
        return str(value[0])
    return ""


def _fields(values: Sequence[object], prefix: str = "", depth: int = 0) -> dict[str, list[str]]:
    """The columns that records share: `name`, `name.common`, `0`; `value` for rows that are no records."""
    columns: dict[str, list[str]] = {}
    sample = values[:: max(1, len(values) // _SAMPLE)][: _SAMPLE + 1]
    enough = max(1, len(sample) // 4)
    if sum(type(value) in (str, int) for value in sample) >= enough:
        columns[prefix.rstrip(".") or "value"] = [
            value if type(value) is str else str(value) if type(value) is int else "" for value in values
        ]
    if sum(isinstance(value, dict) for value in sample) >= enough:
        for name in _shared_names(sample, enough):
            column = [value.get(name) if isinstance(value, dict) else None for value in values]
            columns.update(_cells(column, f"{prefix}{name}", depth))
    if sum(isinstance(value, (list, tuple)) for value in sample) >= enough:
        width = min(12, max(len(value) for value in sample if isinstance(value, (list, tuple))))
        for index in range(width):
            column = [
                value[index] if isinstance(value, (list, tuple)) and len(value) > index else None for value in values
            ]
            columns.update(_cells(column, f"{prefix}{index}", depth))
    return dict(list(columns.items())[:_MOST_COLUMNS])


def _shared_names(sample: Sequence[object], enough: int) -> list[str]:
    counts: dict[str, int] = {}
    for value in sample:
        if isinstance(value, dict):
            for name in value:
                counts[name] = counts.get(name, 0) + 1
    return [name for name, count in counts.items() if count >= enough][:_MOST_COLUMNS]


def _cells(column: list[object], name: str, depth: int) -> dict[str, list[str]]:
    if depth < 2 and any(isinstance(cell, dict) for cell in column[:_SAMPLE]):
        return _fields(column, f"{name}.", depth + 1)
    texts = [cell if type(cell) is str else _text(cell) for cell in column]
    return {name: texts} if any(texts) else {}


def _parts(values: Sequence[object], path: tuple[str, ...], hint: str, offset: int) -> Iterator[Table]:
    """Small lists side by side, read as one: groups by continent or letter, columns, groups inside records."""
    if not 2 <= len(values) <= _MOST_PARTS:
        return
    if len(values) < FEWEST_IN_PARTS and not any(type(one) in _CONTAINERS for one in values):
        return
    lists = [value for value in values if isinstance(value, (list, tuple))]
    if len(lists) * 2 >= len(values):
        yield from _one_list(lists, (*path, "*"), hint, offset)
        return
    records = [value for value in values if isinstance(value, dict)]
    if len(records) * 2 < len(values):
        return
    yield from _one_mapping(records, (*path, "*"), hint, offset)
    for name in _shared_names(records[:_SAMPLE], max(1, min(_SAMPLE, len(records)) // 3)):
        inner = [record[name] for record in records if isinstance(record.get(name), (list, tuple))]
        if len(inner) * 2 >= len(records):
            yield from _one_list(inner, (*path, "*", name), hint, offset)


def _one_list(lists: Sequence[Sequence[object]], path: tuple[str, ...], hint: str, offset: int) -> Iterator[Table]:
    some = [one for one in lists if one]
    total = sum(map(len, some))
    if len(some) > 2 and len(some[0]) < FEWEST_OF_PARENT and len(set(map(len, some))) == 1:
        return  # records
    if len(some) >= 2 and FEWEST_IN_PARTS <= total <= _MOST_IN_PARTS and not _is_numbers(some[0]):
        whole = list(chain.from_iterable(some))
        table = _table(whole, whole, path, hint, offset)
        table.parts = len(some)
        yield table


def _one_mapping(
    mappings: list[dict[object, object]], path: tuple[str, ...], hint: str, offset: int
) -> Iterator[Table]:
    """Mappings whose keys go on where the last one's ended; records, whose keys repeat, are no parts of one list."""
    if len(mappings) < 2:
        return
    total = sum(map(len, mappings))
    if not FEWEST_IN_PARTS <= total <= _MOST_IN_PARTS or (
        len(mappings) > 2 and mappings[0].keys() == mappings[1].keys()
    ):
        return
    whole: dict[object, object] = {}
    for mapping in mappings:
        whole.update(mapping)
    if len(whole) * 4 >= total * 3:
        table = _table(whole, list(whole.values()), path, hint, offset)
        table.parts = len(mappings)
        yield table
