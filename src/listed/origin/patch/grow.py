"""The lists of one text that lack the place in; what to insert for each of them, and what cannot be done, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from listed.lists import PlaceList
from listed.names import Names
from listed.origin.patch.draft import Insertion
from listed.origin.patch.facts import Package
from listed.origin.patch.grid import Grid
from listed.origin.patch.locate import Located, locate, readings
from listed.origin.patch.meaning import Meaning, columns_of
from listed.origin.patch.nested import grown, parts_of
from listed.origin.patch.row import CannotWriteError, new_row
from listed.origin.patch.slot import insertions, slot
from listed.verdict.answer import ListAnswer

_DOMAINS = frozenset(("com", "org", "net", "edu", "info"))
_FEWEST_BESIDE = 60
_NEARLY = 2


@dataclass(frozen=True, slots=True)
class Step:
    """The insertions for one list, the rows they make, and what people are told of them. `where` is the list's.

    `inner`: the place went into one of the parts of a list, behind others.
    """

    where: str
    insertions: list[Insertion]
    rows: tuple[str, ...]
    open: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    inner: bool = False


class Grower:
    """Finds the lists in one text and says what to insert; lists that are read twice are grown once."""

    def __init__(self, names: Names, text: str, path: str, package: Package) -> None:
        self._names = names
        self._text = text
        self._path = path
        self._package = package
        self._grids: dict[tuple[int, str], list[Grid]] = {}
        self._done: list[tuple[int, int]] = []

    def steps(self, lists: Sequence[tuple[PlaceList, ListAnswer]], left: list[tuple[str, str]]) -> Iterator[Step]:
        """What to insert for each list; what cannot be done goes to `left`, with the reason.

        Flat lists of the same length may belong together row by row: they grow at their ends, all of them or none.
        """
        beside = _side_by_side(lists)
        made: list[tuple[int, Step]] = []
        failed: set[int] = set()
        for index, (places, answer) in sorted(enumerate(lists), key=lambda one: -one[1][0].table.offset):
            try:
                step = self._step(places, answer.where, beside.get(index))
            except CannotWriteError as why:
                left.append((answer.where, str(why)))
                failed.add(beside.get(index, -1))
            else:
                if step is not None:
                    made.append((beside.get(index, -2), step))
        for group, step in made:
            if group in failed:
                left.append((step.where, "a list beside it, read row by row with it, cannot be grown"))
            else:
                yield step

    def _step(self, places: PlaceList, where: str, beside: int | None) -> Step | None:
        key = (places.table.offset, places.table.form)
        if key not in self._grids:
            self._grids[key] = list(readings(self._text, self._path, places))
        grids = self._grids[key]
        found = locate(grids, places)
        if found is not None:
            if self._is_done(found.grid.start, found.grid.end):
                return None
            found.grid.title = found.grid.title or "".join(places.table.path[-1:])
            step = self._grown_list(where, found, grids, beside)
            self._done.append((found.grid.start, found.grid.end))
            return step
        parts = parts_of(grids, places)
        if not parts:
            raise CannotWriteError("its rows were not found one by one in the text of the file")
        if self._is_done(parts[0].nest.start, parts[-1].nest.end):
            return None
        more, raw = grown(self._names, self._text, parts, self._package)
        self._done.append((parts[0].nest.start, parts[-1].nest.end))
        return Step(where, more, (raw,), inner=True)

    def _is_done(self, first: int, behind: int) -> bool:
        return any(start < behind and first < end for start, end in self._done)

    def _grown_list(self, where: str, found: Located, grids: Sequence[Grid], beside: int | None) -> Step:
        grid, ids = found.grid, found.ids
        columns = columns_of(self._names, grid, ids)
        if not columns:
            raise CannotWriteError("no column of it tells its rows apart")
        if any(len(_DOMAINS & set(map(str.lower, grid.column(path)))) > 2 for path in columns):
            raise CannotWriteError("it is a list of internet domains, and the place has none of its own")
        meaning = Meaning(self._names, self._text, grid, ids, self._package, columns=columns)
        index = slot(self._names, grid, ids, columns)
        if beside is not None:
            index = len(grid.rows)
        elif _stands_beside_others(grid, grids):
            raise CannotWriteError("lists of the same length stand beside it, and what they would hold is not known")
        row = new_row(meaning, index)
        _must_be_new(grid, meaning)
        under = f"{grid.title}: " if grid.title else ""
        return Step(
            where,
            insertions(self._text, grid, index, row.text),
            (row.text,),
            tuple(f"{under}{one}" for one in row.open),
            tuple(f"{under}{one}" for one in row.checks),
        )


def _side_by_side(lists: Sequence[tuple[PlaceList, ListAnswer]]) -> dict[int, int]:
    """For each flat list that has another of about its length in the same text, the number of its group."""
    flat = sorted(
        (len(places.table), index)
        for index, (places, _) in enumerate(lists)
        if set(places.table.columns) <= {"value", "item"} and len(places.table) >= _FEWEST_BESIDE
    )
    groups: dict[int, int] = {}
    for (size, index), (larger, other) in pairwise(flat):
        if larger - size <= _NEARLY:
            groups[other] = groups.setdefault(index, index)
    return groups


def _must_be_new(grid: Grid, meaning: Meaning) -> None:
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
