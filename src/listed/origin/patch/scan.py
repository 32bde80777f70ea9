"""Source text of any bracket language in; its lists and records, with the place of every value, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from listed.lists.literals import unescape
from listed.origin.patch.grid import Cell

DEEPEST = 60
_OPEN = "([{"
# How many quotes that nothing closes, this many characters or more before the end, are borne with: each costs a look.
_FAR, _MOST_FAR = 5_000, 64
_TOKEN = re.compile(
    r"""
      ("(?:[^"\\]++|\\.)*+")
    | ('(?:[^'\\\n]++|\\.)*+')
    | (`(?:[^`\\]++|\\.)*+`)
    | ([][(){}])
    | (,|;|\n)
    | (=>|->|[:=])
    | ([\w$@.+-]+)
    | (["'`])
    | /\*[^*]*\*+(?:[^/*][^*]*\*+)*/
    | //[^\n]*
    | \#(?![\w{])[^\n]*
    """,
    re.VERBOSE | re.DOTALL,
)
# Words before a value that say nothing of it: `new`, the type of a string.
_PREFIXES = frozenset(("new", "return", "u", "b", "r", "L", "N", "f"))


@dataclass(slots=True)
class Node:
    """A pair of brackets: `start` and `end` with them, the entries inside, and the sign behind the last one."""

    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)
    trailing: int = -1
    title: str = ""


@dataclass(slots=True)
class Entry:
    """What stands between two commas: its key, where it has one, and its values."""

    start: int
    end: int = -1
    key: Cell | None = None
    values: list[Cell | Node] = field(default_factory=list)

    def grow(self, value: Cell | Node) -> None:
        """Take one more value in."""
        self.values.append(value)
        self.end = value.end


@dataclass(slots=True)
class _Open:
    node: Node
    entry: Entry | None = None

    def take(self, value: Cell | Node) -> None:
        if self.entry is None:
            self.entry = Entry(value.start)
            self.node.entries.append(self.entry)
        self.entry.grow(value)

    def pair(self) -> None:
        entry = self.entry
        if entry is not None and entry.key is None and len(entry.values) == 1 and isinstance(entry.values[0], Cell):
            entry.key = entry.values.pop()  # type: ignore[assignment]

    def separate(self, sign: str, end: int) -> None:
        entry = self.entry
        if entry is not None and sign == "\n" and not entry.values:
            return
        if sign == ",":
            self.node.trailing = end
        self.entry = None


def scan(text: str, start: int = 0) -> Node:
    """The brackets that open at `start`; where none does, all text behind it as if it stood in brackets."""
    enclosed = start < len(text) and text[start] in _OPEN
    root = Node(start, len(text))
    stack = [_Open(root)]
    far = extra = 0
    for match in _TOKEN.finditer(text, start):
        kind = match.lastindex
        top = stack[-1]
        if kind is None:
            continue
        if kind == 8:
            far += len(text) - match.end() > _FAR
            if far > _MOST_FAR:
                break
            continue
        if kind <= 3:
            whole = match[kind]
            top.take(Cell(match.start(), match.end(), unescape(whole[1:-1]), whole[0]))
        elif kind == 7:
            if match[7] not in _PREFIXES:
                top.take(Cell(match.start(), match.end(), match[7], ""))
        elif kind == 6:
            top.pair()
        elif kind == 5:
            top.separate(match[5], match.end())
        elif match[4] in _OPEN:
            if len(stack) < DEEPEST:
                stack.append(_Open(Node(match.start(), len(text))))
            else:
                extra += 1
        elif extra:
            extra -= 1
        elif len(stack) > 1:
            node = stack.pop().node
            node.end = match.end()
            node.trailing = node.trailing if node.entries and node.trailing >= node.entries[-1].end else -1
            stack[-1].take(node)
            if enclosed and len(stack) == 1:
                return node
    while len(stack) > 1:
        node = stack.pop().node
        stack[-1].take(node)
    return root


def containers(root: Node) -> list[tuple[Node, tuple[str, ...]]]:
    """Every pair of brackets under `root`, itself among them, with the keys that lead to it."""
    found: list[tuple[Node, tuple[str, ...]]] = []
    waiting: list[tuple[Node, tuple[str, ...]]] = [(root, ())]
    while waiting:
        node, keys = waiting.pop()
        found.append((node, keys))
        for entry in node.entries:
            inner = (*keys, entry.key.text) if entry.key else keys
            names = [value.text for value in entry.values if isinstance(value, Cell)]
            above = inner or tuple(names[-1:])
            waiting.extend((value, above) for value in entry.values if isinstance(value, Node))
    return found
