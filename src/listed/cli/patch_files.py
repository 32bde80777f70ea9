"""A patch and its text in; the two files on the disk, all or none of them, and what a person reads of them, out."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from listed.cli.clean import clean
from listed.cli.exits import LISTED, UNREAD
from listed.cli.screen import Screen
from listed.cli.words import CODE, PLACE, counted, joined

if TYPE_CHECKING:
    from listed.origin.patch import Patch

_MOST_LEFT = 12
_MOST_OPEN = 12
_LONGEST = 100


def stem_of(name: str, version: str, kind: str = "") -> str:
    """The name of the files without its ending: `country-list-2.4.1-kosovo`."""
    return "-".join(filter(None, (_plain(name), _plain(version), PLACE.lower(), kind)))


def write(screen: Screen, folder: Path, stem: str, diff: bytes, text: str, force: bool) -> int:
    """Write the patch and its text and say so; the exit status. What is there is kept unless `force` is given."""
    files = {folder / f"{stem}.patch": diff, folder / f"{stem}.md": text.encode()}
    there = [path.name for path in files if path.exists() or path.is_symlink()]
    if there and not force:
        verb = "is" if len(there) == 1 else "are"
        screen.line(f"  Nothing was written: {joined(there)} {verb} there already. Use --force to write anew.")
        return UNREAD
    try:
        _write_all(files)
    except OSError as error:
        screen.line(f"  Nothing was written: {clean(error.strerror or str(error))}.")
        return UNREAD
    for path in files:
        screen.line(f"  {'Written anew' if path.name in there else 'Written'}: {path}")
    return LISTED


def tell_open(screen: Screen, made: Patch) -> None:
    """Name the fields that a person must fill in."""
    if not made.open:
        return
    screen.line("  A person must fill these in:")
    for one in made.open[:_MOST_OPEN]:
        screen.line(f"    {clean(one)}")
    if len(made.open) > _MOST_OPEN:
        screen.line(f"    and {counted(len(made.open) - _MOST_OPEN, 'more field', 'more fields')}")


def tell_left(screen: Screen, made: Patch) -> None:
    """Name the lists that stay as they are, once for each reason."""
    reasons: dict[str, list[str]] = {}
    for one in made.left:
        reasons.setdefault(one.reason, []).append(one.where)
    for reason, where in list(reasons.items())[:_MOST_LEFT]:
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        screen.line(f"  Left as it is: {clean(where[0])}{more}: {reason}.")


def _plain(text: str) -> str:
    """A name that is a file name anywhere: no folders, no leading dots, nothing but letters, digits and a few signs."""
    return re.sub(r"[^A-Za-z0-9._+~-]+", "-", text).strip(".-")[:_LONGEST] or CODE.lower()


def _write_all(files: dict[Path, bytes]) -> None:
    """Write all files or none: each beside its place first, then all are put there. Raises OSError."""
    ready: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            handle, name = tempfile.mkstemp(prefix=".xk-", dir=path.parent)
            ready.append((Path(name), path))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
        _put(ready)
    finally:
        for beside, _ in ready:
            beside.unlink(missing_ok=True)


def _put(ready: Iterable[tuple[Path, Path]]) -> None:
    for beside, path in ready:
        beside.replace(path)
