"""A seed in; a page's made history out: typing, reverts, moved paragraphs, cuts, pasted nonsense, mistakes."""

from __future__ import annotations

import random
from dataclasses import dataclass

_HEADS = ("ba", "de", "fi", "go", "hu", "ja", "ke", "li", "mo", "nu", "pa", "qe", "ri", "so", "tu", "va", "xhe", "zi")
_MIDDLES = ("rta", "shka", "lle", "ndri", "mbo", "nja", "gje", "tho")
_ENDS = ("në", "sh", "it", "eve", "uar", "ave", "ën", "ti")
_COMMON = (
    "Prishtina është qytet në Kosovë ; Приштина је град . the of a and [[Kosova|Kosovë]] {{cite|url=http://a.example/b "
    "}} 1999 <ref name=x /> <ref>burim</ref> ''Rugova'' shkrimtar lindi më vjet , ( ) == | - :"
)
_WORDS = _COMMON.split(" ")
_RARE = [f"{head}{middle}{end}" for head in _HEADS for middle in _MIDDLES for end in _ENDS]


@dataclass(frozen=True)
class Fed:
    """One revision: its number, its author, its text."""

    rev: int
    user: int
    text: str


def make_history(seed: int, revisions: int = 30, longest: int = 40) -> list[Fed]:
    """A page's history, always the same for a seed; `longest` is the most words that one edit types."""
    chance = random.Random(seed)
    texts = [_typed(chance, longest)]
    while len(texts) < revisions:
        texts.append(_edited(chance, texts, longest))
    return [Fed(100 + number, chance.randint(1, 4), text) for number, text in enumerate(texts)]


def _typed(chance: random.Random, longest: int) -> str:
    words = [_word(chance) for _ in range(chance.randint(1, longest))]
    return "".join(word + chance.choice((" ", " ", " ", " ", ". ", "\n", "\n\n")) for word in words).strip()


def _word(chance: random.Random) -> str:
    return chance.choice(_WORDS if chance.random() < 0.5 else _RARE)


def _edited(chance: random.Random, texts: list[str], longest: int) -> str:
    text = texts[-1]
    parts = text.split("\n\n")
    what = chance.random()
    if what < 0.12:
        return chance.choice(texts)
    if what < 0.24:
        chance.shuffle(parts)
    elif what < 0.32:
        parts.insert(chance.randint(0, len(parts)), chance.choice(parts))
    elif what < 0.40:
        del parts[chance.randrange(len(parts))]
    elif what < 0.46:
        parts.append("haha " * chance.randint(5, 60))
    elif what < 0.49:
        return text[: len(text) // 4]
    elif what < 0.75:
        parts.insert(chance.randint(0, len(parts)), _typed(chance, longest))
    else:
        parts = [_mistyped(chance, part) if chance.random() < 0.5 else part for part in parts]
    return "\n\n".join(parts)


def _mistyped(chance: random.Random, part: str) -> str:
    words = part.split(" ")
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(words))
        words[place : place + chance.randint(0, 2)] = [_word(chance)]
        words = words or [""]
    return " ".join(words)
