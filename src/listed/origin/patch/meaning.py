"""The columns of a grid in; what each is about, and what the place's own cell in it is, out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from listed.lists.columns import Column, other_vocabulary, place_column
from listed.names import Names
from listed.names.place import Fact
from listed.origin.patch.facts import Package
from listed.origin.patch.grid import VALUE, Cell, Grid
from listed.origin.patch.spelling import in_case_of, spelled
from listed.verdict.answer import Row
from listed.verdict.gap import language_of

_OWN = 0.85
_SAME = 0.95
_MANY = 0.8
_FEWEST_ZONES = 40
_SCRIPTS = frozenset(("LATIN", "CYRILLIC", "ARABIC", "GREEK", "CJK", "HEBREW", "DEVANAGARI", "GEORGIAN", "HANGUL"))
_ZONE = re.compile(r"(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific|Arctic|Etc)/[A-Z]")
_FOREIGN = 0.05
_FEWEST_TO_AGREE = 2
EMPTY = frozenset(("", "null", "None", "nil", "undefined", "NULL"))
_CALLING = re.compile(r"^([^\d]*(?:00)?)([1-9][\d\s()-]*)(\D*)$")
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Fill:
    """What comes to stand at one path of the new row: `raw`, as the file writes it; None where nobody knows.

    `check` is what a person should look at, or empty. `sparing`: better left out where other rows do without.
    """

    raw: str | None
    check: str = ""
    sparing: bool = False


@dataclass(slots=True)
class Meaning:
    """What is known of a grid: the territory of each row, and the column of each path that tells territories apart."""

    names: Names
    text: str
    grid: Grid
    ids: list[str | None]
    package: Package
    columns: dict[str, Column] = field(default_factory=dict)
    _fills: dict[str, Fill] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)

    def _language(self) -> str:
        """The language of the first column of names, or English where there is none."""
        path = next((path for path, column in self.columns.items() if column.kind == "name"), None)
        if path is None:
            return "en"
        if "language" not in self._kept:
            cells = zip(self.grid.column(path), self.ids, strict=True)
            self._kept["language"] = language_of(self.names, [Row(cell or None, None, own) for cell, own in cells])
        return str(self._kept["language"])

    def rows_of(self, territories: Sequence[str]) -> Iterator[int]:
        """The first row of each of these places that stands in the grid."""
        for territory in territories:
            if territory in self.ids:
                yield self.ids.index(territory)

    def fill(self, path: str) -> Fill:
        """What the place's own cell at this path is."""
        if path not in self._fills:
            self._fills[path] = self._fill(path)
        return self._fills[path]

    def _fill(self, path: str) -> Fill:
        for way in (self._by_fact, self._by_zone, self._by_kind, self._by_pattern, self._by_rest):
            found = way(path)
            if found is not None:
                return found
        return Fill(None)

    def _cells(self, path: str) -> list[tuple[Cell, str]]:
        """The cells of a path that say something, with the territory of their row."""
        return [
            (row.cells[path], territory)
            for row, territory in zip(self.grid.rows, self.ids, strict=True)
            if territory and path in row.cells and row.cells[path].text not in EMPTY
        ]

    def _by_fact(self, path: str) -> Fill | None:
        if path in self.columns and path.rsplit(".", maxsplit=1)[-1] in ("key", "value", "code", "name"):
            return None
        words = words_of(self._named(path))
        for fact in self.names.world_place.facts:
            if _holds(fact, words, [cell.text for cell, _ in self._cells(path)] or self._nested(path)):
                found = self._from_fact(fact, path)
                if found is not None:
                    return found
        return None

    def _named(self, path: str) -> str:
        """The name of a field: where it is an index, the cell of the header above it."""
        if self.grid.header >= 0 and path in (cells := self.grid.rows[self.grid.header].cells):
            return cells[path].text
        return self.grid.title.rpartition(".")[2] if path == VALUE else path

    def _nested(self, path: str) -> list[str]:
        return [cell.text for row in self.grid.rows if path in row.nests for cell in row.nests[path].cells]

    def _from_fact(self, fact: Fact, path: str) -> Fill | None:
        if fact.shared_with:
            return self._shared(fact, path)
        cells = self._cells(path)
        if fact.none:
            return self.nothing(path)
        word = fact.value or (fact.by_language.get(self._language().lower(), "") if fact.by_language else "")
        if cells and (word or fact.values):
            raw = spelled(word or fact.values[0], cells[0][0], self.grid, self.text)
            return Fill(raw, f"{path}: {word or fact.values[0]} ({fact.source})", fact.sparing)
        if not cells and (word or fact.values):
            return self._list_of(path, fact.values or (word,), fact.source)
        return None

    def _list_of(self, path: str, words: Sequence[str], source: str) -> Fill | None:
        like = next((nest for row in self.grid.rows if (nest := row.nests.get(path)) and len(nest.cells) > 1), None)
        like = like or next((nest for row in self.grid.rows if (nest := row.nests.get(path)) and nest.cells), None)
        if like is None or not like.plain:
            return None
        pieces = [spelled(word, like.cells[0], self.grid, self.text) for word in words]
        between = self.text[like.cells[0].end : like.cells[1].start] if len(like.cells) > 1 else ", "
        if None in pieces or "//" in between or "/*" in between:
            return None
        head, tail = self.text[like.start : like.cells[0].start], self.text[like.cells[-1].end : like.end]
        return Fill(head + between.join(filter(None, pieces)) + tail, f"{path}: {', '.join(words)} ({source})")

    def _shared(self, fact: Fact, path: str) -> Fill | None:
        """The value that all of the places that share it have, as the file writes it."""
        raws = []
        for index in self.rows_of(fact.shared_with):
            row = self.grid.rows[index]
            held = row.cells.get(path) or row.nests.get(path)
            raws.append(self.text[held.start : held.end] if held else "")
        if len(raws) >= _FEWEST_TO_AGREE and len(set(raws)) == 1 and raws[0]:
            return Fill(raws[0], f"{path}: {' '.join(raws[0].split())[:60]} ({fact.source})")
        return None

    def _by_zone(self, path: str) -> Fill | None:
        """In a row of a time zone, what the zones of the places around say alike."""
        if "zones" not in self._kept:
            self._kept["zones"] = any(are_zones(self.grid.column(other)) for other in self.grid.paths)
        if not self._kept["zones"]:
            return None
        fact = next((fact for fact in self.names.world_place.facts if "timezone" in fact.fields), None)
        return self._shared(fact, path) if fact else None

    def _by_kind(self, path: str) -> Fill | None:
        column = self.columns.get(path)
        if column is None:
            return None
        cells = [cell for cell, _ in self._cells(path)]
        texts = [cell.text for cell in cells]
        word = self._word(column.kind, texts, cells)
        if word is None:
            return Fill(None)
        like = self._like(cells)
        source = next((code.source for code in self.names.world_place.codes if code.text == word), "")
        check = f"{path}: {word} ({source})" if column.kind in ("alpha3", "numeric") else ""
        before, after = shared_edges(texts) if column.kind in ("alpha2", "alpha3", "name") else ("", "")
        return Fill(spelled(f"{before}{word}{after}", like, self.grid, self.text), check)

    def _like(self, cells: Sequence[Cell]) -> Cell:
        quote = Counter(cell.quote for cell in cells).most_common(1)[0][0]
        return next(cell for cell in cells if cell.quote == quote)

    def _word(self, kind: str, texts: list[str], cells: Sequence[Cell]) -> str | None:
        place = self.names.world_place
        if kind == "alpha2":
            return in_case_of(place.id, texts)
        if kind == "alpha3":
            return self._three_letters(texts)
        if kind == "numeric":
            return next((code.text for code in place.codes if code.kind == "numeric"), None)
        if kind == "flag":
            return "".join(chr(0x1F1E6 + ord(letter) - 65) for letter in place.id)
        if kind == "calling":
            forms = Counter((m[1], m[3]) for text in texts if (m := _CALLING.match(text)))
            (before, after), _ = forms.most_common(1)[0] if forms else (("", ""), 0)
            return f"{before}{place.calling}{after}"
        if kind == "demonym":
            return in_case_of(place.demonyms[0], texts) if _is_english(texts) else None
        return in_case_of(self._name(cells), texts)

    def _three_letters(self, texts: list[str]) -> str | None:
        """The place's code of three letters: that of the Olympic Committee where the others' are, or nothing."""
        foreign = sum(not self.names.code(text) for text in texts)
        if foreign < _FOREIGN * len(texts):
            return in_case_of(self.package.alpha3, texts)
        olympic = next((fact.value for fact in self.names.world_place.facts if "ioc" in fact.fields), None)
        return in_case_of(olympic, texts) if olympic and "ioc" in words_of(self.grid.title) else None

    def _name(self, cells: Sequence[Cell]) -> str:
        by_cell = {id(cell): territory for row, territory in zip(self.grid.rows, self.ids, strict=True)
                   for cell in row.cells.values()}  # fmt: skip
        rows = [Row(cell.text, None, by_cell.get(id(cell))) for cell in cells]
        native = next((fact.value for fact in self.names.world_place.facts if "native name" in fact.fields), "")
        if native and _scripts(cell.text for cell in cells) > 2:
            return native
        return self.names.display(self.names.world_place.id, language_of(self.names, rows))

    def _by_pattern(self, path: str) -> Fill | None:
        """A value that is made of the row's own code, such as the name of a flag's file."""
        cells = self._cells(path)
        if len(cells) < len(self.grid.rows) / 2:
            return None
        for made in (str.lower, str.upper):
            shapes = Counter(_shape(cell.text, made(territory)) for cell, territory in cells)
            shape, count = shapes.most_common(1)[0]
            if "\0" in shape and count >= _MANY * len(cells):
                word = shape.replace("\0", made(self.names.world_place.id))
                if self._names_no_file(word, [cell.text for cell, _ in cells]):
                    return Fill(None)
                check = f"{path}: {word} is made like those of the other rows; see that what it names is there"
                return Fill(spelled(word, cells[0][0], self.grid, self.text), check)
        return None

    def _names_no_file(self, word: str, others: Sequence[str]) -> bool:
        """Whether the others name files that the package holds, and the place's own is not there."""
        held = {path.rpartition("/")[2] for path in self.package.paths}
        named = sum(other.rpartition("/")[2] in held for other in others)
        return named * 2 > len(others) and word.rpartition("/")[2] not in held

    def _by_rest(self, path: str) -> Fill | None:
        cells = self._cells(path)
        texts = [cell.text for cell, _ in cells]
        if not texts:
            return None
        value, count = Counter(texts).most_common(1)[0]
        if len(texts) >= 20 and count >= _SAME * len(texts):
            like = next(cell for cell, _ in cells if cell.text == value)
            return Fill(self.text[like.start : like.end], f"{path}: {value}, as in nearly all other rows")
        vocabulary = other_vocabulary(self.names, texts)
        if vocabulary and vocabulary[0] == "currency":
            return next((found for fact in self.names.world_place.facts if "currency" in fact.fields
                         and (found := self._shared(fact, path))), None)  # fmt: skip
        return None

    def nothing(self, path: str) -> Fill:
        """The format's own way to say nothing: that of another row, or an empty value of the same form."""
        for row in self.grid.rows:
            cell, nest = row.cells.get(path), row.nests.get(path)
            if cell is not None and cell.text in EMPTY:
                return Fill(self.text[cell.start : cell.end])
            if cell is None and nest is not None and not nest.cells and nest.plain:
                return Fill(self.text[nest.start : nest.end])
        for row in self.grid.rows:
            if nest := row.nests.get(path):
                return Fill(self.text[nest.start] + self.text[nest.end - 1])
            cell = row.cells.get(path)
            if cell and (cell.quote or self.grid.form != "brackets"):
                return Fill(cell.quote * 2)
        return Fill(None)


def columns_of(names: Names, grid: Grid, ids: Sequence[str | None]) -> dict[str, Column]:
    """The paths whose cells name the row's own territory, in whatever kind of code or name."""
    found = {}
    for path in grid.paths:
        cells = grid.column(path)
        column = place_column(names, cells)
        if column is None:
            continue
        told = [(column.of[cell], own) for cell, own in zip(cells, ids, strict=True) if own and column.of.get(cell)]
        if told and sum(own in said for said, own in told) >= _OWN * len(told):
            found[path] = column
    return found


def words_of(path: str) -> frozenset[str]:
    """The words of a field's name: `capitalCity`, `capital_city`, `CAPITAL CITY`."""
    return frozenset(word.lower() for word in _WORDS.findall(path))


def _holds(fact: Fact, words: frozenset[str], values: Sequence[str]) -> bool:
    if fact.fields and not any(words.issuperset(one.split()) for one in fact.fields):
        return False
    if not fact.form:
        return bool(fact.fields)
    told = [value for value in values if value]
    return bool(told) and sum(re.search(fact.form, value) is not None for value in told) >= _OWN * len(told)


def shared_edges(cells: Sequence[str]) -> tuple[str, str]:
    """What stands before and behind in all cells: `country:AD`, `ad.svg`."""
    first, last = min(cells), max(cells)
    size = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    before = first[:size]
    turned = sorted(cell[::-1] for cell in cells)
    size = next((i for i, (a, b) in enumerate(zip(turned[0], turned[-1], strict=False)) if a != b), 0)
    after = turned[0][:size][::-1]
    while before and before[-1].isalnum():
        before = before[:-1]
    while after and after[0].isalnum():
        after = after[1:]
    return before, after


def are_zones(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if cell]
    return len(told) > _FEWEST_ZONES and all(_ZONE.match(cell) for cell in told[::8])


def _scripts(cells: Iterable[str]) -> int:
    """In how many scripts a column is written: names in the languages of the places themselves need many."""
    first = Counter(unicodedata.name(letter, "").split(" ")[0] for cell in cells for letter in cell[:1])
    return sum(count > 2 for script, count in first.items() if script in _SCRIPTS)


def _shape(value: str, own: str) -> str:
    return re.sub(rf"(?<![A-Za-z]){re.escape(own)}(?![A-Za-z])", "\0", value)


def _is_english(texts: Sequence[str]) -> bool:
    ends = ("n", "ese", "ish", "i", "er", "ch", "tch", "ic", "que")
    return sum(text.lower().endswith(ends) for text in texts) >= 0.7 * len(texts)
