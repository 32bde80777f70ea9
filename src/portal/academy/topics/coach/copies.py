"""Passages of sources and a draft in; which stretches of the draft stand word for word in a source, out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

SHINGLE = 6
"""Words in a row that are compared; names and set phrases are shorter."""
LEAST = 8
"""Words in a row that make a copy."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Copy:
    """A stretch of the draft that stands in a source, and how many words it has."""

    source: int
    excerpt: str
    words: int


def _words(plain: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(plain)]


def _print(words: list[str]) -> str:
    return hashlib.blake2b(" ".join(words).encode(), digest_size=6).hexdigest()


def _prints(words: list[str]) -> list[str]:
    return [_print(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def prints(passage: str) -> set[str]:
    """Fingerprints of every six words in a row of a passage, by which a copy is recognised and nothing can be read."""
    return set(_prints(_words(passage)))


def copies(plain: str, known: Mapping[int, Collection[str]]) -> list[Copy]:
    """The longest stretch of at least eight words that the draft shares with each source; the longest first.

    `known`: number of a source to the fingerprints of its passages. Quotations count too.
    """
    places = list(_WORD.finditer(plain))
    drafted = _prints([place[0].casefold() for place in places])
    found = []
    for source, its in known.items():
        theirs = frozenset(its)
        start, length = _longest([one in theirs for one in drafted])
        words = length + SHINGLE - 1
        if length and words >= LEAST:
            excerpt = plain[places[start].start() : places[start + words - 1].end()]
            found.append(Copy(source, " ".join(excerpt.split()), words))
    return sorted(found, key=lambda one: -one.words)


def _longest(shared: list[bool]) -> tuple[int, int]:
    best, length = (0, 0), 0
    for at, is_shared in enumerate(shared):
        length = length + 1 if is_shared else 0
        if length > best[1]:
            best = (at - length + 1, length)
    return best
