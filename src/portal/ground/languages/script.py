"""Serbian in Cyrillic letters in, the same text in Latin letters out; all that is not Serbian Cyrillic stays."""

from __future__ import annotations

import re

_PAIRS = (
    "аa бb вv гg дd ђđ еe жž зz иi јj кk лl љlj мm нn њnj оo пp рr сs тt ћć уu фf хh цc чč џdž шš"  # Vuk's alphabet
)
LETTERS = {pair[0]: pair[1:] for pair in _PAIRS.split()}
"""The exact table of Serbian: thirty letters, three of which become two Latin ones."""

_LATIN = {**LETTERS, **{small.upper(): latin.capitalize() for small, latin in LETTERS.items()}}
_CAPITAL, _SMALL = "А-ЯЂЈЉЊЋЏA-ZĐŽĆČŠ", "а-яђјљњћџa-zđžćčš"
_ACCENTS = "[\u0300-\u036f]*"

# A digraph is written in capitals inside a word in capitals: before another capital, or after one and at the end.
# A single capital is an initial, and an initial is written Lj., Nj., Dž.
_IN_CAPITALS = re.compile(f"[ЉЊЏ](?={_ACCENTS}[{_CAPITAL}])|(?<=[{_CAPITAL}])[ЉЊЏ](?!{_ACCENTS}[{_SMALL}])")

EXCEPTIONS = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"\w+://\S+",
    r"[\w-]+(?:\.[\w-]+)*\.срб\b(?:/\S*)?",
)
"""What is an address is not a word: in other letters it would lead elsewhere. Patterns of what stays as written."""

_STAYS = re.compile("|".join(f"(?:{pattern})" for pattern in EXCEPTIONS))


def to_latin(text: str) -> str:
    """Return Serbian Cyrillic in Serbian Latin: ЉУБАВ is LJUBAV, Љубав is Ljubav, Љ. is Lj. Addresses stay."""
    done, parts = 0, []
    for stays in _STAYS.finditer(text):
        parts += [_letters(text[done : stays.start()]), stays[0]]
        done = stays.end()
    return "".join([*parts, _letters(text[done:])])


def _letters(text: str) -> str:
    text = _IN_CAPITALS.sub(lambda found: _LATIN[found[0]].upper(), text)
    return "".join(_LATIN.get(letter, letter) for letter in text)
