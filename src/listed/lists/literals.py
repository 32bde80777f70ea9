"""Source text of any bracket language in, nested Python values out: strings, lists and pairs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

DEEPEST = 60
# How many quotes without an end, each this many characters long or longer, are borne with: each costs a long look.
_FAR, _MOST_FAR = 5_000, 64
_OPEN = "([{"
# Values that say nothing are values all the same: `{name: "Kosovo", iso: null}` is a record.
_NOTHING = frozenset(("null", "nil", "None", "NULL", "undefined", "void", "true", "false", "True", "False"))
# So many words in a row without a sign between them are a list of words: `%w[AD AE AF ...]`, `qw(AD AE AF ...)`.
_FEWEST_WORDS = 6

_TOKEN = re.compile(
    r"""
      "((?:[^"\\]++|\\.)*+)"
    | '((?:[^'\\\n]++|\\.)*+)'
    | `((?:[^`\\]++|\\.)*+)`
    | \[(?:\s*-?[\d.]+(?:e-?\d+)?\s*,?){1,4}+\]
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
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL
)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "0": "", "\n": ""}
# Words of the languages themselves; they would only fill columns of their own.
_NOISE = frozenset(
    [
        "new",
        "return",
        "case",
        "break",
        "const",
        "let",
        "var",
        "static",
        "final",
        "public",
        "private",
        "protected",
        "export",
        "default",
        "readonly",
        "def",
        "val",
        "void",
        "0",
        "null",
        "nil",
        "None",
        "true",
        "false",
        "True",
        "False",
        "undefined",
        "my",
        "our",
        "use",
        "array",
        "Array",
        "list",
        "List",
        "dict",
        "tuple",
        "vec",
        "String",
        "string",
        "u",
        "b",
        "r",
        "L",
        "N",
        "f",
    ]
)


@dataclass(slots=True)
class _Open:
    """One container that is being read: its finished rows and the row under way."""

    rows: list[list[object]] = field(default_factory=list)
    row: list[object] = field(default_factory=list)
    pairs: int = 0
    paired: bool = False

    def end_row(self) -> None:
        if self.row:
            self.rows.append(self.row)
            self.pairs += self.paired and len(self.row) == 2
            self.row = []
        self.paired = False


def unescape(text: str) -> str:
    r"""A string literal's content with its escapes (`\n`, `\u00e9`, `\x41`, `\u{1F1FD}`, `\U0001F1FD`) resolved."""
    if "\\" not in text:
        return text
    plain = _ESCAPE.sub(_escape, text)
    try:  # two escaped halves of one character
        return plain.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return plain.encode("utf-8", "replace").decode("utf-8")


def _escape(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3] or match[4]
    if digits:
        number = int(digits, 16)
        return chr(number) if number <= 0x10FFFF else ""
    return _PLAIN.get(match[5], match[5])


def parse(text: str, start: int = 0) -> tuple[object, int]:
    """The container that opens at `start` as nested lists and dicts, and the offset behind its closing bracket.

    Where no bracket opens at `start`, all text behind it is read as one container. Nothing is refused: what closes
    without having been opened is passed over, what never closes ends with the text. Deeper than DEEPEST is flattened.
    """
    stop = len(text)
    enclosed = start < stop and text[start] in _OPEN
    stack = [_Open()]
    top = stack[0]
    extra = 0
    noise = ""
    far = 0
    for match in _TOKEN.finditer(text, start):
        kind = match.lastindex
        if kind is None:
            continue
        if kind not in {6, 7}:
            noise = ""
        if kind == 8:
            # A quote that nothing closes was looked for to the end of its line, or of the text.
            line_end = text.find("\n", match.end()) if match[8] == "'" else stop
            far += (stop if line_end < 0 else line_end) - match.end() > _FAR
            if far > _MOST_FAR:
                break
            continue
        if kind <= 3:
            top.row.append(unescape(match[kind]))
        elif kind == 7:
            noise = match[7]
            if noise not in _NOISE:
                top.row.append(noise)
                noise = ""
            elif noise in _NOTHING and top.paired and len(top.row) == 1:
                top.row.append("")
            continue
        elif kind == 5:
            if match[5] != "\n" or (top.row and not (top.paired and len(top.row) == 1)):
                top.end_row()
        elif kind == 6:
            if noise and not top.row:
                top.row.append(noise)
            top.paired = True
        elif match[4] in _OPEN:
            if len(stack) >= DEEPEST:
                extra += 1
                continue
            top = _Open()
            stack.append(top)
        elif extra:
            extra -= 1
        elif len(stack) > 1:
            top = _close(stack)
            if enclosed and len(stack) == 1:
                return _only(top), match.end()
    while len(stack) > 1:
        _close(stack)
    return _only(stack[0]), stop


def _close(stack: list[_Open]) -> _Open:
    node = _value(stack.pop())
    stack[-1].row.append(node)
    return stack[-1]


def _only(top: _Open) -> object:
    top.end_row()
    if len(top.rows) == 1 and len(top.rows[0]) == 1:
        return top.rows[0][0]
    return _value(top)


def _value(container: _Open) -> object:
    """A container as a dict where nearly all rows are pairs with different keys, else as a list."""
    container.end_row()
    rows = container.rows
    if container.pairs >= len(rows) * 0.8 and rows:
        pairs = {row[0]: row[1] for row in rows if len(row) == 2 and isinstance(row[0], str)}
        if len(pairs) >= len(rows) * 0.8:
            return pairs
    if len(rows) == 1:
        return rows[0]
    if max(map(len, rows), default=0) >= _FEWEST_WORDS and all(isinstance(cell, str) for row in rows for cell in row):
        return [cell for row in rows for cell in row]
    return [_item(row) for row in rows]


def _item(row: list[object]) -> object:
    """A row as one value: `put("AF", "Afghanistan")` and `AF("Afghanistan")` become flat records."""
    if len(row) == 1:
        return row[0]
    flat: list[object] = []
    for cell in row:
        if isinstance(cell, list) and len(cell) <= 12 and all(isinstance(part, str) for part in cell):
            flat.extend(cell)
        elif isinstance(cell, list) and len(cell) == 1:
            flat.append(cell[0])
        else:
            flat.append(cell)
    return flat
