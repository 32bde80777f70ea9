"""A workbook at standard input in; its tables as JSON out. Runs alone, in a process with little memory."""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
from typing import Any

from python_calamine import CalamineWorkbook


def main() -> None:
    """Read as many rows of each sheet as the first argument says."""
    most = int(sys.argv[1])
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    found = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=most) for name in book.sheet_names
    }
    sys.stdout.write(json.dumps(found, default=_plain))


def _plain(cell: Any) -> str:
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


if __name__ == "__main__":
    main()
