"""One document in which lists lack the place in; the insertions that put it into each, and what was left out, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from listed.lists import Document, PlaceList, lists_in
from listed.names import Names
from listed.origin.patch.check import broken, lost
from listed.origin.patch.coding import Coded, read_text
from listed.origin.patch.draft import Draft, Insertion
from listed.origin.patch.grid import Grid
from listed.origin.patch.locate import Located, locate, readings
from listed.origin.patch.meaning import Meaning, columns_of
from listed.origin.patch.nested import grown, parts_of
from listed.origin.patch.row import CannotWriteError, new_row
from listed.origin.patch.slot import insertions, slot
from listed.verdict.answer import ListAnswer
from listed.verdict.judge import judge

_ROUNDS = 4
_DOMAINS = frozenset(("com", "org", "net", "edu", "info"))
_FEWEST_BESIDE = 60
_WANTING = frozenset(("missing", "under-serbia"))


@dataclass(slots=True)
class Mended:
    """`draft` is the text with what was added, `coded` how it is written; the rest is told to people.

    `rows`: each row that was added, as it stands in the file. `open`: fields that a person must fill in.
    """

    path: str
    coded: Coded = field(default_factory=lambda: Coded("", "utf-8", b""))
    draft: Draft = field(default_factory=lambda: Draft(""))
    rows: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        """The new bytes of the file."""
        return self.coded.mark + self.coded.encode(self.draft.text)


@dataclass(frozen=True, slots=True)
class _Step:
    insertions: list[Insertion]
    rows: tuple[str, ...]
    open: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()


def wanting(names: Names, document: Document) -> list[tuple[PlaceList, ListAnswer]]:
    """The whole-world lists of a document that lack the place, as they were read and judged."""
    return [(places, answer) for places, answer in judged(names, document) if is_wanting(answer)]


def judged(names: Names, document: Document) -> list[tuple[PlaceList, ListAnswer]]:
    """Every list of a document with its answer."""
    found = []
    for places in lists_in(names, document):
        where = "#".join(part for part in (document.path, places.table.where) if part)
        answer = judge(names, places, where)
        if answer is not None:
            found.append((places, answer))
    return found


def is_wanting(answer: ListAnswer) -> bool:
    """Whether a list means the whole world and has no row for the place."""
    return answer.scope == "world" and answer.verdict in _WANTING


def mend(names: Names, document: Document, alpha3: str) -> Mended:
    """Add the place to every list of the document that lacks it; a document that cannot be kept whole stays as it is."""
    mended = Mended(document.path)
    lists = wanting(names, document)
    if any(places.table.form in _NOT_TEXT for places, _ in lists):
        mended.left = [(answer.where, _NOT_TEXT[places.table.form]) for places, answer in lists
                       if places.table.form in _NOT_TEXT]  # fmt: skip
        return mended
    coded = read_text(document.data)
    if coded is None:
        mended.left = [
            (answer.where, "its file is not plain text, so a text patch cannot change it") for _, answer in lists
        ]
        return mended
    mended.coded, mended.draft = coded, Draft(coded.text)
    before = lists_in(names, document)
    _in_rounds(names, document, alpha3, mended)
    if not mended.rows:
        return mended
    reason = _unsound(names, document, mended, before)
    if reason:
        mended.draft, mended.rows, mended.open, mended.checks = Draft(coded.text), [], [], []
        mended.left = [(answer.where, reason) for _, answer in lists]
    return mended


_NOT_TEXT = {
    "catalogue": "translations follow the list that they translate, and their translators write them",
    "directory": "it is made of file names; a file for the place has to be drawn",
}


def _unsound(names: Names, document: Document, mended: Mended, before: Sequence[PlaceList]) -> str:
    try:
        data = mended.data
    except UnicodeEncodeError:
        return f"its charset, {mended.coded.charset}, has not all letters of the name"
    after = lists_in(names, Document(document.path, data, document.media))
    place = names.world_place.id
    return broken(document.path, mended.coded.text, mended.draft.text) or lost(before, after, place)


def _in_rounds(names: Names, document: Document, alpha3: str, mended: Mended) -> None:
    """Lists may stand inside each other or be read twice: add, read again, and go on while something is added."""
    data = document.data
    for _ in range(_ROUNDS):
        lists = wanting(names, Document(document.path, data, document.media))
        left: list[tuple[str, str]] = []
        steps = list(_steps(names, mended.draft.text, document.path, alpha3, lists, left))
        mended.left = left
        if not steps:
            return
        for step in steps:
            mended.rows += step.rows
            mended.open += step.open
            mended.checks += step.checks
        grown_draft = mended.draft.with_more([one for step in steps for one in step.insertions])
        if grown_draft is None:
            return
        mended.draft = grown_draft
        try:
            data = mended.data
        except UnicodeEncodeError:
            return  # told by the check that follows
    mended.left = [(answer.where, "it could not be made to be read with the place in it") for _, answer in
                   wanting(names, Document(document.path, data, document.media))]  # fmt: skip


def _steps(
    names: Names,
    text: str,
    path: str,
    alpha3: str,
    lists: Sequence[tuple[PlaceList, ListAnswer]],
    left: list[tuple[str, str]],
) -> Iterator[_Step]:
    """What to insert for each list; lists that are read twice are grown once, what cannot be done goes to `left`."""
    read: dict[tuple[int, str], list[Grid]] = {}
    done: list[tuple[int, int]] = []
    flat = _flat_lengths(lists)
    for places, answer in sorted(lists, key=lambda one: -one[0].table.offset):
        key = (places.table.offset, places.table.form)
        grids = read.setdefault(key, []) or list(readings(text, path, places))
        read[key] = grids
        found = locate(grids, places)
        try:
            if found is not None:
                span = (found.grid.start, found.grid.end)
                if any(start < span[1] and span[0] < end for start, end in done):
                    continue
                step = _grown_list(names, text, alpha3, found, grids, flat)
            else:
                parts = parts_of(grids, places)
                if not parts:
                    raise CannotWriteError("its rows were not found one by one in the text of the file")
                span = (parts[0].nest.start, parts[-1].nest.end)
                if any(start < span[1] and span[0] < end for start, end in done):
                    continue
                more, raw = grown(names, text, parts, alpha3)
                step = _Step(more, (raw,))
            done.append(span)
            yield step
        except CannotWriteError as why:
            left.append((answer.where, str(why)))


def _flat_lengths(lists: Sequence[tuple[PlaceList, ListAnswer]]) -> dict[int, int]:
    """How many of the lists that lack the place are flat and of each length: they may belong together, row by row."""
    lengths: dict[int, int] = {}
    for places, _ in lists:
        if list(places.table.columns) == ["value"]:
            lengths[len(places.table)] = lengths.get(len(places.table), 0) + 1
    return lengths


def _grown_list(
    names: Names, text: str, alpha3: str, found: Located, grids: Sequence[Grid], flat: dict[int, int]
) -> _Step:
    grid, ids = found.grid, found.ids
    columns = columns_of(names, grid, ids)
    if not columns:
        raise CannotWriteError("no column of it tells its rows apart")
    if any(len(_DOMAINS & set(map(str.lower, grid.column(path)))) > 2 for path in columns):
        raise CannotWriteError("it is a list of internet domains, and the place has none of its own")
    first = next(path for path in columns)
    meaning = Meaning(names, text, grid, ids, alpha3, columns=columns)
    index = slot(names, grid, ids, columns)
    if _stands_beside_others(grid, grids):
        if flat.get(len(grid.rows), 0) < 2:
            raise CannotWriteError(
                "other lists of the same length stand beside it, and what they would hold is not known"
            )
        index = len(grid.rows)
    row = new_row(meaning, index)
    _must_be_new(grid, first, meaning)
    where = f"{grid.title}: " if grid.title else ""
    return _Step(
        insertions(text, grid, index, row.text),
        (row.text,),
        tuple(f"{where}{one}" for one in row.open),
        tuple(f"{where}{one}" for one in row.checks),
    )


def _must_be_new(grid: Grid, first: str, meaning: Meaning) -> None:
    """A key that is there already must not come twice: in most languages the second hides the first."""
    if "key" not in grid.paths:
        return
    raw = meaning.fill("key").raw
    keys = {meaning.text[row.cells["key"].start : row.cells["key"].end] for row in grid.rows if "key" in row.cells}
    if raw is None or raw in keys:
        raise CannotWriteError("its rows are keyed by what the place shares with another")


def _stands_beside_others(grid: Grid, grids: Sequence[Grid]) -> bool:
    """Whether another flat list of the same length is there: the two may be read side by side, row by row."""
    if grid.form != "brackets" or grid.paths != ["value"] or len(grid.rows) < _FEWEST_BESIDE:
        return False
    return any(
        other.start != grid.start and len(other.rows) == len(grid.rows) and other.paths == ["value"] for other in grids
    )
