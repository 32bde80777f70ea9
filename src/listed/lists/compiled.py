"""Compiled data in, tables of its strings out: pickles and libraries are read as bytes, never loaded or run."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from listed.lists.table import Table

FEWEST_STRINGS = 40
_NEAR = 16_000
_MOST_BYTES = 64 << 20
# Opcodes BINUNICODE and SHORT_BINUNICODE with a length below 128 (CPython, Lib/pickletools.py).
_PICKLED = re.compile(rb"X([\x01-\x7f])\x00\x00\x00|\x8c([\x01-\x7f])")
# A code, perhaps remembered (BINPUT, LONG_BINPUT, MEMOIZE), and the string behind it.
_PICKLED_PAIR = re.compile(
    rb"(?:X[\x02\x03]\x00\x00\x00|\x8c[\x02\x03])([A-Z]{2,3}|[0-9]{3})(?:q.|r.{4}|\x94)?"
    rb"(?:X([\x01-\x7f])\x00\x00\x00|\x8c([\x01-\x7f]))",
    re.DOTALL,
)
# A run is looked at once, from where it begins; of a long one the end counts.
_LONGEST = 80
_STRINGS = re.compile(rb"(?<![\x20-\x7e\x80-\xbf\xc2-\xf4])[\x20-\x7e\x80-\xbf\xc2-\xf4]{2,}+(?=\x00)")
_WIDE = re.compile(rb"(?<![\x20-\x7e]\x00)(?:[\x20-\x7e]\x00){2,}+(?=\x00\x00)")
_CODE = re.compile(r"[A-Z]{2,3}|[0-9]{3}")


def is_pickle(data: bytes) -> bool:
    """Whether `data` begins and ends as pickles of protocol 2 and above do."""
    return data[:1] == b"\x80" and data[1:2] in b"\x02\x03\x04\x05" and data[-1:] == b"."


def tables_of_pickle(data: bytes, hint: str, places: list[int]) -> Iterator[Table]:
    """The strings of a pickle in their order, each code with the string behind it, as a mapping is written.

    Only what stands near the `places`, offsets in `data` in rising order, is read.
    """
    start, stop = max(0, places[0] - _NEAR), places[-1] + _NEAR
    pairs = {
        match[1].decode(): data[match.end() : match.end() + (match[2] or match[3])[0]].decode("utf-8", "replace")
        for match in _PICKLED_PAIR.finditer(data, start, stop)
    }
    if len(pairs) >= FEWEST_STRINGS:
        yield Table("", "data", hint, {"key": list(pairs), "value": list(pairs.values())})
        return
    strings: list[str] = []
    end = 0
    for match in _PICKLED.finditer(data, start, stop):
        if match.start() < end:
            continue
        end = match.end() + (match[1] or match[2])[0]
        try:
            strings.append(data[match.end() : end].decode())
        except UnicodeDecodeError:
            end = match.end()
    yield from _tables(strings, hint)


def tables_of_strings(data: bytes, hint: str) -> Iterator[Table]:
    """Runs of zero-ended strings, as libraries and resource files hold them, narrow or of two bytes a character."""
    for pattern, charset in ((_STRINGS, "utf-8"), (_WIDE, "utf-16-le")):
        run: list[str] = []
        end = 0
        for match in pattern.finditer(data[:_MOST_BYTES]):
            if match.start() - end > 64 and run:
                yield from _tables(run, hint)
                run = []
            run.append(match[0][-_LONGEST:].decode(charset, "replace"))
            end = match.end()
        yield from _tables(run, hint)


def _tables(strings: list[str], hint: str) -> Iterator[Table]:
    if len(strings) < FEWEST_STRINGS:
        return
    rows = [(code, text) for code, text in itertools.pairwise(strings) if _CODE.fullmatch(code)]
    rows = list(dict(rows).items())
    if len(rows) >= FEWEST_STRINGS:
        yield Table("", "data", hint, {"key": [code for code, _ in rows], "value": [text for _, text in rows]})
    else:
        yield Table("", "text", hint, {"string": strings})
