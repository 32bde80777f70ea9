"""Lists as they were read go in; what tells them apart comes out: faces, in the words of listed.origin.prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from listed.lists.places import settle
from listed.names import Names
from listed.names.labels import bare
from listed.origin.reading import dial_of, mark, style_of

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "tr", "ru", "sq", "sr", "sr-latn", "mk", "zh", "ja", "ar")
_FEWEST, _MOST_ROWS = 60, 520
_SAMPLE = 60
_LEAST_OF_A_LANGUAGE = 0.3
_NEARLY = 0.15
_DECORATED = 0.3


@dataclass
class Face:
    """One list of one origin: its places in order, the marks of their spellings, and the releases that hold it."""

    origin: str
    language: str
    order: tuple[str, ...]
    places: frozenset[str]
    spelled: tuple[int, ...]
    styles: frozenset[str]
    dial: tuple[tuple[str, str], ...]
    versions: set[int] = field(default_factory=set)

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two faces one."""
        return self.origin, self.order, self.places, self.spelled, self.styles, self.dial


def faces_of(names: Names, origin: str, version: int, lists: Sequence[dict[str, Any]]) -> Iterator[Face]:
    """The faces of one release, one for each column of names; one without spellings for a list of codes."""
    for one in lists:
        rows = [frozenset(row[0]) for row in one["rows"]]
        if not _FEWEST <= len(rows) <= _MOST_ROWS:
            continue
        cells = {name: [row[index + 1] for row in one["rows"]] for index, name in enumerate(one["columns"])}
        kinds = one["columns"]
        styles = frozenset(style for name, kind in kinds.items() if (style := style_of(kind, cells[name])))
        dial = next((dial_of(rows, cells[name]) for name, kind in kinds.items() if kind == "calling"), {})
        order = tuple(dict.fromkeys(next(iter(ids)) for ids in rows if len(ids) == 1))
        places = frozenset(settle(rows))
        told = [(language, spelled) for name, kind in kinds.items() if kind in ("name", "either", "demonym")
                for language, spelled in _columns(names, kind, rows, cells[name])]  # fmt: skip
        for language, spelled in told or [("", ())]:
            yield Face(origin, language, order, places, spelled, styles, tuple(sorted(dial.items())), {version})


def _columns(
    names: Names, kind: str, rows: Sequence[frozenset[str]], cells: Sequence[str]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The spellings of one column as they stand and, where many cells are decorated, without the decoration."""
    named = [(min(ids), cell) for ids, cell in zip(rows, cells, strict=True) if ids and cell]
    language = "demonym" if kind == "demonym" else _language(names, named)
    if not language:
        return
    yield language, _marked(named)
    plain = [(place, ([cell, *bare(cell)] if not cell.isalpha() else [cell])[-1] or cell) for place, cell in named]
    changed = sum(cell != before for (_, cell), (_, before) in zip(plain, named, strict=True))
    if changed > len(named) * _DECORATED:
        yield language, _marked(plain)


def _marked(named: Sequence[tuple[str, str]]) -> tuple[int, ...]:
    return tuple(sorted({mark(cell) for _, cell in named}))


def _language(names: Names, named: Sequence[tuple[str, str]]) -> str:
    """The language that most names are in, or '' where it is none of those that are kept."""
    sample = [(place, cell.casefold()) for place, cell in named[:: max(1, len(named) // _SAMPLE)]]
    sample = [(place, cell) for place, cell in sample if place in names.codes]
    if not sample:
        return ""

    def share(language: str) -> float:
        return sum(names.display(place, language).casefold() in cell for place, cell in sample) / len(sample)

    # Small languages write many names as English does, so one that is kept wins unless another is clearly nearer.
    kept = max(LANGUAGES, key=lambda language: (share(language), language == "en"))
    if share(kept) < _LEAST_OF_A_LANGUAGE:
        return ""
    best = max(map(share, names.display_languages))
    return kept if share(kept) >= best - _NEARLY else ""


def merged(faces: Iterable[Face]) -> list[Face]:
    """Equal faces of one origin as one, with all their releases."""
    found: dict[tuple[Any, ...], Face] = {}
    for face in faces:
        kept = found.setdefault(face.key, face)
        kept.versions |= face.versions
    return list(found.values())
