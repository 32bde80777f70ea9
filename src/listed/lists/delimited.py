"""Lines of text in, tables of their fields out: CSV and its kin, tabs, bars, and plain lines."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator

from listed.lists.literals import unescape
from listed.lists.table import Table

_DELIMITERS = "\t,;|:"
_MOST_COLUMNS = 40
_LONGEST_FIELD = 1 << 20


def delimited(text: str, hint: str) -> Iterator[Table]:
    """The table that separated lines are; plain lines make a table of one column. A header row stays a row."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    if len(lines) < 8:
        return
    delimiter = _delimiter(lines)
    if delimiter is None:
        yield Table("", "text", hint, {"line": [line.strip() for line in lines]})
        return
    rows = list(_rows(lines, delimiter))
    width = min(_MOST_COLUMNS, Counter(map(len, rows)).most_common(1)[0][0])
    header = [name.strip().lower() or str(index) for index, name in enumerate(rows[0])]
    columns = {
        f"{index + 1}": [row[index].strip() if len(row) > index else "" for row in rows] for index in range(width)
    }
    yield Table("", "text", f"{hint} {' '.join(header)[:400]}", columns)


def _rows(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    if delimiter == ":":
        yield from (line.split(":") for line in lines)
        return
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error:
            continue


def _delimiter(lines: list[str]) -> str | None:
    """The sign that most lines have equally often, tabs before commas before the rest."""
    sample = lines[:: max(1, len(lines) // 60)][:60]
    for sign in _DELIMITERS:
        counts = Counter(line.count(sign) for line in sample)
        counts.pop(0, None)
        if counts and sum(counts.values()) >= len(sample) * 0.8 and counts.most_common(1)[0][1] >= len(sample) * 0.4:
            return sign
    return None


_KEY = re.compile(r"[^\"=:#!\s][^\"=:\s]*+")


def pairs(text: str, hint: str) -> Iterator[Table]:
    """`key = value` lines as one table: properties, `.strings`, ini and language files."""
    found = [pair for line in text.split("\n") if (pair := _pair(line.strip()))]
    if len(found) >= 8:
        keys = [re.split(r"[._\-\s]", key)[-1] for key, _ in found]
        whole = [key for key, _ in found]
        yield Table("", "text", hint, {"key": keys, "whole key": whole, "value": [_plain(value) for _, value in found]})


def _pair(line: str) -> tuple[str, str] | None:
    """The key, which may stand in quotes, and the value of a line, or None where it has no two parts."""
    if line.startswith('"'):
        key, _, rest = line[1:].partition('"')
    else:
        match = _KEY.match(line)
        key, rest = (match[0], line[match.end() :]) if match else ("", "")
    rest = rest.lstrip()
    if not key or not rest:
        return None
    rest = rest[2:] if rest.startswith("=>") else rest[rest[0] in "=:" :]
    return key.strip(), rest.strip().removeprefix('"').removesuffix(";").removesuffix('"')


def _plain(value: str) -> str:
    return unescape(value).strip() if "\\u" in value else value.strip()
