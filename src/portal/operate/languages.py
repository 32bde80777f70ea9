"""Catalogues of words (.po) in; compiled ones (.mo) out, among them Serbian in Latin letters, written from Cyrillic."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import polib

from portal.ground.languages.script import to_latin

WRITTEN_FROM = {"sr_Latn": ("sr", to_latin)}


def compile_all(folder: Path) -> list[Path]:
    """Compile what is newer than its compiled form; the compiled files that were written anew."""
    written = []
    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        wanted: list[tuple[str, Callable[[str], str] | None]] = [(po.parts[-3], None)]
        wanted += [(name, write) for name, (source, write) in WRITTEN_FROM.items() if source == po.parts[-3]]
        for name, write in wanted:
            mo = folder / name / "LC_MESSAGES" / po.with_suffix(".mo").name
            if not mo.exists() or mo.stat().st_mtime_ns <= po.stat().st_mtime_ns:
                _compile(po, mo, write)
                written.append(mo)
    return written


def _compile(po: Path, mo: Path, write: Callable[[str], str] | None) -> None:
    """Write one compiled catalogue, whole or not at all, so that a process reading it meanwhile is not misled."""
    catalogue = polib.pofile(str(po))
    if write is not None:
        for entry in catalogue:
            entry.msgstr = write(entry.msgstr)
            entry.msgstr_plural = {number: write(text) for number, text in entry.msgstr_plural.items()}
    mo.parent.mkdir(parents=True, exist_ok=True)
    part = mo.with_suffix(f".{os.getpid()}")
    catalogue.save_as_mofile(str(part))
    part.replace(mo)
