"""Translation catalogues in, tables of message and translation out: gettext `.po` and `.mo`."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from listed.lists.literals import unescape
from listed.lists.table import Table

_PO = re.compile(
    r'^msgid\s+((?:"[^"\n]*(?:\\"[^"\n]*)*"\s*)+)^msgstr(?:\[0\])?\s+((?:"[^"\n]*(?:\\"[^"\n]*)*"\s*)+)', re.MULTILINE
)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_MOST_MESSAGES = 500_000


def tables_of_po(text: str, hint: str) -> Iterator[Table]:
    """The one table of a `.po` file: `msgid` and `msgstr`."""
    rows = [(_joined(source), _joined(target)) for source, target in _PO.findall(text)]
    if len(rows) >= 8:
        yield Table("", "catalogue", hint, {"msgid": [row[0] for row in rows], "msgstr": [row[1] for row in rows]})


def _joined(quoted: str) -> str:
    return unescape("".join(_QUOTED.findall(quoted)))


def tables_of_mo(data: bytes, hint: str) -> Iterator[Table]:
    """The one table of a compiled catalogue, as far as it can be read. Format: GNU gettext manual, 10.3."""
    if len(data) < 28 or data[:4] not in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"):
        return
    order = "<" if data[0] == 0xDE else ">"
    count, source_at, target_at = struct.unpack_from(f"{order}8x3I", data, 0)
    count = min(count, _MOST_MESSAGES)
    sources, targets = [], []
    for index in range(count):
        source, target = _string(data, order, source_at + 8 * index), _string(data, order, target_at + 8 * index)
        if source is None or target is None:
            break
        sources.append(source.split("\x04")[-1])
        targets.append(target)
    if len(sources) >= 8:
        yield Table("", "catalogue", hint, {"msgid": sources, "msgstr": targets})


def _string(data: bytes, order: str, at: int) -> str | None:
    if at < 0 or at + 8 > len(data):
        return None
    length, offset = struct.unpack_from(f"{order}2I", data, at)
    return data[offset : offset + length].split(b"\x00")[0].decode("utf-8", "replace") if offset <= len(data) else None
