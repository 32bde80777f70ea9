"""`xk patch`: a package in; a patch that adds Kosovo to its lists, the text to send with it, and an exit status out."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from listed.cli.clean import clean
from listed.cli.exits import LISTED, NOT_LISTED, UNREAD, UsageError
from listed.cli.progress import Progress
from listed.cli.screen import Screen
from listed.cli.words import CODE, PLACE, counted, joined

if TYPE_CHECKING:
    from listed.lists import Document
    from listed.origin.patch import Patch
    from listed.sources import Opened

_PACKAGES = ("npm:", "pypi:", "deb:")
_MOST_LEFT = 12
_MOST_OPEN = 12


def patch(
    *targets: Annotated[str, Parameter(name="TARGET", allow_leading_hyphen=False)],
    out: Path = Path(),
    force: bool = False,
    partial: bool = False,
    offline: bool = False,
    timeout: Annotated[float, Parameter(show_default=True)] = 60,
    no_color: bool = False,
) -> int:
    """Write a patch that adds Kosovo to the lists of a package, and the text to send with it.

    Parameters
    ----------
    targets
        npm:NAME[@V], pypi:NAME[==V] or deb:NAME.
    out
        The folder to write to; the current one if left out.
    force
        Write over files that are there already.
    partial
        Write the patch also where some lists of the package cannot be patched.
    offline
        Use only what was fetched before.
    timeout
        The most seconds to wait for one package.
    no_color
        Use no colours.
    """
    if not targets:
        raise UsageError("Say which package, for example: xk patch npm:country-list")
    if not 0 < timeout < 86_400:
        raise UsageError(f"--timeout takes a number of seconds above 0, not {timeout:g}.")
    for target in targets:
        if not target.startswith(_PACKAGES):
            raise UsageError(f"{target} is no package; write npm:NAME, pypi:NAME or deb:NAME.")
    folder = _folder(out)
    screen = Screen(None, not no_color)
    status = LISTED
    for target in targets:
        status = max(status, _one(screen, target, folder, force, partial, offline, timeout))
    return status


def _folder(out: Path) -> Path:
    if not out.is_dir():
        raise UsageError(f"--out: {out} is no folder; make it first.")
    if not os.access(out, os.W_OK):
        raise UsageError(f"--out: you may not write to {out}.")
    return out


def _one(screen: Screen, target: str, folder: Path, force: bool, partial: bool, offline: bool, timeout: float) -> int:
    """Patch one package; the exit status: 0 written or nothing to do, 1 no patch could be made, 2 not readable."""
    from listed.names import load
    from listed.origin.patch import patch_of
    from listed.sources import Options, SourceError, open_target

    unread: list[str] = []
    try:
        with Progress(1, sys.stderr.isatty()) as progress:
            progress.stage(target, "reading")
            with open_target(target, Options(timeout=timeout, offline=offline)) as opened:
                made = patch_of(load(), _documents(opened, unread))
                version = opened.version or "unknown"
    except SourceError as error:
        screen.line(clean(str(error)))
        return UNREAD
    if not made.paths and unread:
        screen.line(clean(f"{target}: it could not be read: {unread[0]}."))
        return UNREAD
    screen.line(clean(f"{target} {version}"))
    if refusal := _refusal(made, partial):
        screen.line(f"  {refusal}")
        _tell_left(screen, made)
        return LISTED if made.before in ("listed", "no-country-list") else NOT_LISTED
    return _write(screen, target, version, made, folder, force)


def _documents(opened: Opened, unread: list[str]) -> Iterator[Document]:
    from listed.sources import Unread

    for item in opened.documents():
        if isinstance(item, Unread):
            unread.append(f"{item.path}: {item.reason}" if item.path else item.reason)
        else:
            yield item


def _refusal(made: Patch, partial: bool) -> str:
    """Why nothing is written, as a sentence, or an empty string."""
    if made.before == "listed":
        return f"{PLACE} is on all of its lists already; there is nothing to patch."
    if made.before == "no-country-list":
        return "It has no list of places of the world; there is nothing to patch."
    if not made.files:
        return "No patch was written: none of its lists can be patched as text."
    if made.flips or (partial and len(made.after_lists) < len(made.lists)):
        return ""
    still = counted(len(made.after_lists), "list")
    return f"No patch was written: {still} would still be without {PLACE}. With --partial it is written all the same."


def _write(screen: Screen, target: str, version: str, made: Patch, folder: Path, force: bool) -> int:
    from listed.names import load
    from listed.origin.patch.letter import letter
    from listed.origin.remedies import remedy, remedy_for

    stem = f"{_plain(_name(target))}-{_plain(version)}-{PLACE.lower()}"
    found = next((one for answer in made.lists if (one := remedy_for(target, answer))), None)
    text = letter(load(), _name(target), version, made, f"{stem}.patch", remedy(found) if found else None)
    files = {folder / f"{stem}.patch": made.diff, folder / f"{stem}.md": text.encode()}
    there = [path.name for path in files if path.exists() or path.is_symlink()]
    if there and not force:
        screen.line(f"  {joined(there)} {'is' if len(there) == 1 else 'are'} there already; use --force to write anew.")
        return UNREAD
    try:
        _write_all(files)
    except OSError as error:
        screen.line(f"  Nothing was written: {error.strerror or error}.")
        return UNREAD
    rows = sum(len(one.rows) for one in made.files)
    screen.line(f"  {counted(rows, 'row')} in {counted(len(made.files), 'file')}: {made.before} -> {made.after}.")
    for path in files:
        screen.line(f"  {'Written anew' if path.name in there else 'Written'}: {path}")
    if made.open:
        screen.line("  A person must fill these in:")
        for one in made.open[:_MOST_OPEN]:
            screen.line(f"    {clean(one)}")
        if len(made.open) > _MOST_OPEN:
            screen.line(f"    and {len(made.open) - _MOST_OPEN} more; the text names them")
    _tell_left(screen, made)
    return LISTED


def _tell_left(screen: Screen, made: Patch) -> None:
    reasons: dict[str, list[str]] = {}
    for one in made.left:
        reasons.setdefault(one.reason, []).append(one.where)
    for reason, where in list(reasons.items())[:_MOST_LEFT]:
        first = clean(where[0])
        more = f" and {len(where) - 1} more" if len(where) > 1 else ""
        screen.line(f"  Left as it is: {first}{more}: {reason}.")


def _name(target: str) -> str:
    from listed.origin.remedies import address_of

    return address_of(target).partition(":")[2]


def _plain(text: str) -> str:
    """A name that is a file name anywhere: no folders, no leading dots, nothing but letters, digits and a few signs."""
    return re.sub(r"[^A-Za-z0-9._+~-]+", "-", text).strip(".-")[:100] or CODE.lower()


def _write_all(files: dict[Path, bytes]) -> None:
    """Write all files or none: each beside its place first, then all are put there. Raises OSError."""
    ready: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            handle, name = tempfile.mkstemp(prefix=".xk-", dir=path.parent)
            ready.append((name, path))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).chmod(0o644)
        for name, path in ready:
            Path(name).replace(path)
    finally:
        for name, _ in ready:
            Path(name).unlink(missing_ok=True)
