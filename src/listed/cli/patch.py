"""`xk patch`: a package in; a patch that adds Kosovo to its lists, the text to send with it, and an exit status out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from listed.cli.clean import clean
from listed.cli.exits import LISTED, NOT_LISTED, UNREAD, UsageError
from listed.cli.patch_files import stem_of, tell_left, tell_open, write
from listed.cli.progress import Progress
from listed.cli.screen import Screen
from listed.cli.words import PLACE, counted

if TYPE_CHECKING:
    from listed.lists import Document
    from listed.origin.patch import Patch
    from listed.sources import Opened

_PACKAGES = ("npm:", "pypi:", "deb:")


def patch(
    *targets: Annotated[str, Parameter(name="TARGET", allow_leading_hyphen=False)],
    out: Path = Path(),
    opt_in: bool = False,
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
    opt_in
        Write a switch that is off by default instead of rows, where one is known for the package.
    force
        Write over files that are there already.
    partial
        Write the patch also where some lists of the package would still be without Kosovo.
    offline
        Use only what was fetched before.
    timeout
        The most seconds to wait for one package.
    no_color
        Use no colours; the environment variable NO_COLOR does the same.
    """
    if not targets:
        raise UsageError("Say which package, for example: xk patch npm:country-list")
    if not 0 < timeout < 86_400:
        raise UsageError(f"--timeout takes a number of seconds above 0, not {timeout:g}.")
    for target in targets:
        if not target.startswith(_PACKAGES):
            raise UsageError(f"{target} is no package; write npm:NAME, pypi:NAME or deb:NAME.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise UsageError(f"--out: {out} can't be made a folder ({problem.strerror}).") from None
    if not os.access(out, os.W_OK):
        raise UsageError(f"--out: you may not write to {out}.")
    work = _Work(Screen(None, not no_color), out, force, partial, offline, timeout)
    return max(work.switch(target) if opt_in else work.rows(target) for target in targets)


@dataclass(frozen=True, slots=True)
class _Work:
    """How to patch: where to write, and what was asked for."""

    screen: Screen
    folder: Path
    force: bool
    partial: bool
    offline: bool
    timeout: float

    def rows(self, target: str) -> int:
        """Write the patch with rows; 0 written or nothing to do, 1 none can be made, 2 not readable or in the way."""
        from listed.names import load
        from listed.origin.patch import patch_of
        from listed.origin.patch.letter import letter
        from listed.origin.remedies import address_of, remedy, remedy_for

        read = self._read(target)
        if read is None:
            return UNREAD
        version, made = read[0], patch_of(load(), read[1])
        self.screen.line(clean(f"{target} {version}"))
        if refusal := _refusal(made, self.partial):
            self.screen.line(f"  {refusal}")
            tell_left(self.screen, made)
            return LISTED if made.before in ("listed", "no-country-list") else NOT_LISTED
        rows = counted(sum(len(one.rows) for one in made.files), "row")
        self.screen.line(f"  {rows} in {counted(len(made.files), 'file')}: {made.before} -> {made.after}.")
        found = next((one for answer in made.lists if (one := remedy_for(target, answer))), None)
        stem = stem_of(_name(target), version)
        known = remedy(found) if found else None
        text = letter(load(), address_of(target), version, made, f"{stem}.patch", known)
        status = write(self.screen, self.folder, stem, made.diff, text, self.force)
        tell_open(self.screen, made)
        tell_left(self.screen, made)
        return status

    def switch(self, target: str) -> int:
        """Write the patch with a switch; 0 written, 1 none is known or it no longer fits, 2 as above."""
        from listed.names import load
        from listed.origin.patch.optin import opt_in_for, opt_in_letter, opt_in_of
        from listed.origin.patch.row import CannotWriteError
        from listed.origin.remedies import address_of

        known = opt_in_for(address_of(target))
        if known is None:
            self.screen.line(clean(f"{target}: no switch is known for it; leave --opt-in out for a patch with rows."))
            return NOT_LISTED
        read = self._read(target)
        if read is None:
            return UNREAD
        self.screen.line(clean(f"{target} {read[0]}"))
        try:
            files = opt_in_of(load(), read[1], known)
        except CannotWriteError as why:
            self.screen.line(clean(f"  No patch was written: {why}."))
            return NOT_LISTED
        stem = stem_of(_name(target), read[0], "opt-in")
        paths = [one.path for one in files]
        text = opt_in_letter(load(), _name(target), read[0], f"{stem}.patch", known, paths)
        return write(self.screen, self.folder, stem, b"".join(one.diff for one in files), text, self.force)

    def _read(self, target: str) -> tuple[str, Iterator[Document]] | None:
        """The version of a package and its documents; None, and a sentence, where it cannot be read whole."""
        from listed.sources import Options, SourceError, open_target

        try:
            with Progress(1, sys.stderr.isatty()) as progress:
                progress.stage(target, "reading")
                opened = open_target(target, Options(timeout=self.timeout, offline=self.offline))
        except SourceError as error:
            self.screen.line(clean(str(error)))
            return None
        return opened.version or "unknown", _documents(opened)


def _documents(opened: Opened) -> Iterator[Document]:
    """The documents of a package, closed when they are read. Raises UsageError where the package breaks off."""
    from listed.sources import Unread

    with opened:
        for item in opened.documents():
            if not isinstance(item, Unread):
                yield item
            elif not item.path:
                raise UsageError(f"{opened.target}: {item.reason}; nothing was written for it.")


def _name(target: str) -> str:
    from listed.origin.remedies import address_of

    return address_of(target).partition(":")[2]


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
