"""The file names of a target in, tables of names that stand for places out: a flag each, a data file each."""

from __future__ import annotations

import os
import re
import string
from collections.abc import Iterable, Iterator

from listed.lists.table import Table

FEWEST_FILES = 60
_WORD = string.ascii_letters + string.digits
_SIZE = re.compile(r"(?:@\dx|[-_.](?:min|small|large|icon|round|square|sq|\d{2,4}|w\d+))+$")
_LOCALE = re.compile(r"[a-z]{2,3}[_-](?:[A-Z][a-z]{3}[_-])?[A-Z]{2}")


def tables_of_paths(paths: Iterable[str]) -> Iterator[Table]:
    """One table for each folder with at least FEWEST_FILES files or folders; `name` is what sets each apart.

    Folders of locales (`sq_XK`) are no folders of places and are left out.
    """
    folders: dict[tuple[str, str], dict[str, None]] = {}
    for path in paths:
        inner = path.rsplit("!/", 1)[-1]
        folder, _, name = inner.rpartition("/")
        stem, ending = _stem(name)
        folders.setdefault((folder, ending), {})[stem] = None
        above, _, own = folder.rpartition("/")
        if own:
            folders.setdefault((above, "/"), {})[own] = None
    for (folder, ending), stems in folders.items():
        names = list(stems)
        if len(names) < FEWEST_FILES or sum(_LOCALE.fullmatch(name) is not None for name in names) * 5 > len(names):
            continue
        before = os.path.commonprefix(names)
        before = before.rstrip(_WORD)
        cells = [name.removeprefix(before) for name in names]
        yield Table(folder, "directory", f"{folder} {before} {ending}", {"name": cells, "file": names})


def _stem(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (_SIZE.sub("", stem), ending) if dot else (name, "")
