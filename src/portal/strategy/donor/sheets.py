"""A spreadsheet in; readings, budgets and payments that it says, each with its row, out; and sheets to fill in.

The names of the columns tell what a sheet is about. CSV, in the encodings that office programs write, XLSX and ODS.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.indicator.readings.looks import indicator as indicator_of
from portal.strategy.donor import cells, workbook
from portal.strategy.donor.faults import UploadError
from portal.strategy.donor.own import Row
from portal.strategy.donor.parse import MOST_BYTES
from portal.strategy.donor.rows import Rows, outline
from portal.strategy.plan.models import Strategy

_CITED = ("source", "as_of")
COLUMNS: dict[str, tuple[str, ...]] = {
    "readings": (
        *("indicator", "starts_on", "ends_on", "value", "low", "high", "confidence", *_CITED),
        *("narrative_sq", "narrative_sr", "narrative_en"),
    ),
    "budgets": ("initiative", "payer", "starts_on", "ends_on", "amount", "currency", "is_committed", *_CITED),
    "payments": (
        *("initiative", "kind", "on", "amount", "currency", "payer", "payee", "ref", *_CITED),
        *("about_sq", "about_sr", "about_en"),
    ),
}
"""The columns of each kind of sheet."""
NEEDED = {
    "readings": {"indicator", "starts_on", "ends_on", "value", "source"},
    "budgets": {"initiative", "starts_on", "ends_on", "amount", "currency"},
    "payments": {"initiative", "kind", "on", "amount", "currency"},
}
"""Without these columns a sheet is not of its kind."""
_DAYS = ("starts_on", "ends_on", "on", "as_of")
_NUMBERS = ("value", "low", "high", "amount")
_OPEN = ("payer", "payee", "as_of", "value", "low", "high")


def read(strategy: Strategy, name: str, body: bytes) -> Rows:
    """The rows of a file. Raises UploadError at the row and column that cannot be read."""
    if len(body) > MOST_BYTES:
        raise UploadError("file", _("The file is too large: 8 MB at most."))
    found = outline(strategy)
    found.partners, found.initiatives = [], []
    tables = workbook.tables(body) if workbook.is_workbook(body) else {"": _text(body)}
    known = False
    for sheet, table in tables.items():
        kind, columns, start = _headed(table)
        if not kind:
            continue
        known = True
        for number, cells_of_row in enumerate(table[start:], start + 1):
            if any(str(cell).strip() for cell in cells_of_row if cell is not None):
                place = f"{sheet}: row {number}" if sheet else f"row {number}"
                row = _row(kind, dict(zip(columns, cells_of_row, strict=False)), place)
                getattr(found, kind).append(row)
                found.places[id(row)] = place
    if not known:
        raise UploadError("row 1", _("No sheet has the columns of readings, budgets or payments."))
    return found


def template(strategy: Strategy, kind: str) -> bytes:
    """A sheet to fill in, with a row for each indicator or initiative. Raises KeyError for a kind that there is not."""
    columns = COLUMNS[kind]
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(columns)
    for key in _keys(strategy, kind):
        writer.writerow([key, *("" for _column in columns[1:])])
    return lines.getvalue().encode("utf-8-sig")  # the mark tells office programs that it is UTF-8


def _keys(strategy: Strategy, kind: str) -> Iterable[str]:
    newest = strategy.versions.order_by("number").last()
    if newest is None:
        return []
    if kind == "readings":
        entered = newest.aims.filter(indicator__measure="")
        return entered.order_by("indicator__slug").values_list("indicator__slug", flat=True).distinct()
    return [row["key"] for row in outline(strategy).initiatives]


def _headed(table: list[list[Any]]) -> tuple[str, list[str], int]:
    """What a table is about, its columns, and where its rows begin; an empty kind where it is about something else."""
    for number, row in enumerate(table[:20]):
        columns = [str(cell or "").strip().lower().replace(" ", "_") for cell in row]
        for kind, needed in NEEDED.items():
            if needed <= set(columns):
                return kind, columns, number + 1
    return "", [], 0


def _row(kind: str, told: Mapping[str, Any], place: str) -> Row:
    row: Row = {}
    for column in COLUMNS[kind]:
        cell = told.get(column)
        try:
            if column in _DAYS:
                row[column] = cells.day(cell)
            elif column in _NUMBERS:
                row[column] = cells.number(cell)
            elif column == "is_committed":
                row[column] = cells.flag(cell)
            else:
                row[column] = cells.text(cell)
        except ValueError as error:
            raise UploadError(f"{place}: {column}", error.args[0]) from error
        if row[column] == "" and column in _OPEN:
            row[column] = None
    for name in ("narrative", "about"):
        languages = [one for one in row if one.startswith(f"{name}_")]
        if languages:
            row[name] = {one.rpartition("_")[2]: text for one in languages if (text := row.pop(one))}
    return _reading(row, place) if kind == "readings" else row


def _reading(row: Row, place: str) -> Row:
    indicator = indicator_of(row["indicator"])
    if indicator is None:
        raise UploadError(f"{place}: indicator", _("There is no such indicator."))
    if indicator.measure:
        raise UploadError(f"{place}: indicator", _("The portal counts this from its records."))
    if not row["source"]:
        raise UploadError(f"{place}: source", _("Say where the figure comes from."))
    row["confidence"] = row["confidence"] or "high"
    return {**row, "parts": {}}


def _text(body: bytes) -> list[list[Any]]:
    text = cells.decoded(body)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UploadError("file", _("This is not a CSV file that can be read.")) from error
    if len(table) > workbook.MOST_ROWS:
        raise UploadError("file", _("The sheet has too many rows."))
    return [list(row) for row in table]
