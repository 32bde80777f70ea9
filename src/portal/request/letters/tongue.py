"""Sentences by id go in, whole sentences in one language come out: plurals, dates, both Serbian scripts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from portal.ground.languages.script import to_latin

DATA = Path(__file__).parents[4] / "data"
"""The folder of facts in a checkout of this repository."""

WRITTEN = ("en", "de", "fr", "it", "es", "sq", "sr")
LANGUAGES = (*WRITTEN, "sr-latn")
LONGEST = 200
"""Letters of one filled-in value: names of targets and labels come from strangers."""


def _slavic(number: int) -> int:
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else 2


# The cardinal rules of Unicode CLDR, as indices into the forms that a sentence lists.
PLURALS: Mapping[str, Callable[[int], int]] = {
    "en": lambda number: int(number != 1),
    "de": lambda number: int(number != 1),
    "fr": lambda number: int(number > 1),
    "it": lambda number: int(number != 1),
    "es": lambda number: int(number != 1),
    "sq": lambda number: int(number != 1),
    "sr": _slavic,
    "sr-latn": _slavic,
}
FORMS = {language: 3 if language.startswith("sr") else 2 for language in LANGUAGES}


def one_line(text: str, longest: int = LONGEST) -> str:
    """Return the text on one line, without control characters, at most `longest` letters long."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 8 * longest]).split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Tongue:
    """The sentences of one language."""

    language: str
    sentences: Mapping[str, str | tuple[str, ...]]

    def has(self, key: str) -> bool:
        """Say whether there is a sentence with this id."""
        return key in self.sentences

    def say(self, key: str, number: int | None = None, **values: str | date) -> str:
        """Return the sentence with its values filled in; `number` chooses among plural forms and fills `{n}`.

        Raises KeyError where the sentence, or a value that it needs, is missing.
        """
        sentence = self.sentences[key]
        if not isinstance(sentence, str):
            if number is None:
                raise KeyError(f"{key} needs a number")
            sentence = sentence[PLURALS[self.language](number)]
        filled = {
            name: self.day(value) if isinstance(value, date) else one_line(value) for name, value in values.items()
        }
        return sentence.format_map({**filled, "n": str(number)})

    def day(self, day: date) -> str:
        """Return a date as this language writes it."""
        months = self.sentences["date.months"]
        form = self.sentences["date.first"] if day.day == 1 and self.has("date.first") else self.sentences["date.form"]
        if isinstance(months, str) or not isinstance(form, str):
            raise KeyError("date.months is a list, date.form a sentence")
        return form.format(day=day.day, month=months[day.month - 1], year=day.year)


def flat(table: Mapping[str, Any], above: str = "") -> dict[str, str | tuple[str, ...]]:
    """Return nested tables of sentences as one table with dotted ids."""
    found: dict[str, str | tuple[str, ...]] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{above}{name}.")
        else:
            found[above + name] = value if isinstance(value, str) else tuple(value)
    return found


def _in_latin(sentence: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return to_latin(sentence) if isinstance(sentence, str) else tuple(to_latin(form) for form in sentence)


@lru_cache(maxsize=4)
def load_letters(root: Path = DATA) -> Mapping[str, Tongue]:
    """Return the sentences of every language in `root`/letters, read once; Serbian Latin is made from Cyrillic."""
    tongues = {}
    for language in WRITTEN:
        table = tomllib.loads((root / "letters" / f"{language}.toml").read_text(encoding="utf-8"))
        tongues[language] = Tongue(language, flat(table))
    tongues["sr-latn"] = Tongue("sr-latn", {key: _in_latin(text) for key, text in tongues["sr"].sentences.items()})
    return tongues
