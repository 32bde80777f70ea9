"""The name of a file in; the file, as the ledger stood a quarter of an hour ago at most, out.

Each file is written beside its place and then put there at once, so nobody reads half a file; of several who need it at
the same time one writes it, and the others wait, or take the file of before.
"""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from portal.faces.api.files.all_tables import ALL
from portal.faces.api.files.columns import LEDGER
from portal.faces.api.files.formats import write_csv, write_parquet
from portal.ground.ledger.chain import canonical
from portal.ground.ledger.looks import head
from portal.ground.ledger.models import Entry

FRESH = 15 * 60
NAMES = (*(f"{name}.{end}" for name in ALL for end in ("csv", "parquet")), "ledger.jsonl")
MEDIA = {
    "csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/jsonl; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is there: its public name and place, the row of the ledger it was written at, and when."""

    name: str
    place: Path
    number: int
    digest: str
    at: float

    @property
    def is_packed(self) -> bool:
        """Whether its bytes are packed by gzip."""
        return self.place.suffix == ".gz"

    @property
    def form(self) -> str:
        """Eight digits that stand for its columns."""
        return self.place.name.split(".")[2]


def opened(name: str) -> tuple[Made, BinaryIO]:
    """The file of this name, open: it can be read to its end although it is written anew meanwhile."""
    while True:
        try:
            made = ready(name)
            return made, made.place.open("rb")
        except FileNotFoundError:  # another process has just put a newer one there
            continue


def ready(name: str, fresh: float = FRESH) -> Made:
    """The file of this name, written now where there is none or it is older than `fresh` seconds and the ledger grew.

    Raises KeyError for a name that is not of NAMES.
    """
    if name not in NAMES:
        raise KeyError(name)
    number, digest = head()
    wanted = _place(name, number, digest)
    newest = wanted if wanted.is_file() else _newest(name)
    if newest and (newest == wanted or time.time() - newest.stat().st_mtime < fresh):
        return _made(name, newest)
    with _turn(name, wait=newest is None) as own:
        if own and not wanted.is_file():
            _make(name, wanted, number)
    return _made(name, wanted if wanted.is_file() else newest or wanted)


def asked_for() -> list[str]:
    """The names of the files that somebody wanted before."""
    return [name for name in NAMES if _newest(name)]


def _folder() -> Path:
    folder = Path(settings.HOME) / "open"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _form(name: str) -> str:
    """Eight digits that change with the columns, so that a new version does not serve files of the one before."""
    table = ALL.get(name.partition(".")[0])
    columns = table.columns if table else LEDGER
    return hashlib.sha256(json.dumps([[one.name, one.field, one.type] for one in columns]).encode()).hexdigest()[:8]


def _place(name: str, number: int, digest: str) -> Path:
    packed = "" if name.endswith(".parquet") else ".gz"
    return _folder() / f"{name}.{_form(name)}.{number}.{digest}{packed}"


def _newest(name: str) -> Path | None:
    there = [path for path in _folder().glob(f"{name}.{_form(name)}.*") if ".tmp" not in path.suffixes]
    return max(there, key=lambda path: int(path.name.split(".")[3]), default=None)


def _made(name: str, place: Path) -> Made:
    _, _, _, number, digest = place.name.removesuffix(".gz").split(".")
    return Made(name, place, int(number), digest, place.stat().st_mtime)


@contextmanager
def _turn(name: str, *, wait: bool) -> Iterator[bool]:
    """Hold the turn to write a file; False where somebody else has it and there is no need to wait."""
    with (_folder() / f"{name}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True


def _make(name: str, wanted: Path, number: int) -> None:
    stem, _, end = name.partition(".")
    for left in _folder().glob(f"{name}.*.tmp*"):
        left.unlink(missing_ok=True)
    before = [path for path in _folder().glob(f"{name}.*") if path.suffix != ".lock"]
    made = wanted.with_name(f"{wanted.name}.tmp")
    if end == "parquet":
        write_parquet(ALL[stem], made)
    else:
        with gzip.GzipFile(made, "wb", 6, mtime=0) as file:
            if end == "csv":
                write_csv(ALL[stem], file)  # type: ignore[arg-type]
            else:
                for row in Entry.objects.filter(number__lte=number).order_by("number").iterator(chunk_size=2000):
                    file.write(canonical(row.as_row()) + b"\n")
    made.replace(wanted)
    for path in before:
        path.unlink(missing_ok=True)
