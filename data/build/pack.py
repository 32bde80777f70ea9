"""The tables of `data/names` and the files of `data/places` go in; the bytes of `names.bin` come out."""

from __future__ import annotations

import json
import re
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable

from build.keys import keys_of, territory_keys
from build.places import place_records
from build.rows import hand, locales_of, table
from listed.names.binary import MAGIC
from listed.names.text import loose_key, normalise

Ids = dict[str, set[str]]
FEWEST_NAMES = 4  # a locale that tells fewer of its parent's names apart is not worth a row
SMALL = frozenset(
    {
        "a", "al", "an", "d", "da", "de", "di", "do", "el", "he", "i", "il", "in", "is", "ka", "la", "las",
        "le", "les", "lo", "los", "na", "new", "nova", "nowa", "o", "of", "os", "sa", "te", "the", "to",
        "ya",
    }
)  # fmt: skip
ENGLISH = {"mledoze": {"eng", "alt"}, "i18n-iso": {"en"}, "iso-codes": {"en"}}


class Writer:
    """Collects sections, then lays them behind a table of where each stands."""

    def __init__(self) -> None:
        self.sections: dict[str, bytes] = {}

    def text(self, name: str, lines: Iterable[str]) -> None:
        """Add a section of lines."""
        self.sections[name] = "\n".join(lines).encode()

    def numbers(self, name: str, values: Iterable[int]) -> None:
        """Add a section of little-endian 16-bit numbers."""
        numbers = array("H", values)
        if sys.byteorder == "big":
            numbers.byteswap()
        self.sections[name] = numbers.tobytes()

    def keys(self, name: str, ids: Ids) -> None:
        """Add the sections of a `KeyTable`."""
        sets = sorted({" ".join(sorted(found)) for found in ids.values()})
        number = {text: index for index, text in enumerate(sets)}
        groups: dict[str, list[str]] = {"ascii": [], "bmp": [], "astral": []}
        for key in sorted(ids):
            groups["ascii" if key.isascii() else "bmp" if max(key) < "\U00010000" else "astral"].append(key)
        self.text(f"{name}.sets", sets)
        for group, keys in groups.items():
            self.text(f"{name}.{group}", keys)
        order = [key for keys in groups.values() for key in keys]
        self.numbers(f"{name}.index", (number[" ".join(sorted(ids[key]))] for key in order))

    def data(self) -> bytes:
        """Give the whole binary."""
        head, offset = [], 0
        for name in sorted(self.sections):
            head.append(f"{name} {offset} {len(self.sections[name])}")
            offset += len(self.sections[name])
        body = b"".join(self.sections[name] for name in sorted(self.sections))
        return MAGIC + "\n".join(head).encode() + b"\n\n" + body


def _places(writer: Writer) -> None:
    ids, loose = territory_keys(), defaultdict(set)
    writer.keys("places", ids)
    for territory, name, source in table("places"):
        if any(
            (s.startswith("cldr") and "en" in where) or ENGLISH.get(s, set()) & set(where)
            for s, where in locales_of(source)
        ):
            loose[loose_key(normalise(name))].add(territory)
    for territory, name in ((row[0], row[1]) for row in hand("aliases")):
        if (key := normalise(name)).isascii():
            loose[loose_key(key)].update(territory.split(" "))
    known = {row[0] for row in table("territories")}
    # A single word is only a name where it is one as it stands: 'is' alone is not 'islands'.
    kept = {k: v & known for k, v in loose.items() if k.isascii() and (" " in k or k in ids)}
    writer.keys("loose", {k: v for k, v in kept.items() if v})
    names = [key.split(" ") for key in ids if key.isascii()]
    first = {next((word for word in words if word not in SMALL), words[0]) for words in names}
    writer.text("words", sorted(first.union(*(key.split(" ") for key in kept)) - SMALL))


def _labels(writer: Writer) -> None:
    """Add the tables from a label to ids that need no rule of their own."""
    for name in ("demonyms", "languages", "currencies"):
        ids: Ids = defaultdict(set)
        for territory, word, *_ in (*table(name), *(hand(name) if name == "demonyms" else [])):
            ids[normalise(word)].add(territory)
        ids.pop("", None)
        writer.keys(name, ids)
    tags = {row[0].split("-")[0] for row in table("languages")}
    writer.text("languagecodes", sorted(tags))
    months = {normalise(row[1]) for row in table("calendar")}
    writer.text("calendar", sorted(key for key in months if len(key) > 1 or not key.isascii()))
    writer.text("timezones", sorted({normalise(row[1]) for row in table("timezones")}))


def _subdivisions(writer: Writer) -> None:
    names: Ids = defaultdict(set)
    bare: Ids = defaultdict(set)
    for code, name, *_ in (*table("subdivisions"), *hand("subdivisions")):
        country, _, part = code.partition("-")
        bare[part.lower()].add(country)
        short = re.sub(r"\s*[\[(].*$", "", name)
        for key in (*keys_of(name), *keys_of(short), normalise(code)):
            names[key].add(country)
    writer.keys("subdivisions", names)
    writer.keys("subcodes", bare)


def _codes(writer: Writer) -> None:
    codes: dict[str, tuple[str, set[str]]] = {}
    for code, territory, kind, *_ in (*table("codes"), *hand("codes"), *_place_codes()):
        codes.setdefault(code, (kind, set()))[1].add(territory)
    writer.text("codes", (f"{c}\t{kind}\t{' '.join(sorted(ids))}" for c, (kind, ids) in sorted(codes.items())))
    for name in ("othercodes", "calling"):
        found: Ids = defaultdict(set)
        for code, territory, *_ in (*table(name), *(hand(name) if name == "calling" else [])):
            found[code].add(territory)
        writer.text(name, (f"{c}\t{' '.join(sorted(ids))}" for c, ids in sorted(found.items())))


def _place_codes() -> Iterable[tuple[str, str, str]]:
    taken = {row[0] for row in (*table("codes"), *hand("codes"))}
    for territory, record in place_records().items():
        for code in record["codes"]:
            if code["text"] not in taken:
                yield code["text"], territory, code["kind"]


def _display(writer: Writer) -> None:
    """Add CLDR's name of each territory by language, leaving out what the language's parent says too."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    shown = {row[0].lower() for row in table("locales")}
    for territory, name, source in table("places"):
        for where, locales in locales_of(source):
            for locale in locales if where == "cldr" else []:
                if locale.split("-")[0] in shown:
                    said[locale.lower()][territory] = name
    for locale in sorted(said, key=lambda tag: -tag.count("-")):
        parent = said.get(locale.rpartition("-")[0], {})
        said[locale] = {territory: name for territory, name in said[locale].items() if parent.get(territory) != name}
    languages = sorted(locale for locale, names in said.items() if len(names) >= FEWEST_NAMES)
    ids = sorted({territory for language in languages for territory in said[language]})
    names = sorted({name for language in languages for name in said[language].values()})
    number = {name: index + 1 for index, name in enumerate(names)}
    writer.text("display.languages", languages)
    writer.text("display.ids", ids)
    writer.text("display.names", names)
    writer.numbers(
        "display.index", (number.get(said[lang].get(territory, ""), 0) for lang in languages for territory in ids)
    )


def pack() -> bytes:
    """Give the binary for the tables as they stand."""
    writer = Writer()
    _places(writer)
    _labels(writer)
    _subdivisions(writer)
    _codes(writer)
    _display(writer)
    writer.text("territories", ("\t".join(row[:7]) for row in table("territories")))
    for record in place_records().values():
        writer.text(
            f"place.{record['id']}", [json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))]
        )
    return writer.data()
