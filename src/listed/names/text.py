"""Labels as people write them go in; the plain keys under which names are kept come out."""

from __future__ import annotations

import unicodedata

# Apostrophes join what they stand in (Cote d'Ivoire), full stops shorten (U.S.A.): both vanish.
# Every other mark parts words.
_VANISH = frozenset("'.`´ʹʻʼʽʾʿˈˊˋ‘’‛′＇․。｡·・•ـ")
# Letters that Unicode does not take apart, as lists without accents write them.
_PLAIN = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŧ": "t",
    "ё": "е", "ѐ": "е", "ѝ": "и", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك",
    "ھ": "ه", "ہ": "ه", "ە": "ه", "ة": "ه", "ۃ": "ه", "ؤ": "و", "ئ": "ي",
}  # fmt: skip


def _fold(char: str) -> str:
    """What one composed, case-folded character becomes in a key: nothing, a space, or plain letters."""
    if char in _VANISH:
        return ""
    if char in _PLAIN:
        return _PLAIN[char]
    point, kind = ord(char), unicodedata.category(char)
    if 0x300 <= point <= 0x36F or 0x591 <= point <= 0x5C7 or 0x64B <= point <= 0x65F or point == 0x670:
        return ""
    if kind == "Cf" or 0xFE00 <= point <= 0xFE0F:
        return ""
    if kind[0] in "PSZC":
        return " "
    if point < 0x400 or 0x1E00 <= point <= 0x1FFF:
        parts = unicodedata.normalize("NFD", char)
        return "".join(_PLAIN.get(part, part) for part in parts if not 0x300 <= ord(part) <= 0x36F)
    return char


class _Table(dict[int, str]):
    """A table for `str.translate` that learns each character when it first meets it."""

    def __missing__(self, point: int) -> str:
        self[point] = folded = _fold(chr(point))
        return folded


_TABLE = _Table()
_ASCII = {point: _fold(chr(point).lower()) for point in range(128)}


def normalise(label: str) -> str:
    """Give the key of a label: what stays equal however the label was typed.

    Case, accents of Latin and Greek letters, Hebrew and Arabic vowel points, flags, direction marks, soft hyphens,
    symbols and punctuation are dropped, and runs of space become one; vowel signs of other scripts stay. The empty
    string comes back for a label of marks alone. Applying it twice changes nothing. Never raises.
    """
    if label.isascii():
        return " ".join(label.translate(_ASCII).split())
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", label).casefold())
    return " ".join(unicodedata.normalize("NFC", plain.translate(_TABLE)).split())


_WORDS = {
    "of": "", "the": "", "and": "", "n": "north", "st": "saint", "ste": "saint", "sainte": "saint", "is": "islands",
    "isl": "islands", "isls": "islands", "island": "islands", "isle": "islands", "isles": "islands",
    "rep": "republic", "repub": "republic", "dem": "democratic", "fed": "federated", "fmr": "former",
    "terr": "territory", "territories": "territory", "pdr": "peoples democratic republic",
    "dpr": "democratic peoples republic", "dr": "democratic republic", "dm": "democratic", "s": "south",
    "brit": "british", "br": "british", "fr": "french", "ant": "antilles", "utd": "united", "u": "united",
    "un": "united", "sts": "states", "fs": "federated states", "fyr": "former yugoslav republic",
    "people": "peoples", "rb": "republic", "plurinational": "", "bolivarian": "", "sar": "",
    "prc": "peoples republic china", "region": "", "special": "", "administrative": "", "southern": "south",
    "northern": "north", "afr": "african", "gren": "grenadines", "grenad": "grenadines", "equat": "equatorial",
}  # fmt: skip


def loose_key(key: str) -> str:
    """Give an English key with short forms written out, small words dropped and words sorted.

    'korea rep', 'republic of korea' and 'korea republic of the' all become 'korea republic'. `key` is what
    `normalise` gave; the result is only good for looking up in the table of loose keys.
    """
    words: set[str] = set()
    for word in key.split():
        words.update(_WORDS.get(word, word).split())
    return " ".join(sorted(words))
