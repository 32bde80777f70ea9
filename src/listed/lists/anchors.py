"""A document's bytes in, where in them places are spoken of out: one fast pass that spares most documents all else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import hyperscan

# How many different anchors of a kind must stand within how many bytes before a list of the world may be there. What
# stands without quotes (`zw:`, `998,`) is met in any program that was made small, so it must come thick. One part of
# the place's parent is enough: such lists are short.
ENOUGH = {"name": (6, 100_000), "code": (7, 100_000), "key": (8, 12_000), "calling": (8, 60_000),
          "number": (10, 20_000), "flag": (8, 100_000), "part": (1, 1)}  # fmt: skip
# How many there must be in all. Tables of bank account numbers hold few of the codes.
# What a list of fifteen places has and prose has not.
CROWDED = (5, 8_000)
ENOUGH_IN_ALL = {"name": 10, "code": 7, "key": 8, "calling": 8, "number": 10, "flag": 8, "part": 1}
_MOST_HITS = 200_000
_ALPHA2 = [
    "zw",
    "kg",
    "uz",
    "mz",
    "bw",
    "tj",
    "kz",
    "qa",
    "ye",
    "lk",
    "np",
    "bt",
    "vu",
    "wf",
    "az",
    "gq",
    "zm",
    "bj",
    "rw",
    "td",
    "al",
    "rs",
    "me",
    "mk",
]
_ALPHA3 = [
    "zwe",
    "kgz",
    "uzb",
    "moz",
    "bwa",
    "tjk",
    "kaz",
    "yem",
    "lka",
    "npl",
    "btn",
    "vut",
    "tuv",
    "alb",
    "srb",
    "mne",
    "mkd",
]
_NUMERIC = ["716", "417", "860", "508", "072", "762", "398", "887", "144", "524", "548", "008", "688", "499"]
_CALLING = [
    "992",
    "993",
    "994",
    "995",
    "996",
    "998",
    "977",
    "975",
    "260",
    "263",
    "258",
    "228",
    "229",
    "355",
    "389",
    "382",
]
_FLAGS = ["ZW", "KG", "UZ", "MZ", "BW", "TJ", "KZ", "QA", "YE", "LK", "NP", "BT", "AZ", "AL", "RS", "ME"]
_QUOTE = r"""["'`>|]"""
_SPECIAL = re.compile(r"([.^$*+?()\[{\\|/])")


@dataclass(frozen=True, slots=True)
class Hits:
    """Where anchors ended in the bytes, in rising order; `kinds` counts the different anchors of each kind.

    `seeds` are those of the ends that stand thick enough for a list, and `anchors` what stands at each; the others are
    left to prose and to programs. `crowded` says whether names stand thick enough for a list of a part of the world.
    """

    kinds: dict[str, int]
    seeds: list[int]
    anchors: list[str]
    crowded: bool

    @property
    def enough(self) -> bool:
        """Whether the document speaks of enough places of one kind to hold a list."""
        return bool(self.seeds)

    @property
    def some(self) -> bool:
        """Whether the document may hold a list of the world, or of a part of it."""
        return self.crowded or self.enough


def hits(data: bytes) -> Hits:
    """All anchors in `data`, which is UTF-8 or ASCII; at most _MOST_HITS of them."""
    database, kinds = _compiled()
    met: list[tuple[int, int]] = []

    def note(identifier: int, _start: int, end: int, _flags: int, _context: object) -> bool | None:
        met.append((end, identifier))
        return True if len(met) >= _MOST_HITS else None

    try:
        database.scan(data, match_event_handler=note)
    except hyperscan.ScanTerminated:
        pass
    by_kind: dict[str, list[tuple[int, str]]] = {}
    for end, identifier in sorted(met):
        kind, code = kinds[identifier]
        by_kind.setdefault(kind, []).append((end, code))
    counts = {kind: len({code for _, code in ends}) for kind, ends in by_kind.items()}
    crowded = counts.get("name", 0) >= CROWDED[0] and bool(_thick(by_kind["name"], *CROWDED))
    if not any(count >= ENOUGH_IN_ALL[kind] for kind, count in counts.items()):
        return Hits(counts, [], [], crowded)
    seeds = dict(sorted(seed for kind, ends in by_kind.items() for seed in _thick(ends, *ENOUGH[kind])))
    return Hits(counts, list(seeds), list(seeds.values()), crowded)


def _thick(ends: list[tuple[int, str]], few: int, within: int) -> list[tuple[int, str]]:
    """The ends around which at least `few` different anchors stand within so many bytes."""
    thick: list[tuple[int, str]] = []
    counts: dict[str, int] = {}
    first = 0
    upto = -1
    for last, (end, code) in enumerate(ends):
        counts[code] = counts.get(code, 0) + 1
        while end - ends[first][0] > within:
            gone = ends[first][1]
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
            first += 1
        if len(counts) >= few:
            thick.extend(ends[max(first, upto + 1) : last + 1])
            upto = last
    return thick


@cache
def _compiled() -> tuple[hyperscan.Database, list[tuple[str, str]]]:
    patterns: dict[str, tuple[str, str]] = {}
    for code, form in _shortest_forms():
        patterns.setdefault(_SPECIAL.sub(r"\\\1", form), ("name", code))
    patterns.update({re.escape(name): ("part", name) for name in parts()})
    patterns.update(_codes())
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    expressions = [pattern.encode() for pattern in patterns]
    database.compile(
        expressions=expressions,
        ids=list(range(len(expressions))),
        # Codes with white space around them are words of many languages, but for capitals.
        flags=[0 if pattern.startswith("[\\s\"'(\\[]") else hyperscan.HS_FLAG_CASELESS for pattern in patterns],
    )
    return database, list(patterns.values())


@cache
def _kept() -> dict[str, list[str]]:
    """The lines of the anchors' file by what stands before the tab."""
    kept: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("anchors.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, _, name = line.partition("\t")
            kept.setdefault(key, []).append(name)
    return kept


def _names() -> Iterable[tuple[str, str]]:
    return ((key, name) for key, names in _kept().items() if len(key) == 2 for name in names)


def _shortest_forms() -> Iterable[tuple[str, str]]:
    """How anchors are written, without the forms that hold a shorter one of the same territory."""
    forms: dict[str, dict[str, str]] = {}
    for code, name in _names():
        forms.setdefault(code, {}).update({form.lower() if form.isascii() else form: form for form in _forms(name)})
    for code, by_key in forms.items():
        kept: list[str] = []
        for key in sorted(by_key, key=lambda key: (len(key), key)):
            if not any(shorter in key for shorter in kept):
                kept.append(key)
                yield code, by_key[key]


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
        patterns[f"[\\s{{,;(.\\-/_]{code}(?:[:=,;.|{{\\t\\n\\r]| [:=|{{])"] = ("key", code)
        patterns[f"[\\s\"'(\\[]{code.upper()}[\\s\"')\\]]"] = ("key", code)
    for number in _NUMERIC:
        patterns[f"[\"'>,\\t]{number}[\"'<,\\t]"] = ("code", number)
    for number in _CALLING:
        patterns[f"[\"'+(>]{number}[\"')<,\\s}}]"] = ("calling", number)
        patterns[f"[:,\\s]{number}[,\\s}}]"] = ("number", number)
    for code in _FLAGS:
        patterns["".join(chr(0x1F1E6 + ord(letter) - 65) for letter in code)] = ("flag", code)
        patterns["".join(f"\\\\ud83c\\\\u{0xDDE6 + ord(letter) - 65:04x}" for letter in code)] = ("flag", code)
    return patterns


@cache
def parts() -> frozenset[str]:
    """Names of parts of the place's parent that are words of nothing else."""
    return frozenset(_kept()["part_anchors"])


@cache
def part_cells() -> frozenset[str]:
    """What a cell of a list of the parent's parts is where the place is among them."""
    return parts() | frozenset(_kept()["part_cells"])


@cache
def part_signs() -> tuple[str, ...]:
    """Letters of which every list of the parent's parts that holds the place has some."""
    return tuple(_kept()["part_signs"])
