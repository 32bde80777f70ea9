"""A document's bytes in, where in them places are spoken of out: one fast pass that spares most documents all else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import hyperscan

ENOUGH = {"name": 3, "code": 5, "calling": 5, "flag": 4}
_MOST_HITS = 200_000
_ALPHA2 = "zw kg uz mz bw tj kz qa ye lk np bt vu wf az gq zm bj rw td al rs me mk".split()
_ALPHA3 = "zwe kgz uzb moz bwa tjk kaz yem lka npl btn vut tuv alb srb mne mkd".split()
_NUMERIC = "716 417 860 508 072 762 398 887 144 524 548 008 688 499".split()
_CALLING = "992 993 994 995 996 998 977 975 260 263 258 228 229 355 389 382".split()
_FLAGS = "ZW KG UZ MZ BW TJ KZ QA YE LK NP BT AZ AL RS ME".split()
_QUOTE = r"""["'`>|]"""
_SPECIAL = re.compile(r"([.^$*+?()\[{\\|/])")


@dataclass(frozen=True, slots=True)
class Hits:
    """Where anchors ended in the bytes, in rising order; `kinds` counts the different anchors of each kind."""

    ends: list[int]
    kinds: dict[str, int]

    @property
    def enough(self) -> bool:
        """Whether the document speaks of enough places of one kind to hold a list."""
        return any(self.kinds.get(kind, 0) >= few for kind, few in ENOUGH.items())


def hits(data: bytes) -> Hits:
    """All anchors in `data`, which is UTF-8 or ASCII; at most _MOST_HITS of them."""
    database, kinds = _compiled()
    ends: list[int] = []
    seen: set[int] = set()

    def met(identifier: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
        ends.append(end)
        seen.add(identifier)
        return True if len(ends) >= _MOST_HITS else None

    try:
        database.scan(data, match_event_handler=met)
    except hyperscan.ScanTerminated:
        pass
    counts: dict[str, int] = {}
    for kind, _ in {kinds[identifier] for identifier in seen}:
        counts[kind] = counts.get(kind, 0) + 1
    ends.sort()
    return Hits(ends, counts)


@cache
def _compiled() -> tuple[hyperscan.Database, list[tuple[str, str]]]:
    patterns: dict[str, tuple[str, str]] = {}
    for code, name in _names():
        for form in _forms(name):
            patterns.setdefault(_SPECIAL.sub(r"\\\1", form), ("name", code))
    patterns.update(_codes())
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    expressions = [pattern.encode() for pattern in patterns]
    database.compile(
        expressions=expressions,
        ids=list(range(len(expressions))),
        flags=[hyperscan.HS_FLAG_CASELESS] * len(expressions),
    )
    return database, list(patterns.values())


def _names() -> Iterable[tuple[str, str]]:
    for line in Path(__file__).with_name("anchors.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _, name = line.partition("\t")
            yield code, name


def _forms(name: str) -> set[str]:
    """How a name is written in bytes: as it is, in capitals, with escapes, with entities."""
    if name.isascii():
        return {name}
    escaped = name.encode("utf-16-be")
    units = [escaped[index : index + 2] for index in range(0, len(escaped), 2)]
    unicode = "".join(chr(unit[1]) if not unit[0] and unit[1] < 128 else f"\\u{unit.hex()}" for unit in units)
    return {name, name.upper(), unicode}


def _codes() -> dict[str, tuple[str, str]]:
    patterns = {}
    for code in (*_ALPHA2, *_ALPHA3):
        patterns[f"{_QUOTE}{code}[\"'`<|.]"] = ("code", code)
        patterns[f"[\\s{{,;(.\\-/_]{code}\\s*(?::|=|,|;|\\t|\\n|\\r|\\.| \\|)"] = ("code", code)
    for number in _NUMERIC:
        patterns[f"[\"'>,\\t]{number}[\"'<,\\t]"] = ("code", number)
    for number in _CALLING:
        patterns[f"[\"'+(>:,\\s]{number}[\"')<,\\s}}]"] = ("calling", number)
    for code in _FLAGS:
        patterns["".join(chr(0x1F1E6 + ord(letter) - 65) for letter in code)] = ("flag", code)
        patterns["".join(f"\\\\ud83c\\\\u{0xDDE6 + ord(letter) - 65:04x}" for letter in code)] = ("flag", code)
    return patterns
