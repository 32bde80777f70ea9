"""A text in any script of ours in; what it is compared by when people search, out: Ђаковица and djakovica meet."""

from __future__ import annotations

import re
import unicodedata

from portal.ground.languages.script import LETTERS

_CYRILLIC = {
    **LETTERS,
    **dict(zip("ыэіґєѕ", ("i", "e", "i", "g", "je", "dz"), strict=True)),  # neighbours: Russian, Ukrainian, Macedonian
    **dict(zip("щюяъь", ("sc", "ju", "ja", "", ""), strict=True)),
}
_LATIN = {"ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
_SIGNS = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "‐": "-"}


def _plain(text: str) -> str:
    """Take the marks off the letters: č and ё are c and е with a mark on top."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


_TABLE = {
    **{ord(letter): _plain(latin) for letter, latin in _CYRILLIC.items()},
    **{ord(letter): latin for letter, latin in (_LATIN | _SIGNS).items()},
}
# Who has no đ types dj or d. All three are one, in the text and in what is searched for.
_DJ = re.compile("đ|dj+")


def fold(text: str) -> str:
    """Return the text in small plain Latin letters with single spaces. Folding twice changes nothing."""
    small = _plain(_plain(text).casefold()).translate(_TABLE)
    return " ".join(_DJ.sub("d", small).split())
