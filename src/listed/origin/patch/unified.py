"""A file's bytes before and after in; a unified diff that `patch -p1` and `git apply` take, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CONTEXT = 3
_NO_END = b"\\ No newline at end of file\n"


@dataclass(slots=True)
class _Change:
    """Lines `first` to `behind` of the old file, from 0, that become `new`."""

    first: int
    behind: int
    new: list[bytes]


def unified(path: str, old: bytes, insertions: Sequence[tuple[int, bytes]]) -> bytes:
    """The diff of one file: `insertions` are offsets in `old`, rising, with what comes to stand there."""
    lines = old.splitlines(keepends=True) if b"\r" not in old and b"\x0c" not in old else _lines(old)
    changes = _changes(lines, insertions)
    if not changes:
        return b""
    name = quoted(path)
    head = b"--- " + _header("a", name) + b"\n+++ " + _header("b", name) + b"\n"
    return head + b"".join(_hunks(lines, changes))


def quoted(path: str) -> str:
    """A path as diffs write it: letters beyond ASCII and quotes as C escapes in quotes, as git and patch read it."""
    raw = path.encode()
    if all(0x20 <= byte < 0x7F and byte not in b'"\\' for byte in raw):
        return path
    inner = "".join(chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\' else f"\\{byte:03o}" for byte in raw)
    return f'"{inner}"'


def _header(side: str, name: str) -> bytes:
    if name.startswith('"'):
        return f'"{side}/{name[1:]}'.encode()
    # A tab ends the name, so that spaces in it are not taken for the end.
    return f"{side}/{name}{chr(9) if ' ' in name else ''}".encode()


def _lines(data: bytes) -> list[bytes]:
    pieces = data.split(b"\n")
    lines = [piece + b"\n" for piece in pieces[:-1]]
    return [*lines, pieces[-1]] if pieces[-1] else lines


def _changes(lines: Sequence[bytes], insertions: Sequence[tuple[int, bytes]]) -> list[_Change]:
    changes: list[_Change] = []
    for number, placed in _by_line(lines, insertions):
        new = b"".join(text for _, text in placed)
        if number == len(lines) or (new.endswith(b"\n") and not any(inside for inside, _ in placed)):
            change = _Change(number, number, _lines(new))
        else:
            change = _Change(number, number + 1, _lines(_grown(lines[number], placed)))
        if changes and changes[-1].behind == change.first:
            changes[-1].new += change.new
            changes[-1].behind = change.behind
        else:
            changes.append(change)
    return changes


def _by_line(
    lines: Sequence[bytes], insertions: Sequence[tuple[int, bytes]]
) -> Iterator[tuple[int, list[tuple[int, bytes]]]]:
    """The insertions of each line, with their places in it; what comes behind the last line has a number of its own."""
    found: dict[int, list[tuple[int, bytes]]] = {}
    number = start = 0
    for at, text in insertions:
        while number < len(lines) and at >= start + len(lines[number]):
            start += len(lines[number])
            number += 1
        if number == len(lines) and lines and not lines[-1].endswith(b"\n"):
            found.setdefault(number - 1, []).append((at - start + len(lines[-1]), text))
        else:
            found.setdefault(number, []).append((at - start, text))
    yield from found.items()


def _grown(line: bytes, placed: Sequence[tuple[int, bytes]]) -> bytes:
    pieces, last = [], 0
    for inside, text in placed:
        pieces += [line[last:inside], text]
        last = inside
    return b"".join((*pieces, line[last:]))


def _hunks(lines: Sequence[bytes], changes: Sequence[_Change]) -> Iterator[bytes]:
    grown = index = 0
    while index < len(changes):
        group = [changes[index]]
        while index + 1 < len(changes) and changes[index + 1].first - group[-1].behind <= 2 * _CONTEXT:
            index += 1
            group.append(changes[index])
        index += 1
        first = max(0, group[0].first - _CONTEXT)
        behind = min(len(lines), group[-1].behind + _CONTEXT)
        more = sum(len(change.new) - (change.behind - change.first) for change in group)
        size, new_size = behind - first, behind - first + more
        yield f"@@ -{_range(first, size)} +{_range(first + grown, new_size)} @@\n".encode()
        yield from _body(lines, group, first, behind)
        grown += more


def _range(first: int, size: int) -> str:
    return f"{first + (size > 0)},{size}"


def _body(lines: Sequence[bytes], group: Sequence[_Change], first: int, behind: int) -> Iterator[bytes]:
    at = first
    for change in group:
        yield from (_line(b" ", line) for line in lines[at : change.first])
        yield from (_line(b"-", line) for line in lines[change.first : change.behind])
        yield from (_line(b"+", line) for line in change.new)
        at = change.behind
    yield from (_line(b" ", line) for line in lines[at:behind])


def _line(sign: bytes, line: bytes) -> bytes:
    return sign + line if line.endswith(b"\n") else sign + line + b"\n" + _NO_END
