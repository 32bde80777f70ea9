"""Wikitext in; how many words a reader sees of it in each script out: no bytes, no guess from a language's mean."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

import regex  # type: ignore[import-untyped]

from wiki.measures.text import visible

# ISO 15924 by the first word of a letter's Unicode name.
_SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "DEVANAGARI": "Deva", "BENGALI": "Beng", "CJK": "Hani", "HIRAGANA": "Hira", "KATAKANA": "Kana",
    "HANGUL": "Hang", "THAI": "Thai", "ETHIOPIC": "Ethi", "TAMIL": "Taml", "TELUGU": "Telu", "GUJARATI": "Gujr",
    "GURMUKHI": "Guru", "KHMER": "Khmr", "LAO": "Laoo", "MYANMAR": "Mymr", "SINHALA": "Sinh", "TIBETAN": "Tibt",
    "FULLWIDTH": "Latn", "MALAYALAM": "Mlym", "KANNADA": "Knda", "SYRIAC": "Syrc", "THAANA": "Thaa", "COPTIC": "Copt",
    "GLAGOLITIC": "Glag", "ELBASAN": "Elba",
}  # fmt: skip
_UNSPACED = frozenset({"Hani", "Hira", "Kana", "Thai", "Laoo", "Khmr", "Mymr"})
_ASCII = regex.compile(r"[A-Za-z]+(?:'[A-Za-z]+)*")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\u00ad\u200c\u200d]*(?:['’ʼ]\p{L}[\p{L}\p{M}\u00ad\u200c\u200d]*)*")


def count(text: str) -> dict[str, int]:
    """The words of the visible text by script (ISO 15924: Latn, Cyrl, Grek, Arab …; Zzzz is any other), most first.

    A word is a run of letters with their accents; an apostrophe inside joins (`s'ka` is one), a hyphen parts
    (`Prishtinë-Pejë` are two). Its script is that of its first letter. Numbers, emoji and marks belong to no script and
    are no words. Scripts that put no space between words are counted by letters. What is visible: see `text.visible`.
    """
    return counted(visible(text))


def counted(plain: str) -> dict[str, int]:
    """The words of plain text by script, as `count` does it."""
    if plain.isascii():
        found = sum(1 for _ in _ASCII.finditer(plain))
        return {"Latn": found} if found else {}
    total: Counter[str] = Counter()
    for word in _WORD.findall(plain):
        script = script_of(word[0])
        total[script] += _letters(word) if script in _UNSPACED else 1
    return dict(total.most_common())


@lru_cache(maxsize=4096)
def script_of(letter: str) -> str:
    """A letter's script by ISO 15924; Zzzz where we have no name for it."""
    return _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].partition("-")[0], "Zzzz")


def _letters(word: str) -> int:
    return sum(1 for letter in word if letter.isalpha())


def gained(old: str | None, new: str) -> dict[str, int]:
    """Words more (or fewer: negative) in each script; scripts without change are left out.

    `old` None: the page did not exist before. An unknown text must not be given as None.
    """
    before, after = count(old) if old else {}, count(new)
    return {
        script: after.get(script, 0) - before.get(script, 0)
        for script in {**after, **before}
        if after.get(script, 0) != before.get(script, 0)
    }
