"""A reply and its headers go in; which kind of answer it seems to be, and the very words that say so, come out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.ground.languages.fold import fold
from portal.reply.reading.automatic import is_automatic
from portal.reply.reading.newest import newest_part
from portal.request.letters.objections import load_objections
from portal.request.letters.tongue import DATA

LONGEST = 8_000
"""Letters that are looked at: what decides stands at the head of a reply."""

ORDER = (
    "removal-asked",
    "automatic",
    "iso-only",
    "needs-proof",
    "wrong-person",
    "political",
    "upstream",
    "no-time",
    "considering",
    "done",
)
"""Which kind wins where signs weigh the same: the one that would be worst to overlook first."""

DOUBT = 2
"""What is added to the weight of all signs: one short sign alone is worth less than several."""

ALWAYS = ("removal-asked",)
"""Kinds that one sign is enough for: a wish to be left alone is obeyed, whatever else is said."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a machine thinks a reply is; a person decides.

    `reason`: the words or the header that decided, or empty where none did. `confidence`: from 0 to 1, the share of
    this kind in the weight of all signs that were found; a ranking, not a probability.
    """

    kind: str
    reason: str
    confidence: float


def classify(text: str, headers: Mapping[str, str], root: Path = DATA) -> Suggestion:
    """Return the kind of answer that the newest part of a reply seems to be: `unclear` where no sign is found."""
    subject = next((value for name, value in headers.items() if name.lower() == "subject"), "")
    if machine := is_automatic(headers, subject):
        return Suggestion("automatic", machine, 1.0)
    written = newest_part(text)[:LONGEST]
    said = fold(written)
    found = {kind: hits for kind, pattern in _patterns(root).items() if (hits := _hits(pattern, said))}
    if not found:
        return Suggestion("unclear", "", 0.0)
    weights = {kind: sum(len(hit.split()) for hit in hits) for kind, hits in found.items()}
    certain = [kind for kind in ALWAYS if kind in found]
    best = certain[0] if certain else max(found, key=lambda kind: (weights[kind], -ORDER.index(kind)))
    confidence = weights[best] / (sum(weights.values()) + DOUBT)
    return Suggestion(best, _as_written(max(found[best], key=len), said, written), round(confidence, 2))


def _as_written(hit: str, said: str, written: str) -> str:
    """Return the words of the reply that a sign met, as their writer wrote them, for a person to look for."""
    words = written.split()
    if len(words) != len(said.split()):
        return hit
    start = said.index(hit)
    first = said.count(" ", 0, start)
    last = first + said.count(" ", start, start + len(hit))
    return " ".join(words[first : last + 1]).strip(".,;:!?()\"'„“”«»")


def _hits(pattern: re.Pattern[str], said: str) -> list[str]:
    return list(dict.fromkeys(hit[0] for hit in pattern.finditer(said)))


@lru_cache(maxsize=4)
def _patterns(root: Path) -> Mapping[str, re.Pattern[str]]:
    kinds = load_objections(root)
    return {
        kind: re.compile("|".join(_pattern(sign) for signs in kinds[kind].signs.values() for sign in signs))
        for kind in ORDER
    }


def _pattern(sign: str) -> str:
    # Between words at most four others; each word and each gap is of one class of letters, so that no text is slow.
    parts = [re.escape(fold(part)).replace(r"\*", r"\w{0,20}") for part in sign.split(" .. ")]
    return r"(?<!\w)" + r"(?:\W+\w+){0,4}\W+".join(parts) + r"(?!\w)"
