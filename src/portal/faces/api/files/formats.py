"""Rows of a table in; CSV as RFC 4180 has it, and Parquet by DuckDB, out, in memory that stays the same."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from portal.faces.api.files.columns import Table

# A spreadsheet takes a cell that begins so for a formula and may run it; the apostrophe itself is doubled by the rule,
# so that whoever takes one apostrophe off the front of a text has the text.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_SQL = {
    "text": "VARCHAR",
    "words": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "day": "DATE",
    "time": "TIMESTAMPTZ",
}


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def write_csv(table: Table, file: BinaryIO) -> None:
    """The table for people and spreadsheets: UTF-8, lines end as RFC 4180 says, texts quoted and guarded."""
    _write(table, file, "\r\n", guard=True)


def write_parquet(table: Table, file: Path) -> None:
    """The table for programs, with types, and texts as they are."""
    import duckdb

    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}-", suffix=".csv")
    try:
        with os.fdopen(handle, "wb", 1 << 20) as plain:
            _write(table, plain, "\n", guard=False)
        with duckdb.connect(config=_small(file.parent)) as duck:
            duck.execute(_copy(table, name, str(file)))
    finally:
        Path(name).unlink(missing_ok=True)


def _small(folder: Path) -> dict[str, str | int | float | list[str]]:
    """One thread, little memory, and nothing fetched from anywhere."""
    own = {"threads": "1", "memory_limit": "512MB", "temp_directory": str(folder)}
    return {**own, "autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def _copy(table: Table, source: str, into: str) -> str:
    kinds = ", ".join(f"{_quoted(column.name)}: {_quoted(_SQL[column.type])}" for column in table.columns)
    return (
        f"COPY (SELECT * FROM read_csv({_quoted(source)}, header=true, auto_detect=false, delim=',', quote='\"', "
        f"escape='\"', new_line='\\n', nullstr='', allow_quoted_nulls=false, max_line_size=16000000, "
        f"columns={{{kinds}}})) TO {_quoted(into)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _write(table: Table, file: BinaryIO, end: str, *, guard: bool) -> None:
    file.write((",".join(column.name for column in table.columns) + end).encode())
    for row in table.rows():
        line = ",".join([_cell(value, guard=guard) for value in row])
        file.write((line + end).encode("utf-8", "replace"))


def _cell(value: Any, *, guard: bool) -> str:
    """One cell; a quoted empty text is empty, nothing at all is unknown."""
    if isinstance(value, str):
        text = guarded(value) if guard else value
        return '"' + text.replace('"', '""') + '"'
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return _cell(" ".join(str(word) for word in value), guard=guard)
    return str(value)
