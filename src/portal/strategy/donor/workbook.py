"""A workbook in; its tables out. A process of its own reads it, since such files may be made to fill all memory."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.strategy.donor.faults import UploadError

SECONDS = 20
MOST_MEMORY = 1 << 30
MOST_ROWS = 20_000
MOST_UNPACKED = 64 * 1024 * 1024

Table = list[list[Any]]


def is_workbook(body: bytes) -> bool:
    """Whether bytes begin as XLSX and ODS do: both are packed by zip."""
    return body.startswith(b"PK\x03\x04")


def tables(body: bytes) -> dict[str, Table]:
    """Every table of an XLSX or ODS file by its name; days as ISO 8601. Raises UploadError for what cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise UploadError("file", _("The file is too large: 8 MB at most."))
        reader = subprocess.run(
            [sys.executable, "-I", str(Path(__file__).with_name("calamine.py")), str(MOST_ROWS + 1)],
            input=body,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            preexec_fn=_limit,
        )
        found: dict[str, Table] = json.loads(reader.stdout)
    except (subprocess.SubprocessError, zipfile.BadZipFile, json.JSONDecodeError) as error:
        raise UploadError("file", _("This is neither an XLSX nor an ODS file that can be read.")) from error
    if any(len(table) > MOST_ROWS for table in found.values()):
        raise UploadError("file", _("The sheet has too many rows."))
    return found


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
