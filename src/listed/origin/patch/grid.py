"""What the readers of this room hand on: rows and cells with the places in the text where they stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

# A name of a field that is an index, not a word.
KEY, VALUE = "key", "value"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: from `start` to `end` in the text, quotes included; `text` is what it says, `quote` its sign or ""."""

    start: int
    end: int
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class Nest:
    """A list of values inside a row: `start` and `end` with its brackets, its `cells`, `plain` where it holds no more.

    `trailing`: where the sign behind the last value ends, or -1.
    """

    start: int
    end: int
    cells: tuple[Cell, ...]
    plain: bool
    trailing: int = -1


@dataclass(slots=True)
class Line:
    """One row: where it stands, its cells and its inner lists by path (`name`, `name.common`, `0`, `key`).

    An `odd` row holds more than its cells and lists tell, so it is no model for another.
    """

    start: int
    end: int
    odd: bool = False
    cells: dict[str, Cell] = field(default_factory=dict)
    nests: dict[str, Nest] = field(default_factory=dict)

    @property
    def paths(self) -> set[str]:
        """The paths of all that the row holds."""
        return set(self.cells) | set(self.nests)


@dataclass
class Grid:
    """Rows that stand together, from `start` to `end` of what holds them.

    `form`: `brackets` (commas between rows), `lines` (a line each), `elements` (XML) or
    `words` (a sign between bare codes).
    `title`: the key or the words under which it stands, for people. `header`: the index of a row that names the
    fields, or -1. `trailing`: where the sign behind the last row ends, or -1.
    """

    rows: list[Line]
    start: int
    end: int
    form: str
    title: str = ""
    header: int = -1
    trailing: int = -1

    def column(self, path: str) -> list[str]:
        """The cells of one path as text, empty where a row has none."""
        return [row.cells[path].text if path in row.cells else "" for row in self.rows]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows have each path, in the order the paths are met."""
        return Counter(path for row in self.rows for path in dict.fromkeys((*row.cells, *row.nests)))

    @property
    def paths(self) -> list[str]:
        """The paths that enough rows share to be a column, in the order they are met."""
        return [path for path, count in self.counts.items() if count * 5 >= len(self.rows)]
