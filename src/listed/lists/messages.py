"""Translation catalogues in, tables of message and translation out: gettext `.po` and `.mo`."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from listed.lists.literals import unescape
from listed.lists.table import Table

_STRINGS = r'((?:"(?:[^"\\\n]++|\\.)*+"\s*+)++)'
_PO = re.compile(rf"^msgid\s++{_STRINGS}^msgstr(?:\[0\])?+\s++{_STRINGS}", re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\\n]++|\\.)*+)"')
_MOST_MESSAGES = 500_000
# Strings may overlap; a file whose strings are many times its size was made to do harm.
_MOST_TIMES_THE_FILE = 4


def tables_of_po(text: str, hint: str) -> Iterator[Table]:
    """The one table of a `.po` file: `msgid` and `msgstr`."""
    rows = [(_joined(source), _joined(target)) for source, target in _PO.findall(text)]
    if len(rows) >= 8:
        yield Table("", "catalogue", hint, {"msgid": [row[0] for row in rows], "msgstr": [row[1] for row in rows]})


def _joined(quoted: str) -> str:
    return unescape("".join(_QUOTED.findall(quoted)))


def is_mo(data: bytes) -> bool:
    """Whether `data` begins as a compiled catalogue does, in either order of bytes."""
    return data[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")


def tables_of_mo(data: bytes, hint: str) -> Iterator[Table]:
    """The one table of a compiled catalogue, as far as it can be read. Format: GNU gettext manual, 10.3."""
    if len(data) < 28 or not is_mo(data):
        return
    order = "<" if data[0] == 0xDE else ">"
    count, source_at, target_at = struct.unpack_from(f"{order}8x3I", data, 0)
    count = min(count, _MOST_MESSAGES)
    sources, targets = _strings(data, order, source_at, count), _strings(data, order, target_at, count)
    if len(sources) == len(targets) >= 8:
        texts = [source.rpartition("\x04")[2] for source in sources]
        yield Table("", "catalogue", hint, {"msgid": texts, "msgstr": targets})


def _strings(data: bytes, order: str, at: int, count: int) -> list[str]:
    """The strings of one of a catalogue's two tables, without plural forms; none where the table lies."""
    if at + 8 * count > len(data):
        return []
    numbers = struct.unpack_from(f"{order}{2 * count}I", data, at)
    pieces = [data[start : start + size] for size, start in zip(numbers[::2], numbers[1::2], strict=True)]
    if sum(map(len, pieces)) > _MOST_TIMES_THE_FILE * len(data):
        return []
    return [piece.partition(b"\x00")[0].decode("utf-8", "replace") for piece in pieces]
