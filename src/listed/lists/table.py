"""What the finders hand on: one table of cells, whatever the document was written in."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Table:
    """Rows that stand together in a document, kept column by column.

    `where` names the place inside the document (a CSS selector, a key path) or is empty. `form` says what it was read
    from: `control` (something a person picks from), `items` (elements that repeat), `data` (a literal or a data file),
    `text` (lines), `catalogue` (messages and their translations), `directory` (file names). `hint` holds the words that
    stand around it: field names, labels, keys.
    All columns have the same length; a missing cell is an empty string. `offset` is the first character in the text.
    `parts` is the number of separate containers that were read as one.
    """

    where: str
    form: str
    hint: str
    columns: dict[str, list[str]]
    offset: int = 0
    parts: int = 1
    path: tuple[str, ...] = field(default=())

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))


def joined(tables: list[Table], where: str) -> Table:
    """One table out of several that continue each other; columns that only some have are filled with empty cells."""
    names = list(dict.fromkeys(name for table in tables for name in table.columns))
    columns: dict[str, list[str]] = {name: [] for name in names}
    for table in tables:
        blank = [""] * len(table)
        for name in names:
            columns[name].extend(table.columns.get(name, blank))
    first = tables[0]
    return Table(where, first.form, first.hint, columns, first.offset, len(tables), first.path)
