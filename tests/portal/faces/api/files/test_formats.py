"""Files: what is in the database is what is read back, and no spreadsheet runs a cell."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection

from portal.audit.acts import Seen, observe
from portal.audit.models import Observer
from portal.faces.api.files.columns import TABLES, Table
from portal.faces.api.files.formats import DANGEROUS, guarded, write_csv, write_parquet
from tests.portal.faces.api.make import make_world
from tests.portal.make import NOON, make_target

pytestmark = pytest.mark.django_db
HOSTILE = (
    '=HYPERLINK("https://evil.example","x")',
    "+383",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    "'quoted",
    'two\nlines, a "quote" and; a semicolon',
    "\\N",
    "NULL",
    "Косово – Kosovë",
    "nul\0inside",
)
# PostgreSQL keeps no NUL at all.
KEPT = [text for text in HOSTILE if connection.vendor != "postgresql" or "\0" not in text]


def make_hostile() -> None:
    """Observations and targets whose texts a spreadsheet, or a careless reader, would take for something else."""
    make_world()
    target = make_target(slug="hostile", name="=cmd|' /C calc'!A0", reach=None, criteria=["country", "flag"])
    for number, text in enumerate(KEPT):
        seen = [Seen("country", "listed", where=text, label=text, value=text, entries=number)]
        at = NOON + dt.timedelta(microseconds=number)
        observe(
            target, at=at, observer=Observer.CITED, tool="@tool", by="machine", seen=seen, version=text, source=text
        )


def plain(table: Table) -> list[list[Any]]:
    """The rows of a table as plain values, times as text."""
    return [[_plain(value) for value in row] for row in table.rows()]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(value)
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.mark.parametrize("name", list(TABLES))
def test_csv_read_back_is_what_the_database_holds(name: str) -> None:
    make_hostile()
    table, file = TABLES[name], io.BytesIO()

    write_csv(table, file)

    text = file.getvalue().decode("utf-8")
    head_row, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head_row == [column.name for column in table.columns]
    unguarded = [
        [
            cell[1:] if column.type in {"text", "words"} and cell.startswith("'") else cell
            for column, cell in zip(table.columns, row, strict=True)
        ]
        for row in rows
    ]
    assert unguarded == [["" if value is None else str(value) for value in row] for row in plain(table)]


def test_lines_of_csv_end_as_rfc_4180_says_and_no_text_begins_as_a_formula() -> None:
    make_hostile()
    file = io.BytesIO()

    write_csv(TABLES["observations"], file)

    text = file.getvalue().decode("utf-8")
    assert text.endswith("\r\n")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple(sign for sign in DANGEROUS if sign != "'"))] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_an_apostrophe_taken_off_the_front_gives_the_text(text: str) -> None:
    safe = guarded(text)

    assert (safe.removeprefix("'")) == text


@pytest.mark.parametrize("name", list(TABLES))
def test_parquet_read_back_by_duckdb_is_what_the_database_holds(name: str, tmp_path: Path) -> None:
    make_hostile()
    table, file = TABLES[name], tmp_path / "it's.parquet"

    write_parquet(table, file)

    shown = [
        f"strftime(\"{column.name}\" AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%f+00:00')"
        if column.type == "time"
        else f'CAST("{column.name}" AS VARCHAR)' if column.type == "day" else f'"{column.name}"'
        for column in table.columns
    ]  # fmt: skip
    with duckdb.connect() as duck:
        found = duck.execute(f"SELECT {', '.join(shown)} FROM read_parquet(?)", [str(file)]).fetchall()
        types = duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(file)]).fetchall()
    assert [list(row) for row in found] == plain(table)
    assert [row[0] for row in types] == [column.name for column in table.columns]
    assert list(tmp_path.glob("*.csv")) == []
