"""Codes, calling codes, flags, languages, currencies and the like go in; ids, tags or yes and no come out."""

from __future__ import annotations

import re
from functools import cached_property

from listed.names.binary import EMPTY, KeyTable, Pack
from listed.names.text import normalise

# Patterns stay text here: `re` keeps them compiled once used, and most runs use few.
_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_HOME_FLAG = "\U0001f3f4\U000e0067\U000e0062([\U000e0061-\U000e007a]{3})\U000e007f"
_DIALLED = "[+\\s\\d().\\-–‑/\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,24}"
_ZONE_OFFSET = r"(?:GMT|UTC|Z)\s*[+\-−–±]\s*\d{1,2}(?:[:.]?\d{2})?"
_OFFSET = rf"^\s*[(\[]\s*(?:{_ZONE_OFFSET}|GMT|UTC|[+\-−–±]\s*\d{{1,2}}:\d{{2}})\s*[)\]]|^\s*{_ZONE_OFFSET}(?!\d)"
_LANGUAGE = "[a-z]{2,3}(?:-[a-z]{4})?"
_TAG = r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?"


class Territory:
    """One row of the territory table; the fields are those of `Secondary`'s methods."""

    __slots__ = ("continent", "english", "kind", "neighbours", "region", "sovereign")

    def __init__(self, line: list[str]) -> None:
        self.kind, self.english, self.region, self.continent = line[:4]
        self.sovereign = line[4] == "yes"
        self.neighbours = frozenset(line[5].split())


class Secondary:
    """The lookups beside place names; each table is read when it is first asked."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    @cached_property
    def _territories(self) -> dict[str, Territory]:
        rows = (line.split("\t") for line in self._pack.lines("territories"))
        return {row[0]: Territory(row[1:]) for row in rows}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """All territory ids a country list of today can hold: ISO alpha-2, XK, and reserved ones (AC, IC, TA...)."""
        return tuple(i for i, t in self._territories.items() if t.kind in ("iso", "user-assigned", "reserved"))

    @cached_property
    def others(self) -> tuple[str, ...]:
        """Ids of our own and of history that `place` may also give: GB-ENG, X-ABK, YU..."""
        return tuple(i for i, t in self._territories.items() if t.kind in ("part", "unlisted", "historic"))

    def kind(self, territory: str) -> str:
        """Give `iso`, `user-assigned`, `reserved`, `part`, `unlisted` or `historic`; KeyError for an unknown id."""
        return self._territories[territory].kind

    def english(self, territory: str) -> str:
        """Give the common English name (CLDR); raises KeyError for an unknown id."""
        return self._territories[territory].english

    def region(self, territory: str) -> str:
        """Give the UN M49 subregion in English ('Southern Europe'); empty where there is none; KeyError if unknown."""
        return self._territories[territory].region

    def continent(self, territory: str) -> str:
        """Give the UN M49 region: Africa, Americas, Asia, Europe or Oceania, or empty; KeyError if unknown."""
        return self._territories[territory].continent

    def sovereign(self, territory: str) -> bool:
        """Say whether the id is a member or observer of the United Nations, or XK; KeyError if unknown."""
        return self._territories[territory].sovereign

    def neighbours(self, territory: str) -> frozenset[str]:
        """Give the ids that share a land border; KeyError if unknown."""
        return self._territories[territory].neighbours

    @cached_property
    def _codes(self) -> dict[str, tuple[str, frozenset[str]]]:
        rows = (line.split("\t") for line in self._pack.lines("codes"))
        return {code: (kind, frozenset(ids.split())) for code, kind, ids in rows}

    @cached_property
    def _other_codes(self) -> dict[str, frozenset[str]]:
        rows = (line.split("\t") for line in self._pack.lines("othercodes"))
        return {code: frozenset(ids.split()) for code, ids in rows}

    def code(self, text: str) -> frozenset[str]:
        """Give the ids of an ISO alpha-2, alpha-3 or three-digit code, or another in wide use for an id without one.

        Case does not matter. '8' is no code, '008' is. Unknown: the empty set.
        """
        entry = self._codes.get(text.upper()) if len(text) <= 3 and text.isascii() else None
        return entry[1] if entry else EMPTY

    def code_kind(self, text: str) -> str | None:
        """Give `alpha2`, `alpha3`, `numeric` or `other` for what `code` knows, None for the rest."""
        entry = self._codes.get(text.upper()) if len(text) <= 3 and text.isascii() else None
        return entry[0] if entry else None

    def other_code(self, text: str) -> frozenset[str]:
        """Give the ids of an IOC, FIFA or FIPS 10-4 code. Many clash with ISO codes of other places: weak evidence."""
        return self._other_codes.get(text.upper(), EMPTY)

    @cached_property
    def _calling(self) -> dict[str, frozenset[str]]:
        rows = (line.split("\t") for line in self._pack.lines("calling"))
        return {prefix: frozenset(ids.split()) for prefix, ids in rows}

    def calling(self, text: str | int) -> frozenset[str]:
        """Give the ids that are dialled with a calling code: '+383', '00383', '+1-684', '1684', 383. Unknown: empty."""
        shown = str(text)
        if shown.isascii() and shown.isdigit():
            return self._calling.get(shown.removeprefix("00"), EMPTY)
        if not re.fullmatch(_DIALLED, shown):
            return EMPTY
        digits = "".join(char for char in shown if char in "0123456789")
        return self._calling.get(digits.removeprefix("00"), EMPTY)

    def flag(self, text: str) -> str | None:
        """Give the id of the first flag emoji in the text that belongs to a territory, or None."""
        if text.isascii():
            return None
        for pair in re.findall(_FLAG, text):
            code = "".join(chr(ord(char) - 0x1F1E6 + 65) for char in pair)
            if code in self._territories:
                return code
        home = re.search(_HOME_FLAG, text)
        territory = "GB-" + "".join(chr(ord(char) - 0xE0000) for char in home[1]).upper() if home else ""
        return territory if territory in self._territories else None

    @cached_property
    def _demonyms(self) -> KeyTable:
        return KeyTable(self._pack, "demonyms")

    def demonym(self, label: str) -> frozenset[str]:
        """Give the ids whose citizens or nationality a word names ('Afghan', 'Kosovare'); unknown: the empty set."""
        return self._looked_up(self._demonyms, label)

    @cached_property
    def _languages(self) -> KeyTable:
        return KeyTable(self._pack, "languages")

    def language(self, label: str) -> frozenset[str]:
        """Give the tags of the languages a name stands for, in any language (CLDR); unknown: the empty set."""
        return self._looked_up(self._languages, label)

    @cached_property
    def _language_codes(self) -> frozenset[str]:
        return frozenset(self._pack.lines("languagecodes"))

    def language_code(self, text: str) -> bool:
        """Say whether the text is a language tag: a known language, with a script and a region or without."""
        return bool(re.fullmatch(_TAG, text)) and re.split("[-_]", text)[0].lower() in self._language_codes

    @cached_property
    def _currencies(self) -> KeyTable:
        return KeyTable(self._pack, "currencies")

    def currency(self, label: str) -> frozenset[str]:
        """Give the ISO 4217 codes of a current currency's code or name in any language; unknown: the empty set."""
        return self._looked_up(self._currencies, label)

    @cached_property
    def _timezones(self) -> frozenset[str]:
        return frozenset(self._pack.lines("timezones"))

    def timezone(self, label: str) -> bool:
        """Say whether the text names a time zone: an IANA id, a Windows or CLDR name, or '(GMT+01:00) Belgrade'."""
        return normalise(label) in self._timezones or bool(re.search(_OFFSET, label, re.IGNORECASE))

    @cached_property
    def _subdivisions(self) -> KeyTable:
        return KeyTable(self._pack, "subdivisions")

    def subdivision(self, label: str) -> frozenset[str]:
        """Give the ids of the countries that have a subdivision of this name or full code ('Texas', 'RS-KM')."""
        return self._looked_up(self._subdivisions, label)

    @cached_property
    def _subdivision_codes(self) -> KeyTable:
        return KeyTable(self._pack, "subcodes")

    def subdivision_code(self, text: str) -> frozenset[str]:
        """Give the ids of the countries with a subdivision of this bare code ('TX', 'KM', '25'); unknown: empty."""
        return self._subdivision_codes.get(text.lower())

    @cached_property
    def _calendar(self) -> frozenset[str]:
        return frozenset(self._pack.lines("calendar"))

    def calendar(self, label: str) -> bool:
        """Say whether the label is the name of a month or a day of the week, in any language, whole or shortened."""
        return normalise(label) in self._calendar

    @cached_property
    def _display(self) -> dict[str, dict[str, str]]:
        ids, names = self._pack.lines("display.ids"), self._pack.lines("display.names")
        numbers, width = self._pack.numbers("display.index"), len(ids)
        return {
            language: {
                territory: names[n - 1]
                for territory, n in zip(ids, numbers[row * width : (row + 1) * width], strict=True)
                if n
            }
            for row, language in enumerate(self._pack.lines("display.languages"))
        }

    @cached_property
    def display_languages(self) -> tuple[str, ...]:
        """The languages that `display` has names in, without regional variants: `sq`, `sr`, `sr-latn`."""
        return tuple(language for language in self._display if re.fullmatch(_LANGUAGE, language))

    def display(self, territory: str, language: str) -> str:
        """Give the name of a territory in a language ('sq', 'sr-Latn', 'pt_BR'); English where there is none.

        Raises KeyError for an unknown id.
        """
        tag = language.replace("_", "-").lower()
        while tag:
            if territory in (names := self._display.get(tag, {})):
                return names[territory]
            tag = tag.rpartition("-")[0]
        return self.english(territory)

    @staticmethod
    def normalise(label: str) -> str:
        """Give the key of a label: see `listed.names.normalise`."""
        return normalise(label)

    @staticmethod
    def _looked_up(table: KeyTable, label: str) -> frozenset[str]:
        key = normalise(label)
        hit = table.get(key)
        if not hit and not label.isalnum() and (cut := re.sub(r"\s*[(\[/|].*$", "", label)) and cut != label:
            hit = table.get(normalise(cut))
        return hit
